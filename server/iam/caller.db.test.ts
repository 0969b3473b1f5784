import { beforeAll, describe, expect, test } from "bun:test";
import { symmetricEncrypt } from "better-auth/crypto";
import { generateExportedKeyPair } from "better-auth/plugins/jwt";
import { eq, sql } from "drizzle-orm";
import { memberships } from "../../db/schema/iam.ts";
import { SYSTEM_SUB } from "../domain/iam/claims.ts";
import { callerOf } from "./caller.ts";
import { mintOrganization, mintUser, failureOf, openSignIn, SECRET, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let dealer: string;
let customer: string;

beforeAll(async () => {
  api = await openSignIn();
  dealer = await mintOrganization("DEALER");
  customer = await mintOrganization("CUSTOMER");
});

const person = () => mintUser([{ orgId: dealer, role: "DEALER_DISPATCH" }]);
const byToken = (token: string, cookie?: string) =>
  callerOf(api.identity, new Headers({ authorization: `Bearer ${token}`, ...(cookie ? { cookie } : {}) }));
const byCookie = (cookie: string) => callerOf(api.identity, new Headers({ cookie }));
const sign = async (payload: Record<string, unknown>) =>
  (await api.identity.auth.api.signJWT({ body: { payload } })).token;
const deactivate = (userId: string) =>
  api.db.withOwner((tx) => tx.update(memberships).set({ active: false }).where(eq(memberships.userId, userId)));
const nothing = async () => "ran";

describe("a token", () => {
  test("names its bearer with the claims of the membership", async () => {
    const { id, email } = await person();
    const { json } = await api.signIn(email);
    const caller = await byToken(json.token);
    expect(caller).toMatchObject({
      userId: id,
      sessionId: null,
      claims: { sub: id, orgId: dealer, role: "DEALER_DISPATCH", membershipVersion: 1 },
    });
    expect(await api.db.withTenant(caller!.claims!, nothing)).toBe("ran");
  });

  test("is refused expired, forged, unsigned, of another issuer or empty, also beside a good cookie", async () => {
    const { email } = await person();
    const { json, cookie } = await api.signIn(email);
    const { claims } = (await byToken(json.token))!;
    const [head, body, signature] = json.token.split(".") as [string, string, string];
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const raised = part({ ...JSON.parse(Buffer.from(body, "base64url").toString()), role: "CAT_ADMIN" });
    const other = await openSignIn({ secret: "another secret of another installation, which signs too" });
    const bad = {
      expired: await sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 }),
      forged: `${head}.${raised}.${signature}`,
      unsigned: `${part({ alg: "none", kid: JSON.parse(Buffer.from(head, "base64url").toString()).kid })}.${raised}.`,
      foreignKey: (await other.identity.auth.api.signJWT({ body: { payload: { ...claims } } })).token,
      foreignIssuer: await sign({ ...claims, iss: "https://elsewhere.example" }),
      foreignAudience: await sign({ ...claims, aud: "https://elsewhere.example" }),
      empty: "",
      nonsense: "a.b.c",
    };
    for (const token of Object.values(bad))
      expect(await failureOf(byToken(token, cookie))).toMatchObject({ code: "auth.required", status: 401 });
    expect(await byCookie(cookie)).not.toBeNull();
  });

  test("is refused with the role of our own jobs, although we signed it", async () => {
    const claims = {
      sub: SYSTEM_SUB,
      orgId: dealer,
      orgType: "DEALER",
      role: "SYSTEM",
      dealerIds: [dealer],
      customerIds: [],
      siteIds: null,
      membershipId: null,
      membershipVersion: null,
    };
    expect(await failureOf(byToken(await sign(claims)))).toMatchObject({ code: "auth.required" });
    expect(
      await failureOf(byToken(await sign({ ...claims, role: "CAT_ADMIN", orgType: "CATERPILLAR" }))),
    ).toMatchObject({
      code: "auth.required",
    });
  });

  test("stops at the next call after its membership changed or ended", async () => {
    const { id, email } = await person();
    const { json } = await api.signIn(email);
    await api.db.withOwner((tx) =>
      tx.update(memberships).set({ role: "DEALER_ADMIN" }).where(eq(memberships.userId, id)),
    );
    const { claims } = (await byToken(json.token))!;
    expect(await failureOf(api.db.withTenant(claims!, nothing))).toMatchObject({
      code: "auth.membership_changed",
      status: 401,
    });
    const again = await api.signIn(email);
    await deactivate(id);
    expect(await failureOf(api.db.withTenant((await byToken(again.json.token))!.claims!, nothing))).toMatchObject({
      code: "auth.membership_changed",
    });
  });

  test("of a key made by another process is understood without a restart", async () => {
    const { email } = await person();
    const elsewhere = await openSignIn();
    await elsewhere.identity.keys.list();
    const pair = await generateExportedKeyPair({});
    const privateKey = JSON.stringify(
      await symmetricEncrypt({ key: SECRET, data: JSON.stringify(pair.privateWebKey) }),
    );
    const here = await openSignIn();
    const made = await here.identity.keys.create({
      publicKey: JSON.stringify(pair.publicWebKey),
      privateKey,
      createdAt: new Date(),
    });
    const { json } = await here.signIn(email);
    expect(JSON.parse(Buffer.from(json.token.split(".")[0], "base64url").toString()).kid).toBe(made.id);
    const realNow = Date.now;
    Date.now = () => realNow() + 6_000;
    try {
      expect(await callerOf(elsewhere.identity, new Headers({ authorization: `Bearer ${json.token}` }))).not.toBeNull();
    } finally {
      Date.now = realNow;
    }
  });
});

describe("a session cookie", () => {
  test("names its person, with claims of this moment", async () => {
    const { id, email } = await person();
    const { cookie } = await api.signIn(email);
    expect(await byCookie(cookie)).toMatchObject({
      userId: id,
      sessionId: expect.any(String),
      claims: { role: "DEALER_DISPATCH" },
    });
    await api.db.withOwner((tx) =>
      tx.update(memberships).set({ role: "DEALER_ADMIN" }).where(eq(memberships.userId, id)),
    );
    const caller = await byCookie(cookie);
    expect(caller!.claims).toMatchObject({ role: "DEALER_ADMIN", membershipVersion: 2 });
    expect(await api.db.withTenant(caller!.claims!, nothing)).toBe("ran");
  });

  test("means nobody when it is absent, altered, signed by another secret or expired", async () => {
    const { id, email } = await person();
    const { cookie } = await api.signIn(email);
    const altered = cookie.replace(/=(.)/, (_, first: string) => `=${first === "a" ? "b" : "a"}`);
    expect(await callerOf(api.identity, new Headers())).toBeNull();
    expect(await byCookie("theme=dark")).toBeNull();
    expect(await byCookie(altered)).toBeNull();
    const other = await openSignIn({ secret: "another secret of another installation, which signs too" });
    expect(await callerOf(other.identity, new Headers({ cookie }))).toBeNull();
    await api.db.withOwner((tx) =>
      tx.execute(sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${id}`),
    );
    expect(await byCookie(cookie)).toBeNull();
  });

  test("is dead after sign-out, at once", async () => {
    const { email } = await person();
    const { cookie } = await api.signIn(email);
    expect((await api.call("POST", "/api/auth/sign-out", { cookie, body: {} })).status).toBe(200);
    expect(await byCookie(cookie)).toBeNull();
    expect((await api.call("GET", "/api/auth/get-session", { cookie })).json).toBe("null");
  });

  test("never slides over to another organisation when its own is taken away", async () => {
    const { id, email } = await mintUser([
      { orgId: dealer, role: "DEALER_ADMIN" },
      { orgId: customer, role: "OPERATOR" },
    ]);
    const { cookie } = await api.signIn(email);
    await api.db.withOwner((tx) =>
      tx.execute(sql`update memberships set active = false where user_id = ${id} and org_owner_id = ${dealer}`),
    );
    expect(await failureOf(byCookie(cookie))).toMatchObject({ code: "auth.membership_changed" });
    expect((await api.signIn(email)).json.organization.id).toBe(customer);
  });

  test("of a person without a membership has no claims, and a membership counts from the next call", async () => {
    const { id, email } = await mintUser([]);
    expect(await api.signIn(email)).toMatchObject({ status: 403, json: { code: "auth.no_membership" }, cookie: "" });
    await api.post("/api/auth/email-otp/send-verification-otp", { email, type: "sign-in" });
    const { cookie } = await api.post("/api/auth/sign-in/email-otp", { email, otp: api.codeFor(email) });
    expect(await byCookie(cookie)).toMatchObject({ userId: id, claims: null });
    await api.db.withOwner((tx) =>
      tx.insert(memberships).values({ orgOwnerId: customer, userId: id, role: "OPERATOR", displayName: "Ada" }),
    );
    expect((await byCookie(cookie))!.claims).toMatchObject({ orgId: customer });
  });

  test("records where the client truly sits", async () => {
    const { id, email } = await person();
    await api.signIn(email, { address: "198.51.100.7" });
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(sql`select ip_address, user_agent from sessions where user_id = ${id}`),
    );
    expect(rows).toEqual([{ ip_address: "198.51.100.7", user_agent: "tests" }]);
  });
});

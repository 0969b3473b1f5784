import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { callerOf } from "./caller.ts";
import { mintOrganization, mintUser, openSignIn, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let dealer: string;
let customer: string;

beforeAll(async () => {
  api = await openSignIn();
  dealer = await mintOrganization("DEALER", "North Rentals");
  customer = await mintOrganization("CUSTOMER");
});

const both = () =>
  mintUser([
    { orgId: dealer, role: "DEALER_ADMIN" },
    { orgId: customer, role: "CUSTOMER_SUPERVISOR" },
  ]);
const orgOf = async (cookie: string) => (await callerOf(api.identity, new Headers({ cookie })))!.claims!.orgId;

describe("organisation", () => {
  test("is the longest-standing membership's, or the one asked for at sign-in", async () => {
    const { email } = await both();
    expect((await api.signIn(email)).json).toMatchObject({
      organization: { id: dealer, name: "North Rentals" },
      memberships: [{ orgId: dealer }, { orgId: customer }],
    });
    const asked = await api.signIn(email, { orgId: customer });
    expect(asked.json).toMatchObject({ organization: { id: customer }, role: "CUSTOMER_SUPERVISOR" });
    expect(await orgOf(asked.cookie)).toBe(customer);
  });

  test("of strangers is not found at sign-in, and leaves no session", async () => {
    const { id, email } = await both();
    expect(await api.signIn(email, { orgId: await mintOrganization() })).toMatchObject({
      status: 404,
      json: { code: "not_found" },
      cookie: "",
    });
    const { rows } = await api.db.withOwner((tx) => tx.execute(sql`select 1 from sessions where user_id = ${id}`));
    expect(rows).toEqual([]);
  });

  test("is switched for a session and for a token", async () => {
    const { email } = await both();
    const { cookie, json } = await api.signIn(email);
    const switched = await api.post("/api/v1/auth/switch", { orgId: customer }, { cookie });
    expect(switched).toMatchObject({
      status: 200,
      json: { organization: { id: customer }, role: "CUSTOMER_SUPERVISOR" },
    });
    expect(await orgOf(switched.cookie)).toBe(customer);
    expect(await callerOf(api.identity, new Headers({ cookie }))).toBeNull();
    const back = await api.post("/api/v1/auth/switch", { orgId: dealer }, { bearer: json.token });
    expect(
      (await callerOf(api.identity, new Headers({ authorization: `Bearer ${back.json.token}` })))!.claims!.orgId,
    ).toBe(dealer);
    expect(await orgOf(switched.cookie)).toBe(customer);
  });

  test("of strangers and one that does not exist are not found alike, and nothing is switched", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    const foreign = await api.post("/api/v1/auth/switch", { orgId: await mintOrganization() }, { cookie });
    const absent = await api.post("/api/v1/auth/switch", { orgId: Bun.randomUUIDv7() }, { cookie });
    expect(foreign).toMatchObject({ status: 404, json: { code: "not_found" } });
    expect(absent.json).toEqual(foreign.json);
    expect(await orgOf(cookie)).toBe(dealer);
  });

  test("is switched by nobody who is not signed in, before anything is read", async () => {
    expect(await api.call("POST", "/api/v1/auth/switch", { raw: "{" })).toMatchObject({
      status: 401,
      json: { code: "auth.required" },
    });
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    expect((await api.post("/api/v1/auth/switch", { orgId: customer }, { cookie, bearer: "bad" })).status).toBe(401);
    expect(await orgOf(cookie)).toBe(dealer);
  });
});

describe("better-auth in the browser", () => {
  test("signs in by code through the same counters, and does not hand out the session's token", async () => {
    const { id, email } = await both();
    expect((await api.post("/api/auth/email-otp/send-verification-otp", { email, type: "sign-in" })).json).toEqual({
      success: true,
    });
    const answer = await api.post("/api/auth/sign-in/email-otp", { email, otp: api.codeFor(email) });
    expect(answer).toMatchObject({ status: 200, json: { user: { id, email } } });
    expect(answer.json.token).toBeUndefined();
    expect((await api.call("GET", "/api/auth/get-session", { cookie: answer.cookie })).json).toMatchObject({
      user: { id },
      session: { activeOrgId: dealer },
    });
    for (let n = 0; n < 5; n++) await api.post("/api/auth/sign-in/email-otp", { email, otp: "000000" });
    expect(await api.post("/api/v1/auth/verify", { email, otp: "000000" })).toMatchObject({
      status: 429,
      json: { code: "auth.too_many_attempts" },
    });
  });

  test("gives a session its token, with the organisation it acts for", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email, { orgId: customer });
    const { json } = await api.call("GET", "/api/auth/token", { cookie });
    expect(
      (await callerOf(api.identity, new Headers({ authorization: `Bearer ${json.token}` })))!.claims,
    ).toMatchObject({ orgId: customer });
  });

  test("publishes the keys that tokens are verified with, and no private part", async () => {
    const { email } = await both();
    const { json: signed } = await api.signIn(email);
    const { json } = await api.call("GET", "/api/auth/jwks");
    const { kid } = JSON.parse(Buffer.from(signed.token.split(".")[0], "base64url").toString());
    expect(json.keys.find((key: { kid: string }) => key.kid === kid)).toEqual({
      kid,
      alg: "EdDSA",
      kty: "OKP",
      crv: "Ed25519",
      x: expect.any(String),
    });
  });

  test("has no other doors: passwords, sign-up, and checking codes past the counters do not exist", async () => {
    const paths = [
      "sign-up/email",
      "sign-in/email",
      "email-otp/check-verification-otp",
      "email-otp/verify-email",
      "email-otp/reset-password",
      "email-otp/request-password-reset",
      "update-user",
      "update-session",
      "delete-user",
      "change-email",
      "revoke-session",
      "revoke-other-sessions",
      "passkey/delete-passkey",
      "passkey/update-passkey",
      "open-badge-session",
    ];
    for (const path of paths)
      expect(await api.post(`/api/auth/${path}`, { email: "a@b.example" })).toMatchObject({
        status: 404,
        json: { code: "not_found" },
      });
  });

  test("can not be told another language, organisation or owner of a session by its client", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    for (const path of ["update-session", "update-user"])
      expect((await api.post(`/api/auth/${path}`, { activeOrgId: customer, locale: "de" }, { cookie })).status).toBe(
        404,
      );
    expect(await orgOf(cookie)).toBe(dealer);
  });

  test("refuses another site's page with our cookie", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    expect(
      (await api.call("POST", "/api/auth/sign-out", { cookie, body: {}, origin: "https://elsewhere.example" })).status,
    ).toBe(403);
    expect(await callerOf(api.identity, new Headers({ cookie }))).not.toBeNull();
  });
});

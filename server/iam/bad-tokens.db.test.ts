/** Tokens that nobody should be let in with, against the whole way of a call: each is a 4xx with a code, and nothing changes. */
import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { memberships } from "../../db/schema/iam.ts";
import { openCalls, refused, type TestCalls } from "../features/credentials/testing.fixtures.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { callerOf } from "./caller.ts";
import { mintOrganization, mintUser, openSignIn, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let calls: TestCalls;
let dealer: string;
let other: string;
let token: string;
let claims: Claims;

beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  dealer = await mintOrganization("DEALER");
  other = await mintOrganization("DEALER");
  const { email } = await mintUser([{ orgId: dealer, role: "DEALER_DISPATCH" }]);
  token = (await api.signIn(email)).json.token;
  claims = (await callerOf(api.identity, new Headers({ authorization: `Bearer ${token}` })))!.claims!;
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const nowS = () => Math.floor(Date.now() / 1000);
const signed = async (change: Record<string, unknown>) =>
  (await api.identity.auth.api.signJWT({ body: { payload: { ...claims, ...change } } })).token;
const headOf = (text: string) =>
  JSON.parse(Buffer.from(text.split(".")[0]!, "base64url").toString()) as Record<string, string>;
/** What a call with this token comes to: through the routes, and through a procedure. */
async function outcomes(bad: string) {
  const route = await api.post("/api/v1/auth/switch", { orgId: other }, { bearer: bad });
  const procedure = await refused(calls.byToken(bad).then((caller) => caller.iam.me()));
  return { status: route.status, code: route.json.code as string, text: JSON.stringify(route.json), procedure };
}

describe("a token is refused", () => {
  const unsigned = async () => {
    const [, body] = token.split(".") as [string, string];
    return `${part({ ...headOf(token), alg: "none" })}.${body}.`;
  };
  const hmac = async () => {
    // The public key as the secret of a symmetric signature: the classic confusion.
    const { json } = await api.call("GET", "/api/auth/jwks");
    const key = await crypto.subtle.importKey(
      "raw",
      new TextEncoder().encode(JSON.stringify(json.keys[0])),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const text = `${part({ ...headOf(token), alg: "HS256" })}.${token.split(".")[1]}`;
    const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
    return `${text}.${Buffer.from(signature).toString("base64url")}`;
  };
  const ownKey = async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const text = token.split(".").slice(0, 2).join(".");
    const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, new TextEncoder().encode(text));
    return `${text}.${Buffer.from(signature).toString("base64url")}`;
  };
  const embedded = async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    const text = `${part({ alg: "EdDSA", kid: "mine", jwk, jku: "https://elsewhere.example/jwks" })}.${token.split(".")[1]}`;
    const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, new TextEncoder().encode(text));
    return `${text}.${Buffer.from(signature).toString("base64url")}`;
  };
  const cases: [string, () => Promise<string>][] = [
    ["unsigned", unsigned],
    ["signed symmetrically with the public key", hmac],
    ["signed with another key", ownKey],
    ["signed with a key that it brings along", embedded],
    ["expired", () => signed({ exp: nowS() - 1 })],
    ["not yet good", () => signed({ nbf: nowS() + 600 })],
    ["for another audience", () => signed({ aud: "https://elsewhere.example" })],
    ["of another issuer", () => signed({ iss: "https://elsewhere.example" })],
    ["without what ends it", () => signed({ sessionId: undefined })],
    ["of a person who claims to be a program", () => signed({ clientId: Bun.randomUUIDv7() })],
    ["with claims that are none", () => signed({ role: "ROOT" })],
    ["in the role of our own jobs", () => signed({ role: "SYSTEM" })],
    ["of a program in that role", () => signed({ role: "SYSTEM", clientId: claims.sub, membershipId: null })],
    ["longer than any", async () => `${token}${"A".repeat(20_000)}`],
    ["long and well-formed", () => signed({ padding: "A".repeat(20_000) })],
    ["of two parts", async () => token.split(".").slice(0, 2).join(".")],
    ["of five parts", async () => `${token}.a.b`],
    ["that is no base 64", async () => "ä.ö.ü"],
    ["that is JSON null", async () => `${Buffer.from("null").toString("base64url")}.${token.split(".")[1]}.x`],
  ];

  test.each(cases)("%s: 401, before anything else is looked at", async (_name, make) => {
    const bad = (await make()).replaceAll(/[^\x20-\x7e]/g, "%");
    const { text, ...outcome } = await outcomes(bad);
    expect(outcome).toEqual({ status: 401, code: "auth.required", procedure: "auth.required" });
    expect(text).not.toMatch(/\bat \w+|node_modules|\.ts:/);
  });
});

describe("a token that we signed, but whose claims are not its bearer's", () => {
  const foreign: [string, () => Record<string, unknown>][] = [
    ["another organisation", () => ({ orgId: other, dealerIds: [other] })],
    ["another role", () => ({ role: "DEALER_ADMIN" })],
    ["another kind of organisation", () => ({ orgType: "CATERPILLAR" })],
    ["another membership", () => ({ membershipId: Bun.randomUUIDv7() })],
    ["another person's session", () => ({ sessionId: Bun.randomUUIDv7() })],
    ["another version of the membership", () => ({ membershipVersion: 99 })],
    ["another person", () => ({ sub: Bun.randomUUIDv7() })],
  ];

  test.each(foreign)("%s: 401", async (_name, change) => {
    const caller = await calls.byToken(await signed(change()));
    expect(await refused(caller.sites.list({ limit: 1 }))).toBe("auth.membership_changed");
  });

  test("partners that it names but does not have open nothing", async () => {
    const caller = await calls.byToken(await signed({ dealerIds: [dealer, other], customerIds: [other] }));
    const { items } = await caller.ledger.list({ limit: 500 });
    expect(items.filter((event: { orgId: string }) => event.orgId !== dealer)).toEqual([]);
  });

  test("an old one of an organisation that was left: 401, and nothing is written", async () => {
    const { id, email } = await mintUser([{ orgId: dealer, role: "DEALER_ADMIN" }]);
    const old = (await api.signIn(email)).json.token as string;
    await api.db.withOwner((tx) =>
      tx
        .update(memberships)
        .set({ active: false })
        .where(sql`user_id = ${id}`),
    );
    const count = async () =>
      (await api.db.withOwner((tx) => tx.execute(sql`select count(*) from operations where user_id = ${id}`))).rows;
    const before = await count();
    const caller = await calls.byToken(old);
    const make = caller.credentials.createClient({
      operationId: Bun.randomUUIDv7(),
      name: "Mine",
      role: "DEALER_ADMIN",
      scopes: ["sites:read"],
    });
    expect(await refused(make)).toBe("auth.membership_changed");
    expect(await count()).toEqual(before);
  });
});

test("an expired code is refused like a wrong one, and signs nobody in", async () => {
  const { id, email } = await mintUser([{ orgId: dealer, role: "DEALER_ADMIN" }]);
  await api.post("/api/v1/auth/otp", { email });
  await api.db.withOwner((tx) =>
    tx.execute(
      sql`update verifications set expires_at = now() - interval '1 second' where identifier = ${`sign-in-otp-${email}`}`,
    ),
  );
  const answer = await api.post("/api/v1/auth/verify", { email, otp: api.codeFor(email) });
  expect(answer).toMatchObject({ status: 401, json: { code: "auth.invalid_code" }, cookie: "" });
  const { rows } = await api.db.withOwner((tx) => tx.execute(sql`select 1 from sessions where user_id = ${id}`));
  expect(rows).toEqual([]);
});

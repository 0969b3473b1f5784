import { beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { callerOf } from "./caller.ts";
import { retireSigningKeys } from "./retire-signing-keys.ts";
import { mintOrganization, mintUser, openSignIn, failureOf, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let orgId: string;

beforeAll(async () => {
  api = await openSignIn({ secret: "a secret of this suite alone, so that its keys are its own" });
  orgId = await mintOrganization();
});

const tokenOf = async (at: TestSignIn) => {
  const { email } = await mintUser([{ orgId, role: "DEALER_ADMIN" }]);
  return (await at.signIn(email)).json.token as string;
};
const kidOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()) as { kid: string; alg: string };
const callerBy = (at: TestSignIn, token: string) =>
  callerOf(at.identity, new Headers({ authorization: `Bearer ${token}` }));
/** Another process of the same installation: nothing of this one's memory. */
const another = () => openSignIn({ secret: "a secret of this suite alone, so that its keys are its own" });
const published = async (at: TestSignIn) =>
  ((await at.call("GET", "/api/auth/jwks")).json.keys as { kid: string }[]).map(({ kid }) => kid);

test("a retired key signs nothing more, and what it has signed is good until it expires", async () => {
  const before = await tokenOf(api);
  const { kid } = kidOf(before);
  await api.db.withService((tx) =>
    tx.execute(sql`update jwks set created_at = now() - interval '31 days' where id = ${kid}`),
  );
  const now = new Date();
  expect(await retireSigningKeys(api.db, now, new Date(now.getTime() - 30 * 86_400_000))).toBe(1);
  const later = await another();
  const after = await tokenOf(later);
  expect(kidOf(after).kid).not.toBe(kid);
  expect(kidOf(after).alg).toBe("EdDSA");
  expect(await callerBy(later, before)).not.toBeNull();
  expect(await callerBy(later, after)).not.toBeNull();
  expect(await published(later)).toEqual(expect.arrayContaining([kid, kidOf(after).kid]));
  const { rows } = await api.db.withOwner((tx) =>
    tx.execute(sql`select alg, crv from jwks where id = ${kidOf(after).kid}`),
  );
  expect(rows).toEqual([{ alg: "EdDSA", crv: "Ed25519" }]);
});

test("a key that was retired long ago verifies nothing and is published no more", async () => {
  const token = await tokenOf(await another());
  await api.db.withService((tx) =>
    tx.execute(sql`update jwks set expires_at = now() - interval '3 hours' where id = ${kidOf(token).kid}`),
  );
  const later = await another();
  expect(await failureOf(callerBy(later, token))).toMatchObject({ code: "auth.required" });
  expect(await published(later)).not.toContain(kidOf(token).kid);
});

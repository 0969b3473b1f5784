import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { op, openCalls, refused, type TestCalls } from "../features/credentials/testing.fixtures.ts";
import { callerOf } from "./caller.ts";
import { SoftwareAuthenticator, type Ceremony } from "./testing-authenticator.ts";
import { mintOrganization, mintUser, openSignIn, ORIGIN, ownAddress, type Answer, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let calls: TestCalls;
let orgId: string;

beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  orgId = await mintOrganization();
});

const REGISTER = "/api/v1/auth/passkey/register";
const LOGIN = "/api/v1/auth/passkey/login";

async function signedIn() {
  const { id, email } = await mintUser([{ orgId, role: "DEALER_ADMIN" }]);
  return { id, email, cookie: (await api.signIn(email)).cookie };
}
const ceremony = (options: Answer): Ceremony => ({
  challenge: options.json.challenge,
  rpId: "localhost",
  origin: ORIGIN,
});

async function addPasskey(cookie: string, change: Partial<Ceremony> = {}, name?: string) {
  const authenticator = await SoftwareAuthenticator.create();
  const options = await api.post(REGISTER, { step: "options" }, { cookie });
  const response = await authenticator.register({ ...ceremony(options), ...change });
  return {
    authenticator,
    options,
    added: await api.post(REGISTER, { step: "verify", response, name }, { cookie: `${cookie}; ${options.cookie}` }),
  };
}

async function login(authenticator: SoftwareAuthenticator, change: Partial<Ceremony> = {}) {
  const options = await api.post(LOGIN, { step: "options" });
  const response = await authenticator.signIn({ ...ceremony(options), ...change });
  return { options, response, answer: await api.post(LOGIN, { step: "verify", response }, { cookie: options.cookie }) };
}

describe("passkey", () => {
  test("is added by someone signed in, signs in without an address or a code, and is removed", async () => {
    const { id, email, cookie } = await signedIn();
    const { authenticator, options, added } = await addPasskey(cookie, {}, "Work phone");
    expect(options.json).toMatchObject({
      rp: { id: "localhost", name: "Smart Rental" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    expect(added).toMatchObject({ status: 200, json: { passkey: { name: "Work phone" } } });

    const { options: asked, answer } = await login(authenticator);
    expect(asked.json).toMatchObject({ userVerification: "required", rpId: "localhost" });
    expect(asked.json.allowCredentials).toBeUndefined();
    expect(answer).toMatchObject({ status: 200, json: { token: expect.any(String), organization: { id: orgId } } });
    expect(await callerOf(api.identity, new Headers({ cookie: answer.cookie }))).toMatchObject({
      userId: id,
      claims: { orgId },
    });

    const { credentials } = await calls.byCookie(cookie);
    const [listed] = (await credentials.passkeys()).items;
    expect(listed).toMatchObject({ id: added.json.passkey.id, name: "Work phone", synced: false });
    expect(Date.now() - new Date(listed!.lastUsedAt!).getTime()).toBeLessThan(10_000);
    await credentials.renamePasskey(op({ id: listed!.id, name: "Old phone" }));
    expect((await credentials.passkeys()).items[0]!.name).toBe("Old phone");
    await credentials.removePasskey(op({ id: listed!.id }));
    expect((await credentials.passkeys()).items).toEqual([]);
    expect((await login(authenticator)).answer).toMatchObject({ status: 401, cookie: "" });
    // And back in without it: by a code.
    expect((await api.signIn(email)).status).toBe(200);
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ type: string }>(
        sql`select type from events where record like ${`%${id}%`} and type like 'passkey.%' order by position`,
      ),
    );
    expect(rows.map(({ type }) => type)).toEqual(["passkey.added", "passkey.renamed", "passkey.removed"]);
  });

  test("works by better-auth's own endpoints in the browser", async () => {
    const { id, cookie } = await signedIn();
    const authenticator = await SoftwareAuthenticator.create();
    const options = await api.call("GET", "/api/auth/passkey/generate-register-options", { cookie });
    const response = await authenticator.register(ceremony(options));
    expect(
      (
        await api.post(
          "/api/auth/passkey/verify-registration",
          { response, name: "Tablet" },
          { cookie: `${cookie}; ${options.cookie}` },
        )
      ).status,
    ).toBe(200);
    const asked = await api.call("GET", "/api/auth/passkey/generate-authenticate-options");
    expect(asked.json.userVerification).toBe("required");
    const signed = await api.post(
      "/api/auth/passkey/verify-authentication",
      { response: await authenticator.signIn(ceremony(asked)) },
      { cookie: asked.cookie },
    );
    expect(await callerOf(api.identity, new Headers({ cookie: signed.cookie }))).toMatchObject({ userId: id });
  });

  test("is not added without verifying the person, for another site, or with a spent challenge", async () => {
    const { cookie } = await signedIn();
    expect((await addPasskey(cookie, { verifies: false })).added.status).toBe(401);
    expect((await addPasskey(cookie, { origin: "https://elsewhere.example" })).added.status).toBe(401);
    expect((await addPasskey(cookie, { rpId: "elsewhere.example" })).added.status).toBe(401);
    const { authenticator, options, added } = await addPasskey(cookie);
    expect(added.status).toBe(200);
    const again = await api.post(
      REGISTER,
      { response: await authenticator.register(ceremony(options)) },
      { cookie: `${cookie}; ${options.cookie}` },
    );
    expect(again.status).toBe(401);
  });

  test("does not sign in without verifying the person, for another site, with a spent challenge or another key", async () => {
    const { cookie } = await signedIn();
    const { authenticator } = await addPasskey(cookie);
    expect((await login(authenticator, { verifies: false })).answer).toMatchObject({ status: 401, cookie: "" });
    expect((await login(authenticator, { origin: "https://elsewhere.example" })).answer.status).toBe(401);
    expect((await login(authenticator, { rpId: "elsewhere.example" })).answer.status).toBe(401);
    const { options, response, answer } = await login(authenticator);
    expect(answer.status).toBe(200);
    expect((await api.post(LOGIN, { response }, { cookie: options.cookie })).status).toBe(401);
    expect((await login(await SoftwareAuthenticator.create())).answer.status).toBe(401);
  });

  test("is asked for by nobody who is not signed in, and bodies are checked", async () => {
    expect(await api.post(REGISTER, { step: "options" })).toMatchObject({
      status: 401,
      json: { code: "auth.required" },
    });
    expect(await api.post(LOGIN, { step: "verify" })).toMatchObject({
      status: 422,
      json: { fields: { response: expect.any(String) } },
    });
    expect((await api.post(LOGIN, { response: { id: {} } })).status).toBe(422);
    expect((await api.post("/api/auth/passkey/verify-authentication", { response: { id: {} } })).status).toBe(400);
    expect((await api.call("POST", LOGIN, {})).json.challenge).toEqual(expect.any(String));
  });

  test("that was copied is refused once the original has gone on, and the original goes on", async () => {
    const { cookie } = await signedIn();
    const { authenticator } = await addPasskey(cookie);
    expect((await login(authenticator)).answer.status).toBe(200);
    const copy = authenticator.copy();
    expect((await login(authenticator)).answer.status).toBe(200);
    expect((await login(copy)).answer).toMatchObject({ status: 401, cookie: "" });
    expect((await login(authenticator)).answer.status).toBe(200);
  });

  test("does not sign in as the owner of a credential that was signed for with another key", async () => {
    const [victim, attacker] = [await signedIn(), await signedIn()];
    const theirs = await addPasskey(victim.cookie);
    const own = await addPasskey(attacker.cookie);
    const { credentialId } = theirs.authenticator;
    expect((await login(own.authenticator, { credentialId })).answer).toMatchObject({
      status: 401,
      json: { code: "auth.passkey_refused" },
      cookie: "",
    });
    // One that is taken already can not be registered again by somebody else.
    const options = await api.post(REGISTER, { step: "options" }, { cookie: attacker.cookie });
    const response = await theirs.authenticator.register(ceremony(options));
    const again = await api.post(REGISTER, { response }, { cookie: `${attacker.cookie}; ${options.cookie}` });
    expect(again.status).toBeGreaterThanOrEqual(400);
    expect(again.status).toBeLessThan(500);
    expect((await (await calls.byCookie(attacker.cookie)).credentials.passkeys()).items).toHaveLength(1);
  });

  test("is added and used with the challenge of its own ceremony and browser alone", async () => {
    const { cookie } = await signedIn();
    const { authenticator } = await addPasskey(cookie);
    const [mine, other] = [await api.post(LOGIN, {}), await api.post(LOGIN, {})];
    const response = await authenticator.signIn(ceremony(mine));
    expect((await api.post(LOGIN, { response }, { cookie: other.cookie })).status).toBe(401);
    const forAdding = await api.post(REGISTER, { step: "options" }, { cookie });
    const misused = await authenticator.signIn(ceremony(forAdding));
    expect((await api.post(LOGIN, { response: misused }, { cookie: forAdding.cookie })).status).toBe(401);
  });

  test("stands beside others of the same person, each with its own name and last use", async () => {
    const { cookie } = await signedIn();
    const phone = await addPasskey(cookie, {}, "Phone");
    await addPasskey(cookie, {}, "Tablet");
    await login(phone.authenticator);
    const { items } = await (await calls.byCookie(cookie)).credentials.passkeys();
    expect(items.map(({ name, lastUsedAt }) => [name, lastUsedAt !== null])).toEqual([
      ["Phone", true],
      ["Tablet", false],
    ]);
  });

  test("of another person is as unknown as one that does not exist", async () => {
    const owner = await signedIn();
    const { added } = await addPasskey(owner.cookie);
    const { credentials } = await calls.byCookie((await signedIn()).cookie);
    for (const id of [added.json.passkey.id as string, Bun.randomUUIDv7()]) {
      expect(await refused(credentials.removePasskey(op({ id })))).toBe("not_found");
      expect(await refused(credentials.renamePasskey(op({ id, name: "mine" })))).toBe("not_found");
    }
    expect((await (await calls.byCookie(owner.cookie)).credentials.passkeys()).items).toMatchObject([{ name: null }]);
  });

  test("is added only soon after signing in", async () => {
    const { id, cookie } = await signedIn();
    await api.db.withOwner((tx) =>
      tx.execute(sql`update sessions set created_at = now() - interval '2 days' where user_id = ${id}`),
    );
    expect(await api.post(REGISTER, { step: "options" }, { cookie })).toMatchObject({
      status: 403,
      json: { code: "auth.sign_in_again" },
    });
  });

  test("challenges are bounded for one network", async () => {
    const address = ownAddress();
    const answers = await Promise.all(
      Array.from({ length: 130 }, () =>
        api.call("GET", "/api/auth/passkey/generate-authenticate-options", { address }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });
});

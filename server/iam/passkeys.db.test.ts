import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { callerOf } from "./caller.ts";
import { SoftwareAuthenticator, type Ceremony } from "./testing-authenticator.ts";
import { mintOrganization, mintUser, openSignIn, ORIGIN, ownAddress, type Answer, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let orgId: string;

beforeAll(async () => {
  api = await openSignIn();
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
    const { id, cookie } = await signedIn();
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

    const [listed] = (await api.call("GET", "/api/auth/passkey/list-user-passkeys", { cookie })).json;
    expect(listed).toMatchObject({ id: added.json.passkey.id, name: "Work phone", userId: id });
    expect(
      (await api.post("/api/auth/passkey/update-passkey", { id: listed.id, name: "Old phone" }, { cookie })).status,
    ).toBe(200);
    expect((await api.post("/api/auth/passkey/delete-passkey", { id: listed.id }, { cookie })).status).toBe(200);
    expect((await api.call("GET", "/api/auth/passkey/list-user-passkeys", { cookie })).json).toEqual([]);
    expect((await login(authenticator)).answer).toMatchObject({ status: 401, cookie: "" });
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

  test("of another person is as unknown as one that does not exist", async () => {
    const owner = await signedIn();
    const { added } = await addPasskey(owner.cookie);
    const { cookie } = await signedIn();
    for (const path of ["/api/auth/passkey/delete-passkey", "/api/auth/passkey/update-passkey"]) {
      const answers = await Promise.all(
        [added.json.passkey.id, Bun.randomUUIDv7(), "nonsense"].map((id) =>
          api.post(path, { id, name: "mine" }, { cookie }),
        ),
      );
      for (const { status, json } of answers)
        expect({ status, code: json.code }).toEqual({ status: 404, code: "PASSKEY_NOT_FOUND" });
    }
    expect((await api.call("GET", "/api/auth/passkey/list-user-passkeys", { cookie: owner.cookie })).json).toHaveLength(
      1,
    );
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

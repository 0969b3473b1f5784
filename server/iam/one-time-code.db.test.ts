import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { mintOrganization, mintUser, openSignIn, ownAddress, type TestSignIn } from "./testing.ts";

let api: TestSignIn;
let orgId: string;

beforeAll(async () => {
  api = await openSignIn();
  orgId = await mintOrganization();
});

const person = (locale?: string) => mintUser([{ orgId, role: "DEALER_ADMIN" }], { locale });
const otherThan = (otp: string, by = 1) => String((Number(otp) + by) % 1_000_000).padStart(6, "0");
const guess = (email: string, otp: string, address?: string) =>
  api.post("/api/v1/auth/verify", { email, otp }, { address });

describe("one-time code", () => {
  test("signs in with the mailed code, with a token and a session cookie", async () => {
    const { id, email } = await person();
    expect(await api.post("/api/v1/auth/otp", { email: ` ${email.toUpperCase()} ` })).toMatchObject({
      status: 200,
      json: { sent: true },
    });
    const otp = api.codeFor(email);
    expect(otp).toMatch(/^\d{6}$/);
    const answer = await guess(email, otp);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      role: "DEALER_ADMIN",
      organization: { id: orgId, type: "DEALER" },
      memberships: [{ orgId, role: "DEALER_ADMIN" }],
    });
    const payload = JSON.parse(Buffer.from(answer.json.token.split(".")[1], "base64url").toString());
    expect(payload).toMatchObject({
      sub: id,
      orgId,
      orgType: "DEALER",
      role: "DEALER_ADMIN",
      dealerIds: [orgId],
      siteIds: null,
    });
    expect(new Date(answer.json.expiresAt).getTime()).toBe(payload.exp * 1000);
    expect(payload.exp - payload.iat).toBe(3600);
    const [set] = answer.headers.getSetCookie();
    expect(set).toContain("HttpOnly");
    expect(set).toContain("SameSite=Lax");
  });

  test("works once", async () => {
    const { email } = await person();
    expect((await api.signIn(email)).status).toBe(200);
    expect(await guess(email, api.codeFor(email))).toMatchObject({ status: 401, json: { code: "auth.invalid_code" } });
  });

  test("is void once a newer one is sent", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const first = api.codeFor(email);
    let second = first;
    while (second === first) {
      await api.post("/api/v1/auth/otp", { email });
      second = api.codeFor(email);
    }
    expect((await guess(email, first)).status).toBe(401);
    expect((await guess(email, second)).status).toBe(200);
  });

  test("expires", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    await api.db.withOwner((tx) =>
      tx.execute(
        sql`update verifications set expires_at = now() - interval '1 second' where identifier = ${`sign-in-otp-${email}`}`,
      ),
    );
    expect((await guess(email, api.codeFor(email))).status).toBe(401);
  });

  test("is void after five wrong guesses, also for the right one, until a new code is sent", async () => {
    const { email } = await person();
    const address = ownAddress();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    for (let n = 1; n <= 5; n++)
      expect(await guess(email, otherThan(otp, n), address)).toMatchObject({
        status: 401,
        json: { code: "auth.invalid_code" },
      });
    expect(await guess(email, otherThan(otp, 6), address)).toMatchObject({
      status: 429,
      json: { code: "auth.too_many_attempts" },
    });
    expect((await guess(email, otp, address)).status).toBe(429);
    expect((await api.signIn(email, { address })).status).toBe(200);
  });

  test("allows five guesses in all when twenty arrive at once", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(email, otherThan(otp, n + 1))));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test("signs in once when the right code arrives five times at once", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => guess(email, otp)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401, 401]);
  });

  test("leaves one good code when several are asked for at once", async () => {
    const { email } = await person();
    await Promise.all(Array.from({ length: 4 }, () => api.post("/api/v1/auth/otp", { email })));
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(sql`select 1 from verifications where identifier = ${`sign-in-otp-${email}`}`),
    );
    expect(rows).toHaveLength(1);
  });

  test("is kept as a keyed hash", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ value: string }>(sql`select value from verifications where identifier = ${`sign-in-otp-${email}`}`),
    );
    expect(rows[0]!.value).not.toContain(otp);
    expect(rows[0]!.value).not.toContain(new Bun.CryptoHasher("sha256").update(otp).digest("base64url"));
  });

  test("is written in the reader's language", async () => {
    const { email } = await person("de-CH");
    await api.post("/api/v1/auth/otp", { email });
    expect(api.mailbox.list(email)[0]).toMatchObject({
      subject: `${api.codeFor(email)} ist Ihr Code für Smart Rental`,
    });
  });
});

describe("an unknown account", () => {
  test("gets the same answers as a known one, and no mail", async () => {
    const { email: known } = await person();
    const unknown = `nobody-${Bun.randomUUIDv7()}@people.example`;
    const story = async (email: string) => {
      const answers = [await api.post("/api/v1/auth/otp", { email })];
      const otp = api.codeFor(known);
      for (let n = 1; n <= 6; n++) answers.push(await guess(email, otherThan(otp, n)));
      return answers.map(({ status, json }) => ({ status, json }));
    };
    expect(await story(unknown)).toEqual(await story(known));
    expect(api.mailbox.list(unknown)).toEqual([]);
  });

  test("is not made by signing in", async () => {
    const email = `nobody-${Bun.randomUUIDv7()}@people.example`;
    await api.post("/api/v1/auth/otp", { email });
    await guess(email, "123456");
    const { rows } = await api.db.withOwner((tx) => tx.execute(sql`select 1 from users where email = ${email}`));
    expect(rows).toEqual([]);
  });
});

describe("input", () => {
  test("malformed JSON is 400, wrong fields are 422 with their names", async () => {
    expect(await api.call("POST", "/api/v1/auth/otp", { raw: "{" })).toMatchObject({
      status: 400,
      json: { code: "input.unparsable" },
    });
    expect(await api.post("/api/v1/auth/otp", { email: "nobody" })).toMatchObject({
      status: 422,
      json: { code: "input.invalid", fields: { email: expect.any(String) } },
    });
    expect(await api.post("/api/v1/auth/verify", { email: "a@b.example", otp: "12" })).toMatchObject({
      status: 422,
      json: { fields: { otp: expect.any(String) } },
    });
    expect(await api.post("/api/v1/auth/verify", { email: "a@b.example", otp: "123456", orgId: "x" })).toMatchObject({
      status: 422,
      json: { fields: { orgId: expect.any(String) } },
    });
  });

  test("another site's page can not ask or sign in", async () => {
    expect(
      await api.post("/api/v1/auth/otp", { email: "a@b.example" }, { origin: "https://elsewhere.example" }),
    ).toMatchObject({ status: 403, json: { code: "auth.forbidden" } });
    expect((await api.post("/api/v1/auth/otp", { email: "a@b.example" }, { origin: null })).status).toBe(200);
  });
});

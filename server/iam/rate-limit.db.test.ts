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

describe("limits", () => {
  test("ten codes in ten minutes are sent to one account, and not without end", async () => {
    const { email } = await person();
    const address = ownAddress();
    for (let n = 0; n < 10; n++) expect((await api.post("/api/v1/auth/otp", { email }, { address })).status).toBe(200);
    expect(api.mailbox.list(email)).toHaveLength(10);
    const more = await Promise.all(
      Array.from({ length: 20 }, () => api.post("/api/v1/auth/otp", { email }, { address })),
    );
    expect(more.some(({ status, json }) => status === 429 && json.code === "rate.limited")).toBe(true);
  });

  test("sixty codes a minute are sent for one network, and not without end", async () => {
    const address = ownAddress();
    const ask = () => api.post("/api/v1/auth/otp", { email: `n${Bun.randomUUIDv7()}@people.example` }, { address });
    for (let n = 0; n < 60; n++) expect((await ask()).status).toBe(200);
    const more = await Promise.all(Array.from({ length: 60 }, ask));
    expect(more.some(({ status }) => status === 429)).toBe(true);
  });

  test("299 failures of a network do not refuse another account's right code, 300 do", async () => {
    const group = () => crypto.getRandomValues(new Uint16Array(1))[0]!.toString(16).padStart(4, "0");
    const subscriber = `2001:0db8:${group()}:${group()}`;
    const address = `${subscriber}::5`;
    const network = { key: `otp-fail-net:${subscriber}:0000:0000:0000:0000`, windowS: 600 };
    for (let n = 0; n < 3; n++) await guess(`x${Bun.randomUUIDv7()}@people.example`, "000000", address);
    expect(await api.identity.limits.count(network)).toBe(3);
    await api.db.withOwner((tx) => tx.execute(sql`update rate_limits set count = 299 where key = ${network.key}`));
    const { email } = await person();
    expect((await api.signIn(email, { address: `${subscriber}:ffff::9` })).status).toBe(200);
    await guess(`x${Bun.randomUUIDv7()}@people.example`, "000000", address);
    await api.post("/api/v1/auth/otp", { email }, { address });
    expect(await guess(email, api.codeFor(email), address)).toMatchObject({
      status: 429,
      json: { code: "auth.too_many_attempts" },
    });
    expect((await guess(email, api.codeFor(email), ownAddress())).status).toBe(200);
  });

  test("a hundred failures in a row close an account to codes for the day", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    await guess(email, otherThan(api.codeFor(email)));
    await api.db.withOwner((tx) =>
      tx.execute(
        sql`update rate_limits set count = 100 where key = ${`otp-fail:${new Bun.CryptoHasher("sha256").update(email).digest("base64url")}`}`,
      ),
    );
    expect((await guess(email, api.codeFor(email))).status).toBe(429);
  });

  test("a counter starts anew when its window has passed", async () => {
    const window = { key: `test:${Bun.randomUUIDv7()}`, windowS: 60 };
    expect(await Promise.all([1, 2, 3].map(() => api.identity.limits.hit(window)))).toEqual(
      expect.arrayContaining([1, 2, 3]),
    );
    await api.db.withOwner((tx) =>
      tx.execute(
        sql`update rate_limits set window_started_at = now() - interval '61 seconds' where key = ${window.key}`,
      ),
    );
    expect(await api.identity.limits.count(window)).toBe(0);
    expect(await api.identity.limits.hit(window)).toBe(1);
  });
});

/** A thousand guesses at once, against the routes and the database as they are: how many are judged at all. */
import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { mintOrganization, mintUser, openSignIn, ownAddress, type Answer, type TestSignIn } from "./testing.ts";

const MANY = 1_000;

let api: TestSignIn;
let orgId: string;

beforeAll(async () => {
  api = await openSignIn();
  orgId = await mintOrganization();
});

const person = () => mintUser([{ orgId, role: "DEALER_ADMIN" }]);
const guess = (email: string, otp: string, extra: { address?: string; cookie?: string } = {}) =>
  api.post("/api/v1/auth/verify", { email, otp }, extra);
const otherThan = (otp: string, by: number) => String((Number(otp) + by) % 1_000_000).padStart(6, "0");
const statuses = (answers: Answer[]) => {
  const counted: Record<string, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};
const attemptsAt = async (email: string) => {
  const { rows } = await api.db.withOwner((tx) =>
    tx.execute<{ value: string }>(sql`select value from verifications where identifier = ${`sign-in-otp-${email}`}`),
  );
  return rows[0]?.value.split(":").at(-1);
};

describe("a thousand guesses at once", () => {
  test("at one account, from a thousand networks: five are judged, and the code is void", async () => {
    const { email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    const answers = await Promise.all(
      Array.from({ length: MANY }, (_, n) => guess(email, otherThan(otp, n + 1), { address: ownAddress() })),
    );
    expect(statuses(answers)).toEqual({ 401: 5, 429: MANY - 5 });
    expect((await guess(email, otp, { address: ownAddress() })).status).toBe(429);
  }, 60_000);

  test("with the right one among them: at most one signs in", async () => {
    const { id, email } = await person();
    await api.post("/api/v1/auth/otp", { email });
    const otp = api.codeFor(email);
    const answers = await Promise.all(Array.from({ length: 200 }, () => guess(email, otp, { address: ownAddress() })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await api.db.withOwner((tx) => tx.execute(sql`select 1 from sessions where user_id = ${id}`));
    expect(rows).toHaveLength(1);
  }, 60_000);

  test("from one network, each at an account of its own: three hundred are judged", async () => {
    const address = ownAddress();
    const answers = await Promise.all(
      Array.from({ length: MANY }, (_, n) => guess(`g${n}-${orgId}@people.example`, "482913", { address })),
    );
    expect(statuses(answers)).toEqual({ 401: 300, 429: MANY - 300 });
  }, 60_000);

  test("from one IPv6 subscriber's many addresses: three hundred are judged", async () => {
    const group = () => crypto.getRandomValues(new Uint16Array(1))[0]!.toString(16);
    const subscriber = `2001:db8:${group()}:${group()}`;
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        guess(`s${n}-${orgId}@people.example`, "482913", { address: `${subscriber}:${n.toString(16)}::1` }),
      ),
    );
    expect(statuses(answers)).toEqual({ 401: 300, 429: 100 });
  }, 60_000);
});

describe("strangers who guess at an account", () => {
  const close = (email: string) =>
    api.db.withOwner((tx) =>
      tx.execute(
        sql`insert into rate_limits (key, count, window_started_at) values (${`otp-fail:${new Bun.CryptoHasher("sha256").update(email).digest("base64url")}`}, 99, now())
          on conflict (key) do update set count = 99, window_started_at = now()`,
      ),
    );

  test("close it to codes for everybody but its person's own devices, and the chain says so once", async () => {
    const { id, email } = await person();
    const known = (await api.signIn(email)).cookie;
    const device = known.split("; ").find((cookie) => cookie.startsWith("smart-rental.device-"))!;
    await close(email);
    await api.post("/api/v1/auth/otp", { email });
    expect((await guess(email, otherThan(api.codeFor(email), 1))).status).toBe(401);
    expect((await guess(email, api.codeFor(email), { address: ownAddress() })).status).toBe(429);
    expect((await guess(email, api.codeFor(email), { cookie: device })).status).toBe(200);
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ record: string }>(
        sql`select record from events where type = 'account.codes_closed' and record like ${`%${id}%`}`,
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.record).not.toContain(email);
  });

  test("are not helped by the cookie of another account, of another installation, or a made-up one", async () => {
    const [victim, attacker] = [await person(), await person()];
    const own = (await api.signIn(attacker.email)).cookie;
    const theirs = (await api.signIn(victim.email)).cookie.split("; ").find((one) => one.includes("device-"))!;
    const [name] = theirs.split("=") as [string];
    await close(victim.email);
    await api.post("/api/v1/auth/otp", { email: victim.email });
    await guess(victim.email, otherThan(api.codeFor(victim.email), 1));
    const value = own
      .split("; ")
      .find((one) => one.includes("device-"))!
      .split("=")
      .slice(1)
      .join("=");
    for (const cookie of [own, `${name}=${value}`, `${name}=AAAAAAAAAAAAAAAAAAAAAA.AAAA`])
      expect((await guess(victim.email, api.codeFor(victim.email), { cookie })).status).toBe(429);
  });
});

test("whether there is an account shows neither in what is written nor in how many steps that takes", async () => {
  const known = (await person()).email;
  const unknown = `nobody-${Bun.randomUUIDv7()}@people.example`;
  for (const email of [known, unknown]) {
    await api.post("/api/v1/auth/otp", { email });
    expect(await attemptsAt(email)).toBe("0");
    await guess(email, "000000");
    expect(await attemptsAt(email)).toBe("1");
  }
  const medians = [];
  for (const email of [known, unknown, known, unknown]) {
    const times: number[] = [];
    for (let n = 0; n < 15; n++) {
      await api.identity.limits.reset(`otp-send:${new Bun.CryptoHasher("sha256").update(email).digest("base64url")}`);
      const before = performance.now();
      await api.post("/api/v1/auth/otp", { email }, { address: ownAddress() });
      times.push(performance.now() - before);
    }
    medians.push(times.toSorted((a, b) => a - b)[7]!);
  }
  const [k1, u1, k2, u2] = medians as [number, number, number, number];
  const ratio = Math.min(k1, k2) / Math.min(u1, u2);
  expect(ratio).toBeGreaterThan(0.4);
  expect(ratio).toBeLessThan(2.5);
});

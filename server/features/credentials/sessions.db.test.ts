import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { callerOf } from "../../iam/caller.ts";
import { mintOrganization, mintUser, openSignIn, type TestSignIn } from "../../iam/testing.ts";
import { op, openCalls, refused, type TestCalls } from "./testing.fixtures.ts";

let api: TestSignIn;
let calls: TestCalls;
let dealer: string;
let customer: string;

beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  dealer = await mintOrganization("DEALER");
  customer = await mintOrganization("CUSTOMER");
});

const both = () =>
  mintUser([
    { orgId: dealer, role: "DEALER_ADMIN" },
    { orgId: customer, role: "CUSTOMER_SUPERVISOR" },
  ]);
const callerBy = (cookie: string) => callerOf(api.identity, new Headers({ cookie }));
const age = (userId: string, change: ReturnType<typeof sql>) =>
  api.db.withOwner((tx) => tx.execute(sql`update sessions set ${change} where user_id = ${userId}`));
const tokenOf = (cookie: string) => cookie.split("; ").find((one) => one.includes("session_token"))!;

describe("sessions", () => {
  test("are listed with device, network and use, and the present one is marked", async () => {
    const { email } = await both();
    await api.signIn(email, { address: "203.0.113.9" });
    const { cookie } = await api.signIn(email, { address: "2001:db8::7" });
    const { items } = await (await calls.byCookie(cookie)).credentials.sessions();
    expect(items).toMatchObject([
      { method: "CODE", network: "2001:db8:0:0::/64", current: true },
      { method: "CODE", network: "203.0.113.x", current: false },
    ]);
    expect(JSON.stringify(items)).not.toContain("203.0.113.9");
  });

  test("end one by one, all others at once, and never another person's", async () => {
    const { email } = await both();
    const cookies = [];
    for (let n = 0; n < 4; n++) cookies.push((await api.signIn(email)).cookie);
    const mine = await calls.byCookie(cookies[3]!);
    const { items } = await mine.credentials.sessions();
    await mine.credentials.endSession(op({ id: items[1]!.id }));
    expect(await callerBy(cookies[2]!)).toBeNull();
    const stranger = await calls.byCookie((await api.signIn((await both()).email)).cookie);
    for (const id of [items[0]!.id, items[1]!.id, Bun.randomUUIDv7()])
      expect(await refused(stranger.credentials.endSession(op({ id })))).toBe("not_found");
    expect(await mine.credentials.endOtherSessions(op({}))).toEqual({ ended: 2 });
    for (const cookie of cookies.slice(0, 3)) expect(await callerBy(cookie)).toBeNull();
    expect(await callerBy(cookies[3]!)).not.toBeNull();
  });

  test("end when they are not used, and at their last moment however much they are", async () => {
    const { id, email } = await both();
    const { cookie } = await api.signIn(email);
    await age(id, sql`last_seen_at = now() - interval '2 minutes', expires_at = now() + interval '1 hour'`);
    expect(await callerBy(cookie)).not.toBeNull();
    const left = async () => {
      const { rows } = await api.db.withOwner((tx) =>
        tx.execute<{ hours: number }>(
          sql`select round(extract(epoch from expires_at - now()) / 3600)::int as hours from sessions where user_id = ${id}`,
        ),
      );
      return rows[0]!.hours;
    };
    expect(await left()).toBe(336);
    await age(id, sql`last_seen_at = now() - interval '2 minutes', ends_at = now() + interval '5 hours'`);
    await callerBy(cookie);
    expect(await left()).toBe(5);
    await age(id, sql`expires_at = now() - interval '1 second'`);
    expect(await callerBy(cookie)).toBeNull();
  });

  test("of one browser take each other's place, and a sign-in never keeps a token that was there before", async () => {
    const { email } = await both();
    const first = await api.signIn(email);
    await api.post("/api/v1/auth/otp", { email });
    const second = await api.post("/api/v1/auth/verify", { email, otp: api.codeFor(email) }, { cookie: first.cookie });
    expect(tokenOf(second.cookie)).not.toBe(tokenOf(first.cookie));
    expect(await callerBy(first.cookie)).toBeNull();
    expect(await callerBy(second.cookie)).not.toBeNull();
  });

  test("get a new token with another organisation; the old one is dead at once", async () => {
    const { email } = await both();
    const { cookie } = await api.signIn(email);
    calls.cookiesSet.length = 0;
    await (await calls.byCookie(cookie)).iam.switchOrganization({ orgId: customer });
    expect(calls.cookiesSet).toHaveLength(1);
    expect(await callerBy(cookie)).toBeNull();
    expect((await callerBy(calls.cookiesSet[0]!))!.claims).toMatchObject({ orgId: customer });
  });

  test("get a new token with another role; the old one is good for what is under way and then no more", async () => {
    const { id, email } = await mintUser([{ orgId: dealer, role: "DEALER_DISPATCH" }]);
    const { cookie } = await api.signIn(email);
    await api.db.withOwner((tx) =>
      tx
        .update(memberships)
        .set({ role: "DEALER_ADMIN" })
        .where(sql`user_id = ${id}`),
    );
    calls.cookiesSet.length = 0;
    await Promise.all([1, 2, 3, 4].map(() => calls.byCookie(cookie)));
    expect(calls.cookiesSet).toHaveLength(1);
    expect((await callerBy(calls.cookiesSet[0]!))!.claims).toMatchObject({ role: "DEALER_ADMIN" });
    expect(await callerBy(cookie)).not.toBeNull();
    await age(id, sql`previous_until = now() - interval '1 second'`);
    expect(await callerBy(cookie)).toBeNull();
    expect(await callerBy(calls.cookiesSet[0]!)).not.toBeNull();
  });

  test("are written down in the chain of their organisation", async () => {
    const { id, email } = await both();
    const { cookie } = await api.signIn(email, { orgId: customer, address: "203.0.113.9" });
    await api.call("POST", "/api/auth/sign-out", { cookie, body: {} });
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ org_owner_id: string; customer_id: string; type: string; record: string }>(
        sql`select org_owner_id, customer_id, type, record from events where record like ${`%${id}%`} order by position`,
      ),
    );
    expect(rows.map(({ type }) => type)).toEqual(["session.started", "session.ended"]);
    for (const row of rows) {
      expect(row).toMatchObject({ org_owner_id: customer, customer_id: customer });
      expect(row.record).not.toContain("203.0.113");
    }
  });
});

describe("a token", () => {
  test("ends with the session that it was made with: sign-out, revocation, and expiry", async () => {
    for (const end of ["sign-out", "revoke", "expire"] as const) {
      const { id, email } = await both();
      const { cookie, json } = await api.signIn(email);
      const browser = await api.call("GET", "/api/auth/token", { cookie });
      const tokens = [json.token as string, browser.json.token as string];
      for (const token of tokens) expect((await (await calls.byToken(token)).iam.me()).user.id).toBe(id);
      if (end === "sign-out") await api.call("POST", "/api/auth/sign-out", { cookie, body: {} });
      if (end === "expire") await age(id, sql`expires_at = now() - interval '1 second'`);
      if (end === "revoke") {
        const other = await calls.byCookie((await api.signIn(email)).cookie);
        await other.credentials.endOtherSessions(op({}));
      }
      for (const token of tokens) {
        expect(await refused((await calls.byToken(token)).iam.me())).toBe("auth.membership_changed");
        expect((await api.post("/api/v1/auth/switch", { orgId: customer }, { bearer: token })).status).toBe(401);
      }
    }
  });

  test("of another organisation, exchanged for the first one, ends with the same session", async () => {
    const { email } = await both();
    const { cookie, json } = await api.signIn(email);
    const switched = await api.post("/api/v1/auth/switch", { orgId: customer }, { bearer: json.token });
    expect((await (await calls.byToken(switched.json.token)).iam.me()).organization.id).toBe(customer);
    await api.call("POST", "/api/auth/sign-out", { cookie, body: {} });
    expect(await refused((await calls.byToken(switched.json.token)).iam.me())).toBe("auth.membership_changed");
  });
});

import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { insertText } from "../../../db/isolation/sql-text.ts";
import { siteRow } from "../../../db/isolation/world.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { parseBadge } from "../../domain/credentials/badge.ts";
import { pinFrom } from "../../domain/credentials/pin.ts";
import type { Role } from "../../domain/iam/claims.ts";
import { callerOf } from "../../iam/caller.ts";
import { mintOrganization, mintUser, openSignIn, ownAddress, type Answer, type TestSignIn } from "../../iam/testing.ts";
import { readCode } from "./read-code.fixtures.ts";
import { op, openCalls, refused, type TestCalls } from "./testing.fixtures.ts";

const SIGN_IN = "/api/auth/badge/sign-in";
const newPin = () => pinFrom(crypto.getRandomValues(new Uint8Array(64)));
const wrongPin = (pin: string) => String((Number(pin) + 7) % 1_000_000).padStart(6, "0");

let api: TestSignIn;
let calls: TestCalls;
let customer: string;
let supervisor: Awaited<ReturnType<TestCalls["byCookie"]>>;

beforeAll(async () => {
  api = await openSignIn();
  calls = await openCalls(api);
  customer = await mintOrganization("CUSTOMER");
  supervisor = await signedIn(customer, "CUSTOMER_SUPERVISOR");
});

async function signedIn(orgId: string, role: Role, siteIds: string[] | null = null) {
  const { email } = await mintUser([{ orgId, role, siteIds }]);
  return calls.byCookie((await api.signIn(email)).cookie);
}
async function mintSite(customerId: string): Promise<string> {
  const id = Bun.randomUUIDv7();
  const row = siteRow(id, { customerId });
  await api.db.withOwner((_tx, client) => client.query(insertText("sites", row)));
  return id;
}
async function operator(name = "Aylin Yıldız", pin = newPin()) {
  const { badge, card } = await supervisor.credentials.addOperator(op({ name, pin }));
  return { badge, card: card!, pin, text: await readCode(card!.svg) };
}
const enter = (badge: string, pin: string, extra: { address?: string; cookie?: string } = {}): Promise<Answer> =>
  api.post(SIGN_IN, { badge, pin }, { address: ownAddress(), ...extra });
const callerBy = (cookie: string) => callerOf(api.identity, new Headers({ cookie }));
const eventsOf = async (userId: string) => {
  const { rows } = await api.db.withOwner((tx) =>
    tx.execute<{ type: string; record: string }>(
      sql`select type, record from events where record like ${`%${userId}%`} order by position`,
    ),
  );
  return rows;
};

describe("a badge", () => {
  test("signs in a person without an address, by its code and by its number, for the organisation that issued it", async () => {
    const { badge, card, pin, text } = await operator();
    for (const code of [text, card.number, card.number.replaceAll(" ", "")]) {
      const answer = await enter(code, pin);
      expect(answer).toMatchObject({
        status: 200,
        json: { userId: badge.userId, name: "Aylin Yıldız", badgeId: badge.id, orgId: customer },
      });
      expect(await callerBy(answer.cookie)).toMatchObject({
        userId: badge.userId,
        claims: { orgId: customer, role: "OPERATOR" },
      });
    }
    const me = await (await calls.byCookie((await enter(text, pin)).cookie)).iam.me();
    expect(me).toMatchObject({ user: { name: "Aylin Yıldız", email: null }, role: "OPERATOR" });
  });

  test("has a session that ends sooner than one of a person's own device", async () => {
    const { badge, pin, text } = await operator();
    const { headers } = await enter(text, pin);
    expect(headers.getSetCookie()[0]).toContain(`Max-Age=${14 * 3600}`);
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(sql`select method, badge_id, round(extract(epoch from expires_at - created_at))::int as idle, round(extract(epoch from ends_at - created_at))::int as most
        from sessions where user_id = ${badge.userId}`),
    );
    expect(rows).toEqual([{ method: "BADGE", badge_id: badge.id, idle: 7200, most: 50_400 }]);
  });

  test("shows its secrets once, and neither they nor the PIN stand anywhere", async () => {
    const pin = newPin();
    const input = op({ name: "Once", pin });
    const first = await supervisor.credentials.addOperator(input);
    const again = await supervisor.credentials.addOperator(input);
    expect(again).toEqual({ badge: first.badge, card: null });
    const text = await readCode(first.card!.svg);
    const token = parseBadge(text);
    const secrets = [first.card!.number.replaceAll(" ", ""), token?.kind === "token" ? token.token : "none", pin];
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute<{ row: string }>(sql`
        select b::text as row from badges b where id = ${first.badge.id} union all select s::text from badge_secrets s where badge_id = ${first.badge.id}
        union all select o::text from operations o where operation_id = ${input.operationId} union all select record from events where record like ${`%${first.badge.userId}%`}`),
    );
    expect(rows.length).toBeGreaterThan(4);
    for (const { row } of rows) for (const secret of secrets) expect(row).not.toContain(secret);
    const { rows: kept } = await api.db.withOwner((tx) =>
      tx.execute<{ pin_hash: string }>(sql`select pin_hash from badge_secrets where badge_id = ${first.badge.id}`),
    );
    expect(kept[0]!.pin_hash).toStartWith("$argon2id$");
  });

  test("is written down at every step, with the name apart from the event", async () => {
    const { badge, pin, text } = await operator("Namentlich Bekannt");
    const { cookie } = await enter(text, pin);
    await api.call("POST", "/api/auth/sign-out", { cookie, body: {} });
    await supervisor.credentials.resetBadge(op({ id: badge.id, pin: newPin() }));
    await supervisor.credentials.revokeBadge(op({ id: badge.id }));
    const events = await eventsOf(badge.userId);
    expect(events.map(({ type }) => type)).toEqual([
      "membership.added",
      "badge.issued",
      "session.started",
      "session.ended",
      "badge.reset",
      "badge.revoked",
    ]);
    for (const { record } of events) expect(record).not.toContain("Namentlich");
  });
});

describe("a wrong PIN", () => {
  test("is answered like a badge that does not exist, also once tries are used up", async () => {
    const { text, pin } = await operator();
    const absent = `SMARTRENTAL-BADGE:1.${"A2B3C4D5".repeat(4).slice(0, 31)}${"ABCDEFGH"[Math.floor(Math.random() * 8)]}`;
    const story = async (badge: string) => {
      const answers = [];
      for (let n = 0; n < 8; n++) answers.push(await enter(badge, wrongPin(pin)));
      return answers.map(({ status, json }) => ({ status, code: json.code }));
    };
    const known = await story(text);
    expect(known.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => ({ status: 401, code: "auth.invalid_badge" })));
    expect(known.slice(6)).toEqual(Array.from({ length: 2 }, () => ({ status: 429, code: "auth.badge_locked" })));
    expect(await story(absent)).toEqual(known);
  });

  test("locks the badge after six, also for the right one, until it is reset, and says so in the chain", async () => {
    const { badge, text, pin } = await operator();
    for (let n = 0; n < 6; n++) await enter(text, wrongPin(pin));
    expect((await enter(text, pin)).json.code).toBe("auth.badge_locked");
    expect((await supervisor.credentials.badges({ userId: badge.userId, limit: 10 })).items).toMatchObject([
      { id: badge.id, locked: true },
    ]);
    expect((await eventsOf(badge.userId)).filter(({ type }) => type === "badge.locked")).toHaveLength(1);
    await supervisor.credentials.resetBadge(op({ id: badge.id }));
    expect((await enter(text, pin)).status).toBe(200);
    const changed = newPin();
    await supervisor.credentials.resetBadge(op({ id: badge.id, pin: changed }));
    expect((await enter(text, pin)).status).toBe(401);
    expect((await enter(text, changed)).status).toBe(200);
  });

  test("is judged six times at most when two hundred arrive at once from everywhere", async () => {
    const { badge, text, pin } = await operator();
    const answers = await Promise.all(Array.from({ length: 200 }, () => enter(text, wrongPin(pin))));
    expect(answers.filter(({ json }) => json.code === "auth.invalid_badge")).toHaveLength(6);
    expect(answers.filter(({ json }) => json.code === "auth.badge_locked")).toHaveLength(194);
    expect((await eventsOf(badge.userId)).filter(({ type }) => type === "badge.locked")).toHaveLength(1);
  });

  test("counts for the network, which is refused after three hundred", async () => {
    const address = ownAddress();
    await enter("1234567897", "482913", { address });
    await api.db.withOwner((tx) =>
      tx.execute(sql`update rate_limits set count = 300 where key = ${`badge-fail-net:${address}`}`),
    );
    const { text, pin } = await operator();
    expect(await enter(text, pin, { address })).toMatchObject({
      status: 429,
      json: { code: "auth.too_many_attempts" },
    });
    expect((await enter(text, pin)).status).toBe(200);
  });

  test("that is trivial or short is not taken for a badge, and no PIN is repeated in the answer", async () => {
    for (const pin of ["123456", "111111", "12345", "abcdef"]) {
      const refusal = await supervisor.credentials.addOperator(op({ name: "X", pin })).catch((error: Error) => error);
      expect(refusal).toBeInstanceOf(Error);
      expect((refusal as Error).message).not.toContain(pin);
    }
    expect((await enter("nonsense", "482913")).json.code).toBe("auth.invalid_badge");
    expect((await enter("x", "12")).status).toBe(422);
  });
});

describe("a revoked badge", () => {
  test("ends its sessions at once, its live events, and opens nothing any more", async () => {
    const { badge, text, pin } = await operator();
    const { cookie } = await enter(text, pin);
    const caller = await callerBy(cookie);
    const live = await calls.services.hub.subscribe(caller!.claims!);
    const next = live.next().catch((error: { code: string }) => error.code);
    await supervisor.credentials.revokeBadge(op({ id: badge.id }));
    expect(await callerBy(cookie)).toBeNull();
    expect(await next).toBe("auth.membership_changed");
    expect(await refused(calls.as(caller).iam.me())).toBe("auth.membership_changed");
    expect((await enter(text, pin)).json.code).toBe("auth.invalid_badge");
    expect((await api.post("/api/auth/badge/known", { badgeIds: [badge.id, Bun.randomUUIDv7()] })).json).toEqual({
      active: [],
    });
    expect(await refused(supervisor.credentials.revokeBadge(op({ id: badge.id })))).toBe("not_found");
    expect(await refused(supervisor.credentials.resetBadge(op({ id: badge.id })))).toBe("badge.not_active");
  });

  test("is replaced by a new one, and only the new one opens", async () => {
    const { badge, text, pin } = await operator();
    const { cookie } = await enter(text, pin);
    const fresh = newPin();
    const second = await supervisor.credentials.issueBadge(op({ userId: badge.userId, pin: fresh }));
    expect(await callerBy(cookie)).toBeNull();
    expect((await enter(text, pin)).status).toBe(401);
    const opened = await enter(await readCode(second.card!.svg), fresh);
    expect(opened.json).toMatchObject({ userId: badge.userId, badgeId: second.badge.id });
    expect((await api.post("/api/auth/badge/known", { badgeIds: [badge.id, second.badge.id] })).json).toEqual({
      active: [second.badge.id],
    });
  });

  test("opens nothing for who is no member any more or has risen to a role that badges are not for", async () => {
    const { badge, text, pin } = await operator();
    const { cookie } = await enter(text, pin);
    const change = (set: Partial<typeof memberships.$inferInsert>) =>
      api.db.withOwner((tx) =>
        tx
          .update(memberships)
          .set(set)
          .where(sql`user_id = ${badge.userId}`),
      );
    await change({ role: "CUSTOMER_SUPERVISOR" });
    expect(await refused(callerBy(cookie))).toBe("auth.membership_changed");
    expect((await enter(text, pin)).json.code).toBe("auth.no_membership");
    await change({ role: "OPERATOR", active: false });
    expect((await enter(text, pin)).json.code).toBe("auth.no_membership");
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(
        sql`select 1 from sessions where user_id = ${badge.userId} and created_at > now() - interval '1 hour'`,
      ),
    );
    expect(rows).toHaveLength(1);
  });
});

describe("badges are managed", () => {
  test("by the organisation's own administrators alone, and foreign ones are as absent", async () => {
    const { badge } = await operator();
    const elsewhere = await signedIn(await mintOrganization("CUSTOMER"), "CUSTOMER_SUPERVISOR");
    for (const id of [badge.id, Bun.randomUUIDv7()]) {
      expect(await refused(elsewhere.credentials.revokeBadge(op({ id })))).toBe("not_found");
      expect(await refused(elsewhere.credentials.resetBadge(op({ id })))).toBe("not_found");
    }
    expect(await refused(elsewhere.credentials.issueBadge(op({ userId: badge.userId, pin: newPin() })))).toBe(
      "not_found",
    );
    expect((await elsewhere.credentials.badges({ limit: 10 })).items).toEqual([]);
    const worker = await signedIn(customer, "OPERATOR");
    expect(await refused(worker.credentials.badges({ limit: 10 }))).toBe("auth.forbidden");
    expect(await refused(worker.credentials.addOperator(op({ name: "X", pin: newPin() })))).toBe("auth.forbidden");
  });

  test("of the operators of a site by its supervisor too, and of nobody else", async () => {
    const [mine, other] = [await mintSite(customer), await mintSite(customer)];
    const chief = await signedIn(customer, "CUSTOMER_SUPERVISOR", [mine]);
    const { badge, card } = await chief.credentials.addOperator(op({ name: "Site hand", pin: newPin() }));
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(sql`select role, site_ids from memberships where user_id = ${badge.userId}`),
    );
    expect(rows).toEqual([{ role: "OPERATOR", site_ids: [mine] }]);
    const elsewhere = op({ name: "X", pin: newPin(), siteIds: [other] });
    expect(await refused(chief.credentials.addOperator(elsewhere))).toBe("input.invalid");
    const everywhere = await operator("Everywhere");
    const roams = await supervisor.credentials.addOperator(
      op({ name: "Roams", pin: newPin(), siteIds: [mine, other] }),
    );
    const nowhere = await supervisor.credentials.addOperator(
      op({ name: "Elsewhere", pin: newPin(), siteIds: [other] }),
    );
    for (const { badge: foreign } of [everywhere, roams, nowhere]) {
      expect(await refused(chief.credentials.revokeBadge(op({ id: foreign.id })))).toBe("not_found");
      expect(await refused(chief.credentials.resetBadge(op({ id: foreign.id, pin: newPin() })))).toBe("not_found");
      expect(await refused(chief.credentials.issueBadge(op({ userId: foreign.userId, pin: newPin() })))).toBe(
        "not_found",
      );
    }
    expect((await chief.credentials.badges({ limit: 10 })).items.map(({ userId }) => userId)).toEqual([badge.userId]);
    const { items } = await chief.members.list({ limit: 10 });
    expect(items.map(({ userId, email, lastSeenAt }) => ({ userId, email, lastSeenAt }))).toEqual([
      { userId: badge.userId, email: null, lastSeenAt: null },
    ]);
    expect(await refused(chief.members.list({ limit: 10, orgId: Bun.randomUUIDv7() }))).toBe("not_found");
    const [pin, newer] = [newPin(), newPin()];
    await chief.credentials.resetBadge(op({ id: badge.id, pin }));
    expect((await enter(card!.number, pin)).status).toBe(200);
    const again = await chief.credentials.issueBadge(op({ userId: badge.userId, pin: newer }));
    expect((await enter(card!.number, pin)).json.code).toBe("auth.invalid_badge");
    expect((await enter(again.card!.number, newer)).status).toBe(200);
    await chief.credentials.revokeBadge(op({ id: again.badge.id }));
    expect((await enter(again.card!.number, newer)).json.code).toBe("auth.invalid_badge");
    expect(await refused(chief.credentials.allowCodes(op({ userId: badge.userId })))).toBe("auth.forbidden");
    expect(await refused(chief.credentials.clients({ limit: 10 }))).toBe("auth.forbidden");
  });

  test("for operators and dispatchers, not for those who manage others", async () => {
    const chief = await mintUser([{ orgId: customer, role: "CUSTOMER_SUPERVISOR" }]);
    expect(await refused(supervisor.credentials.issueBadge(op({ userId: chief.id, pin: newPin() })))).toBe(
      "badge.role_unfit",
    );
    const dealer = await mintOrganization("DEALER");
    const admin = await signedIn(dealer, "DEALER_ADMIN");
    const { badge } = await admin.credentials.addOperator(op({ name: "Yard", pin: newPin() }));
    const { rows } = await api.db.withOwner((tx) =>
      tx.execute(sql`select role from memberships where user_id = ${badge.userId}`),
    );
    expect(rows).toEqual([{ role: "DEALER_DISPATCH" }]);
  });
});

test("signing in anew on a shared phone ends the session of the person before", async () => {
  const first = await operator("First");
  const second = await operator("Second");
  const before = await enter(first.text, first.pin);
  const after = await enter(second.text, second.pin, { cookie: before.cookie });
  expect(await callerBy(before.cookie)).toBeNull();
  expect((await callerBy(after.cookie))!.userId).toBe(second.badge.userId);
  const mixed = callerOf(api.identity, new Headers({ cookie: after.cookie, "x-person": first.badge.userId }));
  expect(await refused(mixed)).toBe("auth.other_person");
});

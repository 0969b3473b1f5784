import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { eq, inArray, sql } from "drizzle-orm";
import pino from "pino";
import { memberships } from "../../db/schema/iam.ts";
import { events } from "../../db/schema/ledger.ts";
import type { Database, Tx } from "../../db/tenancy.ts";
import { testDatabase } from "../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../db/testing-world.ts";
import { canonicalJson } from "../domain/ledger/canonical.ts";
import type { Claims, Tenancy } from "../domain/iam/claims.ts";
import { refusalOf } from "../trpc.ts";
import { formatCursor } from "./cursor.ts";
import { EventHub, type HubOptions } from "./hub.ts";
import type { LiveEvent } from "./live-event.ts";
import { maySeeEvent } from "./may-see-event.ts";
import type { Subscription } from "./subscription.ts";

const { db, target } = await testDatabase();
const log = pino({ level: "silent" });
const hubs: EventHub[] = [];
/** Looks for others' commits so rarely that only `wake` can be what delivers. */
const NEVER_MS = 3_600_000;

let a: World;
let b: World;
let people: Record<string, Claims>;

function newHub(options: Partial<HubOptions> = {}): EventHub {
  const hub = new EventHub({ db, log, pollMs: NEVER_MS, ...options });
  hubs.push(hub);
  return hub;
}

async function appendIn(tx: Tx, orgId: string, stamps: Tenancy, type = "test.happened"): Promise<string> {
  const id = Bun.randomUUIDv7();
  const present = Object.fromEntries(Object.entries(stamps).filter(([, value]) => value !== null));
  const body = canonicalJson({
    id,
    type,
    orgId,
    ...present,
    actor: { sub: hqActor.sub, orgId: hqActor.orgId, role: "SYSTEM" },
    at: new Date().toISOString(),
    data: {},
  });
  await tx.execute(sql`select from app.append_event(${orgId}::uuid, ${body}, null, null)`);
  return id;
}

const append = (orgId: string, stamps: Tenancy, type?: string) =>
  db.withTenant(hqActor, ({ tx }) => appendIn(tx, orgId, stamps, type));
const ofDealer = ({ dealerId }: World, count: number, type?: string) =>
  Array.fromAsync({ length: count }, () => append(dealerId, { dealerId, customerId: null, siteId: null }, type));

/** The next `count` events' ids, with the cursor of the last. */
async function take(subscription: Subscription, count: number): Promise<{ ids: string[]; last: string }> {
  const ids: string[] = [];
  let last = "";
  while (ids.length < count) {
    const step = await within(subscription.next());
    if (step.done) throw new Error(`ended after ${ids.length} of ${count}`);
    const [cursor, event] = step.value;
    ids.push(event.id);
    last = cursor;
  }
  return { ids, last };
}

const within = <T>(promise: Promise<T>, ms = 5_000): Promise<T> =>
  Promise.race([promise, Bun.sleep(ms).then(() => Promise.reject(new Error(`nothing came within ${ms} ms`)))]);
const codeOf = async (run: Promise<unknown>) =>
  refusalOf(
    await within(run).then(
      () => null,
      (error: unknown) => error,
    ),
  )?.code;

/** Gives every combination of stamps that the two worlds allow one event. Returns their ids. */
async function appendAll(): Promise<string[]> {
  const ids: string[] = [];
  for (const { dealerId, customerId, jobsiteId, yardId } of [a, b]) {
    for (const siteId of [null, jobsiteId, yardId]) {
      ids.push(await append(dealerId, { dealerId, customerId: null, siteId }));
      ids.push(await append(dealerId, { dealerId, customerId, siteId }));
      ids.push(await append(customerId, { dealerId: null, customerId, siteId }));
    }
    ids.push(await append(customerId, { dealerId: null, customerId: null, siteId: null }));
  }
  return ids;
}

beforeAll(async () => {
  [a, b] = [await mintWorld(db, { machines: 0 }), await mintWorld(db, { machines: 0 })];
  people = {
    "HQ's jobs": hqActor,
    "a dealer's jobs": { ...hqActor, orgId: a.dealerId, orgType: "DEALER", dealerIds: [a.dealerId] },
    "a dealer's administrator": await a.member(a.dealerId, "DEALER_ADMIN"),
    "a dealer's dispatcher bound to the yard": await a.member(a.dealerId, "DEALER_DISPATCH", [a.yardId]),
    "another dealer's administrator": await b.member(b.dealerId, "DEALER_ADMIN"),
    "another customer's supervisor": await b.member(b.customerId, "CUSTOMER_SUPERVISOR"),
    "a customer's supervisor": await a.member(a.customerId, "CUSTOMER_SUPERVISOR"),
    "a customer's operator bound to the jobsite": await a.member(a.customerId, "OPERATOR", [a.jobsiteId]),
    "a customer's operator bound to another's site": await a.member(a.customerId, "OPERATOR", [b.jobsiteId]),
    "a customer's operator bound to no site": await a.member(a.customerId, "OPERATOR", []),
  };
});
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

describe("who sees what", () => {
  test("the rule in memory agrees with the row-level policies for every kind of identity", async () => {
    const ids = await appendAll();
    const stamped = {
      id: events.id,
      orgOwnerId: events.orgOwnerId,
      dealerId: events.dealerId,
      customerId: events.customerId,
      siteId: events.siteId,
    };
    const all = await db.withTenant(hqActor, ({ tx }) =>
      tx.select(stamped).from(events).where(inArray(events.id, ids)),
    );
    expect(all).toHaveLength(ids.length);
    const counts = new Set<number>();
    for (const [who, claims] of Object.entries(people)) {
      const byPolicy = await db.withTenant(claims, ({ tx }) =>
        tx.select({ id: events.id }).from(events).where(inArray(events.id, ids)),
      );
      const byRule = all.filter((event) => maySeeEvent(claims, event));
      expect(byRule.map(({ id }) => id).sort(), who).toEqual(byPolicy.map(({ id }) => id).sort());
      counts.add(byRule.length);
    }
    expect(counts.size).toBeGreaterThan(4);
  });

  test("live and replayed, everybody gets what they may see, all of it, once and in order", async () => {
    const hub = newHub({ batchSize: 5 });
    const before = await ofDealer(a, 1);
    const live = new Map<string, Subscription>();
    for (const [who, claims] of Object.entries(people)) live.set(who, await hub.subscribe(claims));
    const ids = await appendAll();
    hub.wake();
    const placed = await db.withTenant(hqActor, ({ tx }) =>
      tx
        .select({
          id: events.id,
          txid: events.txid,
          position: events.position,
          orgOwnerId: events.orgOwnerId,
          dealerId: events.dealerId,
          customerId: events.customerId,
          siteId: events.siteId,
        })
        .from(events)
        .where(inArray(events.id, [...before, ...ids]))
        .orderBy(events.txid, events.position),
    );
    const [first, ...rest] = placed;
    const lastEventId = formatCursor({ txid: BigInt(first!.txid), position: first!.position });
    // The last event that all of them see tells that nothing else is on its way.
    for (const [who, claims] of Object.entries(people)) {
      const seen = rest.filter((event) => maySeeEvent(claims, event)).map(({ id }) => id);
      const replayed = await hub.subscribe(claims, { lastEventId });
      expect((await take(live.get(who)!, seen.length)).ids, who).toEqual(seen);
      expect((await take(replayed, seen.length)).ids, who).toEqual(seen);
      for (const subscription of [live.get(who)!, replayed])
        expect(await Promise.race([subscription.next(), Bun.sleep(20).then(() => "quiet")]), who).toBe("quiet");
    }
  });

  test("an event tells what it is about and nothing of who did it", async () => {
    const subscription = await newHub().subscribe(people["a customer's supervisor"]!);
    const [id, at] = [
      await append(
        a.dealerId,
        { dealerId: a.dealerId, customerId: a.customerId, siteId: a.jobsiteId },
        "rental.checked_out",
      ),
      Date.now(),
    ];
    hubs[0]!.wake();
    const step = await within(subscription.next());
    const event = step.done ? null : step.value[1];
    expect(event).toEqual({
      id,
      type: "rental.checked_out",
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      humanId: null,
      equipmentId: null,
      siteId: a.jobsiteId,
      customerId: a.customerId,
      dealerId: a.dealerId,
      rentalId: null,
    } as LiveEvent);
    expect(Math.abs(Date.parse(event!.at) - at)).toBeLessThan(5_000);
  });
});

describe("the tail", () => {
  test("delivers at once when woken, and by its poll what other processes commit", async () => {
    const admin = people["a dealer's administrator"]!;
    const woken = newHub();
    const polling = newHub({ pollMs: 30 });
    const [first, second] = [await woken.subscribe(admin), await polling.subscribe(admin)];
    const ids = await ofDealer(a, 2);
    expect((await take(second, 2)).ids).toEqual(ids);
    // This one never polls: without the wake it would wait for ever.
    woken.wake();
    expect((await take(first, 2)).ids).toEqual(ids);
  });

  test("reads the database only while somebody listens", async () => {
    let reads = 0;
    const counted = {
      withTenant: (actor: Claims, fn: never) => (reads++, db.withTenant(actor, fn)),
    } as unknown as Database;
    const hub = newHub({ db: counted, pollMs: 5 });
    hub.wake();
    expect(reads).toBe(0);
    const subscription = await hub.subscribe(people["a dealer's administrator"]!);
    await Bun.sleep(100);
    expect(reads).toBeGreaterThan(3);
    await subscription.return();
    await Bun.sleep(50);
    const settled = reads;
    await Bun.sleep(60);
    expect([reads, hub.size]).toEqual([settled, 0]);
    const [id] = await ofDealer(a, 1);
    const later = await hub.subscribe(people["a dealer's administrator"]!);
    const ids = await ofDealer(a, 1);
    expect((await take(later, 1)).ids).toEqual(ids);
    expect(ids).not.toContain(id!);
  });

  test("goes on after the database was away", async () => {
    let away = false;
    const flaky = {
      withTenant: (actor: Claims, fn: never) =>
        away ? Promise.reject(new Error("Connection terminated")) : db.withTenant(actor, fn),
    } as unknown as Database;
    const subscription = await newHub({ db: flaky, pollMs: 10 }).subscribe(people["a dealer's administrator"]!);
    away = true;
    const ids = await ofDealer(a, 2);
    await Bun.sleep(60);
    away = false;
    expect((await take(subscription, 2)).ids).toEqual(ids);
  });

  test("keeps the order where numbers grow by a digit", async () => {
    await db.withOwner(async (tx) => {
      await tx.execute(
        sql`select setval('events_position_seq', (10 ^ length((select last_value from events_position_seq)::text))::bigint - 3)`,
      );
    });
    const hub = newHub({ batchSize: 4 });
    const subscription = await hub.subscribe(people["a dealer's administrator"]!);
    const ids = await db.withTenant(hqActor, ({ tx }) =>
      Array.fromAsync({ length: 10 }, () =>
        appendIn(tx, a.dealerId, { dealerId: a.dealerId, customerId: null, siteId: null }),
      ),
    );
    hub.wake();
    expect((await take(subscription, 10)).ids).toEqual(ids);
  });

  test.skipIf(target.kind === "embedded")(
    "loses nothing of transactions that commit in another order than they began",
    async () => {
      const hub = newHub({ pollMs: 200 });
      const subscription = await hub.subscribe(hqActor);
      const expected: string[][] = [];
      for (let round = 0; round < 5; round++) {
        const { promise: bothWrote, resolve: release } = Promise.withResolvers<void>();
        const { promise: began, resolve: hasBegun } = Promise.withResolvers<void>();
        // Begins first and takes the lower transaction id (and, every other round, the lower position), commits last.
        const slow = db.withTenant(hqActor, async ({ tx }) => {
          await tx.execute(sql`select pg_current_xact_id()`);
          const early =
            round % 2 ? [await appendIn(tx, a.dealerId, { dealerId: a.dealerId, customerId: null, siteId: null })] : [];
          hasBegun();
          await bothWrote;
          return [...early, await appendIn(tx, a.dealerId, { dealerId: a.dealerId, customerId: null, siteId: null })];
        });
        await began;
        const fast = await ofDealer(b, 3);
        hub.wake();
        expect(await Promise.race([subscription.next().then(() => "early"), Bun.sleep(50).then(() => "held")])).toBe(
          "held",
        );
        release();
        expected.push([...(await slow), ...fast]);
        // The step that was asked for above has taken the first.
        expect((await take(subscription, expected.at(-1)!.length - 1)).ids).toEqual(expected.at(-1)!.slice(1));
      }
      const seen = new Set(expected.flat());
      expect(seen.size).toBe(expected.flat().length);
    },
  );

  test.skipIf(target.kind === "embedded")("loses and repeats nothing under many writers", async () => {
    const hub = newHub({ pollMs: 20, batchSize: 7 });
    const subscription = await hub.subscribe(people["a dealer's administrator"]!);
    const written = await Promise.all(
      Array.from({ length: 4 }, (_, writer) =>
        Array.fromAsync({ length: 25 }, async (_value, turn) => {
          const world = (writer + turn) % 3 === 0 ? b : a;
          const id = await append(world.dealerId, { dealerId: world.dealerId, customerId: null, siteId: null });
          hub.wake();
          return world === a ? [id] : [];
        }),
      ),
    );
    const mine = written.flat(2);
    expect((await take(subscription, mine.length)).ids.toSorted()).toEqual(mine.toSorted());
  });
});

describe("resuming", () => {
  test("nothing is lost or repeated over a break, while others go on writing", async () => {
    const admin = people["a dealer's administrator"]!;
    const hub = newHub({ batchSize: 3, pollMs: 10 });
    const first = await hub.subscribe(admin);
    const ids = await ofDealer(a, 10);
    const begun = await take(first, 4);
    await first.return();
    ids.push(...(await ofDealer(a, 10)));
    const writing = ofDealer(a, 20);
    const second = await hub.subscribe(admin, { lastEventId: begun.last });
    const resumed = await take(second, 36);
    ids.push(...(await writing));
    expect([...begun.ids, ...resumed.ids]).toEqual(ids);
    await second.return();
    const third = await hub.subscribe(admin, { lastEventId: resumed.last });
    expect(await Promise.race([third.next(), Bun.sleep(50).then(() => "nothing more")])).toBe("nothing more");
  });

  test("an id that is none is refused, one from another database starts at the present", async () => {
    const admin = people["a dealer's administrator"]!;
    const hub = newHub({ pollMs: 10 });
    for (const lastEventId of ["7", "a-1", "1-1; drop table events", "99999999999999999999-1", "1-9999999999999999"]) {
      expect(await codeOf(hub.subscribe(admin, { lastEventId })), lastEventId).toBe("input.invalid");
    }
    expect(hub.size).toBe(0);
    const subscription = await hub.subscribe(admin, { lastEventId: "18446744073709551000-1" });
    const ids = await ofDealer(a, 1);
    expect((await take(subscription, 1)).ids).toEqual(ids);
  });

  test("a reader that does not keep up is ended and misses nothing when it resumes", async () => {
    const admin = people["a dealer's administrator"]!;
    const hub = newHub({ queueLimit: 5 });
    const slow = await hub.subscribe(admin);
    const ids = await ofDealer(a, 1);
    hub.wake();
    const { last } = await take(slow, 1);
    ids.push(...(await ofDealer(a, 8)));
    const other = await hub.subscribe(admin);
    hub.wake();
    while (hub.size > 1) await Bun.sleep(5);
    expect(await codeOf(slow.next())).toBe("unavailable");
    expect((await within(slow.next())).done).toBe(true);
    await other.return();
    const resumed = await hub.subscribe(admin, { lastEventId: last });
    expect((await take(resumed, 8)).ids).toEqual(ids.slice(1));
  });
});

describe("an end of access", () => {
  const change = (claims: Claims) =>
    db.withTenant(hqActor, ({ tx }) =>
      tx.update(memberships).set({ active: false }).where(eq(memberships.id, claims.membershipId!)),
    );

  test("stale claims can not subscribe", async () => {
    const claims = await a.member(a.dealerId, "DEALER_DISPATCH");
    await change(claims);
    const hub = newHub();
    expect(await codeOf(hub.subscribe(claims))).toBe("auth.membership_changed");
    expect(hub.size).toBe(0);
  });

  test("a changed membership ends its subscription at the next check, and no other", async () => {
    const [leaving, staying] = [await a.member(a.dealerId, "DEALER_DISPATCH"), people["a dealer's administrator"]!];
    const hub = newHub({ recheckMs: 20, pollMs: 10 });
    const [left, stayed] = [await hub.subscribe(leaving), await hub.subscribe(staying)];
    await change(leaving);
    expect(await codeOf(left.next())).toBe("auth.membership_changed");
    const ids = await ofDealer(a, 1);
    expect((await take(stayed, 1)).ids).toEqual(ids);
  });

  test("the event of a membership's end is not shown to whom it ended", async () => {
    const leaving = await a.member(a.dealerId, "DEALER_DISPATCH");
    const hub = newHub();
    const subscription = await hub.subscribe(leaving);
    await change(leaving);
    await ofDealer(a, 1, "membership.ended");
    hub.wake();
    expect(await codeOf(subscription.next())).toBe("auth.membership_changed");
  });

  test("a signal, and the hub's own end, end a subscription", async () => {
    const hub = newHub();
    const stop = new AbortController();
    const [aborted, open] = [await hub.subscribe(hqActor, { signal: stop.signal }), await hub.subscribe(hqActor)];
    const waiting = aborted.next();
    stop.abort();
    expect((await within(waiting)).done).toBe(true);
    expect(hub.size).toBe(1);
    const last = open.next();
    await hub.close();
    expect(await codeOf(last)).toBe("unavailable");
    expect(await codeOf(hub.subscribe(hqActor))).toBe("unavailable");
  });

  test("one person can not hold more than fifty", async () => {
    const hub = newHub();
    const one = await a.member(a.dealerId, "DEALER_DISPATCH");
    for (let held = 0; held < 50; held++) await hub.subscribe(one);
    expect(await codeOf(hub.subscribe(one))).toBe("rate.limited");
    await hub.subscribe(people["a dealer's administrator"]!);
    const hasty = await a.member(a.dealerId, "DEALER_DISPATCH");
    const codes = await Promise.all(Array.from({ length: 60 }, () => codeOf(hub.subscribe(hasty))));
    expect(codes.filter((code) => code === "rate.limited")).toHaveLength(10);
  });
});

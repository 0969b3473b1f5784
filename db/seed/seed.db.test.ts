import { afterAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { DUE_ALERT_KINDS, DUE_RULES } from "../../server/domain/alerts/rules.ts";
import { commitmentOf } from "../../server/domain/ledger/event.ts";
import { verifyChain } from "../../server/domain/ledger/verify-chain.ts";
import { sniffContentType } from "../../server/domain/media/magic.ts";
import { containsPoint, geofenceSchema, type Geofence } from "../../server/domain/sites/geofence.ts";
import { DEMO_ACCOUNTS } from "../../server/domain/iam/demo-accounts.ts";
import { meanOf } from "./fences.ts";
import { isEmpty, seedDemo } from "./seed.ts";
import { openOwnDatabase } from "./testing.ts";

const TODAY = "2026-03-18";
const NOW = new Date("2026-03-18T09:20:00Z");

const own = await openOwnDatabase();
const photos = new Map<string, Uint8Array>();
const steps: number[] = [];
const emptyBefore = await isEmpty(own.db);
const result = await seedDemo({
  db: own.db,
  today: TODAY,
  now: NOW,
  files: { put: async (id, bytes) => void photos.set(id, bytes) },
  labelTagId: (humanId) => (humanId === "EQX1004" ? "019b0000-0000-7000-8000-000000000004" : null),
  onProgress: (_, done, total) => steps.push(done / total),
});
afterAll(() => own.close());

const rows = <T extends Record<string, unknown>>(text: string) =>
  own.db.withOwner(async (tx) => (await tx.execute(sql.raw(text))).rows as T[]);
const count = async (text: string) => Number((await rows<{ count: string }>(`select count(*) from ${text}`))[0]!.count);

describe("contents", () => {
  test("are the promised ones, and the progress runs from 0 to 1", async () => {
    expect(emptyBefore).toBe(true);
    expect(result.rows).toMatchObject({
      organizations: 14,
      sites: 30,
      equipment: 300,
      tags: 300,
      users: 27,
      memberships: 27,
    });
    expect(result.rows.usage_daily).toBeGreaterThan(300 * 360);
    expect(result.rows.rentals).toBeGreaterThan(2000);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, 1]);
    const people = await rows<{ email: string; name: string; role: string; organization: string }>(
      "select u.email, m.display_name as name, m.role, o.name as organization from memberships m join users u on u.id = m.user_id join organizations o on o.id = m.org_owner_id",
    );
    for (const account of DEMO_ACCOUNTS) expect(people).toContainEqual(expect.objectContaining(account));
    for (let n = 1; n <= 10; n++)
      expect(people.filter(({ email }) => email.endsWith(`@customer${n}.example`))).toHaveLength(2);
  });

  test("hold faults that each dealer has to act on, and none that was not heard", async () => {
    const found = await rows<{ bad: number; over: number; odd: number }>(
      `select count(*) filter (where l.cleared_at is null and l.level in ('SEVERE', 'MODERATE'))::int as bad, count(l.cleared_at)::int as over,
        count(*) filter (where coalesce(l.cleared_at, l.last_at) > e.last_seen_at)::int as odd
        from machine_fault_lives l join equipment e on e.id = l.equipment_id group by e.dealer_id`,
    );
    expect(found).toHaveLength(3);
    for (const { bad, over, odd } of found)
      expect([bad >= 2, bad <= 12, over >= 5, odd]).toEqual([true, true, true, 0]);
  });

  test("refuse a second helping and leave the number sequence behind the fleet", async () => {
    expect(await isEmpty(own.db)).toBe(false);
    await expect(seedDemo({ db: own.db, today: TODAY })).rejects.toThrow("empty database");
    expect(await rows("select app.next_human_id() as next")).toEqual([{ next: "EQX1301" }]);
  });

  test("mix makes as a dealer does, and give each machine one active label", async () => {
    const others = (await count("equipment where make <> 'Caterpillar'")) / 300;
    expect(others).toBeGreaterThanOrEqual(0.2);
    expect(others).toBeLessThanOrEqual(0.3);
    expect(
      await count(
        "equipment e where (select count(*) from tags t where t.equipment_id = e.id and t.state = 'ACTIVE') <> 1",
      ),
    ).toBe(0);
    expect(
      await rows(
        "select human_id from tags t join equipment e on e.id = t.equipment_id where t.id = '019b0000-0000-7000-8000-000000000004'",
      ),
    ).toEqual([{ human_id: "EQX1004" }]);
  });

  test("give every dealer a yard, five jobsites and twenty free machines without reservation or service in two weeks", async () => {
    const dealers = await rows<{ yards: string; jobsites: string; free: string }>(`
      select (select count(*) from sites s where s.dealer_id = d.id and s.kind = 'YARD') as yards,
        (select count(*) from site_dealers s where s.dealer_id = d.id) as jobsites,
        (select count(*) from equipment e join sites s on s.id = e.site_id and s.kind = 'YARD' where e.dealer_id = d.id and e.status = 'AVAILABLE'
          and not exists (select from rentals r where r.equipment_id = e.id and r.state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY'))
          and not exists (select from maintenance m where m.equipment_id = e.id and m.state <> 'DONE'
            and (m.due_at < '${TODAY}'::timestamptz + interval '15 days' or m.due_at_hours < e.hour_meter + 14 * 13))) as free
      from organizations d where d.type = 'DEALER'`);
    expect(dealers).toHaveLength(3);
    for (const dealer of dealers) {
      expect(Number(dealer.yards)).toBe(1);
      expect(Number(dealer.jobsites)).toBeGreaterThanOrEqual(5);
      expect(Number(dealer.free)).toBeGreaterThanOrEqual(20);
    }
  });

  test("bind each operator to two of the customer's jobsites and leave customer 1 others of dealer 1", async () => {
    const operators = await rows<{ bound: string; foreign: string; of_dealer1: string }>(`
      select cardinality(m.site_ids) as bound, (select count(*) from unnest(m.site_ids) i join sites s on s.id = i where s.customer_id <> m.org_owner_id) as foreign,
        (select count(*) from site_dealers s join memberships d on d.org_owner_id = s.dealer_id join users du on du.id = d.user_id and du.email = 'admin@dealer1.example' where s.customer_id = m.org_owner_id) as of_dealer1
      from memberships m join users u on u.id = m.user_id where m.role = 'OPERATOR' order by (substring(u.email from 'customer(\\d+)'))::int`);
    expect(operators).toHaveLength(10);
    for (const { bound, foreign } of operators) expect([Number(bound) >= 2, Number(foreign)]).toEqual([true, 0]);
    expect(Number(operators[0]!.of_dealer1)).toBeGreaterThanOrEqual(3);
    expect(await count("(select customer_id from dealer_customers group by 1 having count(*) = 2) two")).toBe(2);
  });
});

test("fences are valid for the rule and for PostGIS, and contain the mean of their vertices; one has a hole", async () => {
  const sites = await rows<{ geofence: Geofence; valid: boolean; zone: string }>(
    "select geofence, st_isvalid(fence::geometry) as valid, time_zone as zone from sites",
  );
  for (const { geofence, valid } of sites) {
    expect(geofenceSchema.safeParse(geofence).success && valid).toBe(true);
    const ring = geofence.coordinates[0]!;
    expect(containsPoint(geofence, meanOf(ring)) && containsPoint(geofence, meanOf(ring.slice(1)))).toBe(true);
  }
  expect(sites.some(({ geofence }) => geofence.coordinates.length === 2)).toBe(true);
  expect(new Set(sites.map(({ zone }) => zone)).size).toBeGreaterThan(8);
});

describe("hours", () => {
  test("add up: the meter grows by each day's running time and ends where the machine's meter stands", async () => {
    expect(
      await count(
        `(select hour_meter_end - lag(hour_meter_end) over (partition by equipment_id order by day) - runtime_h as gap from usage_daily) g where abs(gap) > 1e-6`,
      ),
    ).toBe(0);
    expect(
      await count(
        "equipment e where hour_meter <> (select hour_meter_end from usage_daily u where u.equipment_id = e.id order by day desc limit 1)",
      ),
    ).toBe(0);
    expect(
      await count(
        "equipment e where hour_meter <> (select hour_meter from usage_readings u where u.equipment_id = e.id and quarantine is null order by at desc limit 1)",
      ),
    ).toBe(0);
    expect(
      await count(
        "(select hour_meter - lag(hour_meter) over (partition by equipment_id order by at) as gained from usage_readings where quarantine is null) g where gained < 0",
      ),
    ).toBe(0);
  });

  test("of a rental are the running time of its days", async () => {
    const wrong =
      await rows(`select r.id from rentals r join sites s on s.id = r.site_id join usage_daily u on u.equipment_id = r.equipment_id
        and u.day between (r.checked_out_at at time zone s.time_zone)::date and (r.checked_in_at at time zone s.time_zone)::date
      where r.state = 'RETURNED' group by r.id having abs(max(r.engine_end - r.engine_start) - sum(u.runtime_h)) > 1e-6 or min(u.customer_id::text) is distinct from min(r.customer_id::text)`);
    expect(wrong).toEqual([]);
    expect(await count("rentals where state = 'RETURNED' and engine_end - engine_start > 0")).toBeGreaterThan(2000);
  });

  test("idle half of the time for three days only where it was planted", async () => {
    const runs = await rows<{ planted: boolean }>(`
      select exists (select from planted_anomalies p where p.equipment_id = a.equipment_id and p.kind = 'IDLE_RATIO' and a.day between p.from_day and p.to_day - 2) as planted
      from usage_daily a join usage_daily b on b.equipment_id = a.equipment_id and b.day = a.day + 1 join usage_daily c on c.equipment_id = a.equipment_id and c.day = a.day + 2
      where a.runtime_h > 0 and b.runtime_h > 0 and c.runtime_h > 0 and least(a.idle_h / nullif(a.runtime_h, 0), b.idle_h / nullif(b.runtime_h, 0), c.idle_h / nullif(c.runtime_h, 0)) >= 0.5`);
    expect(runs.every(({ planted }) => planted)).toBe(true);
    expect(runs).toHaveLength(await count("planted_anomalies where kind = 'IDLE_RATIO'"));
  });
});

describe("state of the fleet", () => {
  test("follows from the rentals, of which no two of a machine overlap", async () => {
    expect(
      await count(
        "rentals a join rentals b on b.equipment_id = a.equipment_id and b.id > a.id and b.period && a.period",
      ),
    ).toBe(0);
    const odd =
      await rows(`select e.human_id from equipment e left join rentals r on r.equipment_id = e.id and r.state in ('ON_RENT', 'PICK_UP_READY') left join sites s on s.id = e.site_id
      where (e.status = 'ON_RENT') <> (r.id is not null) or e.customer_id is distinct from r.customer_id or (r.id is not null and e.site_id <> r.site_id) or (r.id is null and s.kind <> 'YARD')`);
    expect(odd).toEqual([]);
    const [out] = await rows<{ share: number; ready: string; reserved: string }>(
      "select (count(*) filter (where state in ('ON_RENT', 'PICK_UP_READY')))::float8 / 300 as share, count(*) filter (where state = 'PICK_UP_READY') as ready, count(*) filter (where state = 'RESERVED') as reserved from rentals",
    );
    expect(out!.share).toBeCloseTo(0.45, 1);
    expect(Math.min(Number(out!.ready), Number(out!.reserved))).toBeGreaterThanOrEqual(5);
    expect(await count("equipment where last_seen_at > timestamptz '" + NOW.toISOString() + "'")).toBe(0);
  });

  test("lies inside the fences, but for machines that wander", async () => {
    const outside = await rows<{
      kind: string | null;
    }>(`select (select p.kind from planted_anomalies p where p.equipment_id = e.id and p.kind like '%_MOTION') as kind
      from equipment e join sites s on s.id = e.site_id where not st_covers(s.fence::geometry, st_setsrid(st_makepoint(e.last_lon, e.last_lat), 4326))`);
    expect(outside.map(({ kind }) => String(kind)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      ...Array(3).fill("OFF_SITE_MOTION"),
      ...Array(3).fill("UNEXPECTED_MOTION"),
    ]);
  });
});

describe("alerts", () => {
  test("about due times are exactly those of the rules", async () => {
    const out = await rows<{
      human_id: string;
      name: string;
      time_zone: string;
      due_at: Date;
      state: "ON_RENT";
      live: string[];
    }>(`
      select r.human_id, r.state, r.due_at, s.name, s.time_zone, array(select a.kind from alerts a where a.rental_id = r.id and a.state <> 'RESOLVED' and a.kind in ('DUE_SOON', 'OVERDUE')) as live
      from rentals r join sites s on s.id = r.site_id where r.state in ('ON_RENT', 'PICK_UP_READY')`);
    const wanted = out.map((row) => {
      const facts = {
        humanId: row.human_id,
        siteName: row.name,
        rentalState: row.state,
        dueAt: new Date(row.due_at),
        now: NOW,
        timeZone: row.time_zone,
        graceMinutes: 0,
        dueSoonHours: 24,
      };
      return DUE_ALERT_KINDS.filter((kind) => DUE_RULES[kind].is(facts));
    });
    expect(out.map(({ live }) => live)).toEqual(wanted);
    expect(wanted.filter((kinds) => kinds[0] === "OVERDUE").length).toBeGreaterThanOrEqual(6);
    expect(wanted.filter((kinds) => kinds[0] === "DUE_SOON").length).toBeGreaterThanOrEqual(3);
  });

  test("of other kinds each have their cause, and each live cause its alert", async () => {
    const planted = `(values ('IDLE_RATIO', 'IDLE_RATIO'), ('GEOFENCE_BREACH', 'OFF_SITE_MOTION'), ('UNEXPECTED_MOTION', 'UNEXPECTED_MOTION'), ('NO_HEARTBEAT', 'SILENCE'), ('FUEL_OUTLIER', 'FUEL_OUTLIER')) k(alert, anomaly)`;
    const due = `maintenance m join equipment e on e.id = m.equipment_id where m.state <> 'DONE' and (m.due_at_hours <= e.hour_meter or m.due_at <= '${NOW.toISOString()}')`;
    expect(
      await count(
        `alerts a join ${planted} on k.alert = a.kind where not exists (select from planted_anomalies p where p.equipment_id = a.equipment_id and p.kind = k.anomaly and (a.state = 'RESOLVED' or p.to_day = date '${TODAY}' - 1))`,
      ),
    ).toBe(0);
    expect(
      await count(
        `planted_anomalies p join ${planted} on k.anomaly = p.kind where p.to_day = date '${TODAY}' - 1 and not exists (select from alerts a where a.equipment_id = p.equipment_id and a.kind = k.alert and a.state <> 'RESOLVED')`,
      ),
    ).toBe(0);
    expect(await rows(`select equipment_id from alerts where kind = 'MAINTENANCE_DUE' order by 1`)).toEqual(
      await rows(`select m.equipment_id from ${due} order by 1`),
    );
    expect(await count(`alerts where opened_at > '${NOW.toISOString()}' or reason not like human_id || ' %'`)).toBe(0);
  });
});

test("suggestions' factors add up to their scores, and every type is there", async () => {
  const found = await rows<{ type: string; score: number; points: number }>(
    "select type, score, (select sum((f ->> 'points')::float8) from jsonb_array_elements(factors) f) as points from suggestions",
  );
  for (const { score, points } of found) expect(score).toBe(points);
  expect(new Set(found.map(({ type }) => type)).size).toBe(6);
});

test("past forecasts know the truth: machines on rent that day", async () => {
  expect(await count("forecasts where actual is not null")).toBeGreaterThan(500);
  expect(
    await count(`forecasts f where actual is not null and actual <> (select count(distinct u.equipment_id) from usage_daily u join equipment e on e.id = u.equipment_id
      where u.dealer_id = f.dealer_id and u.site_id = f.site_id and u.day = f.day and e.type = f.type)
      and not exists (select from planted_anomalies p join equipment e on e.id = p.equipment_id where p.kind = 'SILENCE' and e.type = f.type and f.day between p.from_day and p.to_day)`),
  ).toBe(0);
});

test("the dealers' chains are whole and as long as the hand-overs are many", async () => {
  const heads = await rows<{ org: string; seq: string; hash: string }>(
    "select org_owner_id as org, seq, hash from chain_heads",
  );
  expect(heads).toHaveLength(3);
  let checked = 0;
  for (const { org, seq, hash } of heads) {
    const events = await rows<Record<string, string> & { at: Date }>(
      `select seq, record, self_hash, id, type, at, dealer_id, customer_id, site_id, equipment_id, rental_id, human_id from events where org_owner_id = '${org}' order by seq`,
    );
    const chain = events.map((event) => ({
      seq: Number(event.seq),
      record: event.record!,
      selfHash: event.self_hash!,
      columns: {
        id: event.id!,
        type: event.type!,
        at: new Date(event.at).toISOString(),
        dealerId: event.dealer_id!,
        customerId: event.customer_id!,
        siteId: event.site_id!,
        equipmentId: event.equipment_id!,
        rentalId: event.rental_id!,
        humanId: event.human_id!,
      },
    }));
    const verdict = await verifyChain(
      chain,
      { seq: Number(seq), hash },
      { sha256Hex: (text) => new Bun.CryptoHasher("sha256").update(text).digest("hex") },
    );
    expect(verdict).toEqual({ ok: true, checked: chain.length });
    checked += chain.length;
  }
  expect(checked).toBe(
    await count(
      "(select checked_out_at from rentals where checked_out_at is not null union all select checked_in_at from rentals where checked_in_at is not null union all select called_off_at from rentals where called_off_at is not null union all select requested_at from rental_requests union all select at from events where type = 'rental.extended' union all select created_at from inspections union all select created_at from tickets) h",
    ),
  );
  // An extension is told where the due time was moved.
  expect(await count("events where type = 'rental.extended'")).toBeGreaterThan(100);
  expect(
    await count(
      "events e join rentals r on r.id = e.rental_id where e.type = 'rental.extended' and r.agreed_due_at is distinct from r.due_at",
    ),
  ).toBe(0);
});

test("every dealer has rates for what is out, extensions and a call-off to answer, and machines called off and not fetched", async () => {
  expect(await count("rentals where checked_out_at is not null and rate is null")).toBe(0);
  const dealers = await rows<Record<string, number>>(`select
    (select count(*)::int from rates x where x.dealer_id = o.id) as rates,
    (select count(*)::int from rates x where x.dealer_id = o.id and x.customer_id is not null) as special,
    (select count(*)::int from rental_requests q where q.dealer_id = o.id and q.kind = 'EXTEND') as extend,
    (select count(*)::int from rental_requests q where q.dealer_id = o.id and q.kind = 'CALL_OFF') as call_off,
    (select count(*)::int from rentals r where r.dealer_id = o.id and r.state = 'PICK_UP_READY' and r.off_rent_at < now()) as waiting
    from organizations o where o.type = 'DEALER'`);
  for (const dealer of dealers) {
    expect(dealer.rates).toBeGreaterThan(10);
    expect(dealer.special).toBeGreaterThan(2);
    expect(dealer.extend).toBe(4);
    expect(dealer.call_off).toBe(1);
    expect(dealer.waiting).toBeGreaterThan(1);
  }
});

test("photos are pictures whose bytes were kept as announced", async () => {
  const media = await rows<{ id: string; bytes: number; sha256: string; content_type: string }>(
    "select id, bytes, sha256, content_type from media",
  );
  expect(media).toHaveLength(photos.size);
  expect(media.length).toBeGreaterThan(10);
  for (const { id, bytes, sha256, content_type } of media) {
    const content = photos.get(id)!;
    expect([
      content.length,
      new Bun.CryptoHasher("sha256").update(content).digest("hex"),
      sniffContentType(content),
    ]).toEqual([bytes, sha256, content_type as "image/png"]);
  }
});

test("every dealer has work on its board, tasks this week for dispatch and operators, and a rental worth a dispute", async () => {
  const dealers = await rows<Record<string, number>>(`select
    (select count(*)::int from maintenance m where m.dealer_id = o.id and m.state = 'OPEN') as open,
    (select count(*)::int from maintenance m where m.dealer_id = o.id and m.state = 'PLANNED' and m.planned_for > '${NOW.toISOString()}') as planned,
    (select count(*)::int from maintenance m where m.dealer_id = o.id and m.state = 'IN_WORK') as in_work,
    (select count(*)::int from maintenance m where m.dealer_id = o.id and m.state = 'DONE' and m.done_at > '${NOW.toISOString()}'::timestamptz - interval '14 days') as done,
    (select count(*)::int from tasks t where t.dealer_id = o.id and t.planned_from between '${TODAY}'::timestamptz - interval '1 day' and '${TODAY}'::timestamptz + interval '7 days') as week,
    (select count(*)::int from tasks t join memberships m on m.user_id = t.assignee_user_id where t.dealer_id = o.id and m.role = 'OPERATOR') as of_operators,
    (select count(*)::int from inspections i where i.dealer_id = o.id) as inspections,
    (select count(*)::int from inspections i where i.dealer_id = o.id and i.kind = 'IN' and i.failed >= 2
      and exists (select from inspections b where b.rental_id = i.rental_id and b.kind = 'OUT')) as disputes,
    (select count(*)::int from tickets t where t.dealer_id = o.id) as tickets
    from organizations o where o.type = 'DEALER'`);
  expect(dealers).toHaveLength(3);
  for (const dealer of dealers)
    for (const [what, found] of Object.entries(dealer)) expect(found, what).toBeGreaterThan(0);
  // An operator is bound to sites, and sees a task only at those.
  // A service's task is that of a work on the board, so that no sweep makes a second one.
  const services = "tasks t where t.kind = 'SERVICE'";
  expect(await count(services)).toBeGreaterThan(0);
  expect(await count(`${services} and not exists (select from maintenance m where m.id::text = t.cause_id)`)).toBe(0);
  expect(
    await count(
      "tasks t join memberships m on m.user_id = t.assignee_user_id where m.role = 'OPERATOR' and not t.site_id = any(m.site_ids)",
    ),
  ).toBe(0);
});

test("a signed ticket is what its event and the receiver's name are bound to", async () => {
  const tickets = await rows<{
    record: string;
    digest: string;
    event: string;
    type: string;
    salt: string;
    data: object;
  }>(`
    select t.record, t.digest, e.record as event, e.type, p.salt, p.data from tickets t join events e on e.id = t.event_id join event_private p on p.event_id = e.id`);
  expect(tickets).toHaveLength(await count("tickets"));
  for (const { record, digest, event, type, salt, data } of tickets) {
    const told = (JSON.parse(event) as { event: { commitment: string; data: { digest: string } } }).event;
    expect([type, told.data.digest, told.commitment]).toEqual([
      "ticket.signed",
      new Bun.CryptoHasher("sha256").update(record).digest("hex"),
      commitmentOf(Buffer.from(salt, "hex"), data),
    ]);
    expect(digest).toBe(told.data.digest);
  }
});

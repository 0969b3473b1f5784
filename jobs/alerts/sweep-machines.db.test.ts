import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import pino from "pino";
import { testDatabase } from "../../db/testing.ts";
import { hqActor, JOBSITE_POINT, mintWorld, YARD_POINT, type World } from "../../db/testing-world.ts";
import type { Database } from "../../db/tenancy.ts";
import { addDays } from "../../server/domain/rentals/zone-time.ts";
import { importDocumentInput } from "../../server/domain/telematics/schema.ts";
import { acknowledgeAlert } from "../../server/features/alerts/acknowledge.ts";
import { snoozeAlert } from "../../server/features/alerts/snooze.ts";
import { importDocument } from "../../server/features/telematics/import-document.ts";
import { EventHub } from "../../server/realtime/hub.ts";
import { machinesHeard } from "../events.ts";
import { jobFunctions } from "../functions.ts";
import { eventually, OPENING_MS, testRunner } from "../runner/testing.ts";
import { startTellingHeard } from "../../server/realtime/tell-heard.ts";
import { sweepMachines } from "./sweep-machines.ts";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
}, OPENING_MS);

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-03-10T12:00:00Z");
const hours = (n: number) => new Date(NOW.getTime() + n * HOUR_MS).toISOString();
const run = <T extends Record<string, unknown>>(text: string) =>
  db.withTenant(hqActor, async ({ tx }) => (await tx.execute<T>(sql.raw(text))).rows);
const sweep = (world: World, at = NOW.toISOString()) => sweepMachines({ db }, { dealerId: world.dealerId, at });
type Line = {
  id: string;
  kind: string;
  state: string;
  severity: string;
  cleared_by: string | null;
  human_id: string | null;
  escalated: boolean;
};
const alertsOf = (world: World) =>
  run<Line>(
    `select id, kind, state, severity, cleared_by, human_id, escalated_at is not null as escalated from alerts where dealer_id = '${world.dealerId}' order by opened_at, id`,
  );
const eventsOf = async (world: World) =>
  (
    await run<{ type: string }>(
      `select type from events where dealer_id = '${world.dealerId}' and type like 'alert.%' order by seq`,
    )
  ).map(({ type }) => type);
const stamps = (world: World) => `'${world.dealerId}', '${world.dealerId}'`;
/** A day of use, days before NOW's. */
const day = (world: World, id: string, back: number, runtimeH: number, idleH: number) =>
  run(
    `insert into usage_daily (org_owner_id, dealer_id, equipment_id, site_id, day, runtime_h, idle_h, source) values (${stamps(world)}, '${id}', '${world.yardId}', '${addDays("2026-03-10", -back)}', ${runtimeH}, ${idleH}, 'test')
     on conflict (equipment_id, day) do update set runtime_h = excluded.runtime_h, idle_h = excluded.idle_h`,
  );
async function reading(world: World, id: string, at: string, lat: number, lon: number, meter: number): Promise<void> {
  await run(`select app.ensure_usage_partition('${at.slice(0, 10)}')`);
  await run(
    `insert into usage_readings (id, org_owner_id, dealer_id, equipment_id, site_id, source, at, lat, lon, accuracy_m, hour_meter)
     select '${Bun.randomUUIDv7()}', ${stamps(world)}, e.id, e.site_id, 'test', '${at}', ${lat}, ${lon}, 5, ${meter} from equipment e where e.id = '${id}'`,
  );
  await run(`update equipment set last_position_at = '${at}', last_seen_at = '${at}' where id = '${id}'`);
}
const rent = async (world: World, id: string) => {
  await run(
    `insert into rentals (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at, checked_out_at)
     values ('${Bun.randomUUIDv7()}', ${stamps(world)}, '${world.customerId}', '${world.jobsiteId}', '${id}', 'M', 'Cat', '320', 'EXCAVATOR', 'ON_RENT', '[2026-01-01,)', '2027-01-01', '2027-01-01', '2026-01-01')`,
  );
  await run(
    `update equipment set status = 'ON_RENT', customer_id = '${world.customerId}', site_id = '${world.jobsiteId}' where id = '${id}'`,
  );
};

describe("what is looked at", () => {
  test("a machine once when it is new, and again when its days, its service or its place have changed, and not by the clock alone", async () => {
    const world = await mintWorld(db);
    const id = world.machines[0]!.id;
    expect((await sweep(world)).looked).toBe(2);
    expect((await sweep(world)).looked).toBe(0);
    await day(world, id, 1, 8, 1);
    expect((await sweep(world)).looked).toBe(1);
    await run(
      `insert into maintenance (id, org_owner_id, dealer_id, equipment_id, site_id, service, due_at_hours) values ('${Bun.randomUUIDv7()}', ${stamps(world)}, '${id}', '${world.yardId}', '250 h', 5000)`,
    );
    await reading(world, world.machines[1]!.id, hours(-1), YARD_POINT.lat, YARD_POINT.lon, 100);
    expect((await sweep(world)).looked).toBe(2);
    expect((await sweep(world)).looked).toBe(0);
    expect((await sweep(world, hours(25))).looked).toBe(2);
  });

  test("what is marked while a sweep has the machine is not lost", async () => {
    const world = await mintWorld(db, { machines: 1 });
    const id = world.machines[0]!.id;
    await sweep(world);
    await Promise.all([
      ...Array.from({ length: 8 }, (_, at) => day(world, id, 8 - at, 8, 6)),
      ...Array.from({ length: 4 }, () => sweep(world)),
    ]);
    await sweep(world);
    expect((await alertsOf(world)).map(({ kind }) => kind)).toEqual(["IDLE_RATIO"]);
  });

  test("nothing of another dealer's", async () => {
    const [mine, theirs] = [await mintWorld(db, { machines: 1 }), await mintWorld(db, { machines: 1 })];
    for (const back of [1, 2, 3]) await day(theirs, theirs.machines[0]!.id, back, 8, 6);
    await sweep(mine);
    expect(await alertsOf(theirs)).toEqual([]);
  });
});

describe("one live alert", () => {
  test("of a kind per machine, however many sweeps come at once, with one event; it closes with its cause", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const id = world.machines[0]!.id;
    for (const back of [3, 2, 1]) await day(world, id, back, 8, 6);
    await Promise.all([sweep(world), sweep(world), sweep(world)]);
    expect(await alertsOf(world)).toMatchObject([{ kind: "IDLE_RATIO", state: "OPEN", severity: "WARNING" }]);
    expect(await eventsOf(world)).toEqual(["alert.opened"]);
    await day(world, id, 0, 8, 3.7);
    await sweep(world, hours(1));
    expect(await alertsOf(world)).toMatchObject([{ state: "OPEN" }]);
    await day(world, id, 0, 8, 2);
    await sweep(world, hours(2));
    expect(await alertsOf(world)).toMatchObject([{ state: "RESOLVED", cleared_by: "idles_less" }]);
    expect(await eventsOf(world)).toEqual(["alert.opened", "alert.resolved"]);
  });

  test("thresholds are the dealer's, and its classes'", async () => {
    const world = await mintWorld(db, { machines: 1 });
    await run(
      `insert into policies (id, org_owner_id, dealer_id, version, thresholds, weights) values ('${Bun.randomUUIDv7()}', ${stamps(world)}, 2, '{"typeLimits": {"EXCAVATOR": {"idleRatio": 0.8}}}', '{}')`,
    );
    for (const back of [3, 2, 1]) await day(world, world.machines[0]!.id, back, 8, 6);
    await sweep(world);
    expect(await alertsOf(world)).toEqual([]);
  });

  test("a service that is near is told of, grows worse, and is over with the work", async () => {
    const world = await mintWorld(db, { machines: 1 });
    const id = world.machines[0]!.id;
    const meter = (value: number) => run(`update equipment set hour_meter = ${value} where id = '${id}'`);
    await run(
      `insert into maintenance (id, org_owner_id, dealer_id, equipment_id, site_id, service, due_at_hours) values ('${Bun.randomUUIDv7()}', ${stamps(world)}, '${id}', '${world.yardId}', '250 h', 250)`,
    );
    await meter(230);
    await sweep(world);
    await meter(251);
    await sweep(world, hours(1));
    await sweep(world, hours(2));
    expect(await alertsOf(world)).toMatchObject([{ kind: "MAINTENANCE_DUE", state: "OPEN", severity: "WARNING" }]);
    await run(`update maintenance set state = 'DONE', done_at = now() where equipment_id = '${id}'`);
    await sweep(world, hours(3));
    expect(await alertsOf(world)).toMatchObject([{ state: "RESOLVED", cleared_by: "serviced" }]);
    expect(await eventsOf(world)).toEqual(["alert.opened", "alert.escalated", "alert.resolved"]);
  });
});

describe("where machines are", () => {
  test("none while a machine on rent runs in its dealer's yard, where it is handed over and taken back", async () => {
    const world = await mintWorld(db, { machines: 1 });
    const id = world.machines[0]!.id;
    await rent(world, id);
    for (let at = 0; at < 6; at++)
      await reading(world, id, hours(-2 + at / 4), YARD_POINT.lat, YARD_POINT.lon, 100 + at / 4);
    await sweep(world);
    expect(await alertsOf(world)).toEqual([]);
  });

  test("work outside the fence is a breach after the dwell, and over when it has been back; drift at the fence is none", async () => {
    const world = await mintWorld(db);
    const [out, parked] = world.machines.map(({ id }) => id) as [string, string];
    await rent(world, out);
    await rent(world, parked);
    const { lat, lon } = JOBSITE_POINT;
    const edge = lat + 0.002;
    for (let at = 0; at < 10; at++)
      await reading(world, parked, hours(-3 + at / 5), edge + (at % 4) * 1e-5, lon, 100 + at);
    await reading(world, out, hours(-3), lat, lon, 100);
    await reading(world, out, hours(-2), lat + 0.01, lon, 101);
    await sweep(world, hours(-1.9));
    expect(await alertsOf(world)).toEqual([]);
    await reading(world, out, hours(-1), lat + 0.011, lon, 102);
    await sweep(world, hours(-0.9));
    expect(await alertsOf(world)).toMatchObject([
      { kind: "GEOFENCE_BREACH", severity: "CRITICAL", human_id: world.machines[0]!.humanId },
    ]);
    await reading(world, out, hours(-0.5), lat, lon, 102.5);
    await sweep(world, hours(-0.45));
    expect(await alertsOf(world)).toMatchObject([{ state: "OPEN" }]);
    // Nothing new is heard; the dwell inside passes.
    await sweep(world, hours(0));
    expect(await alertsOf(world)).toMatchObject([{ state: "RESOLVED", cleared_by: "back_inside" }]);
  });

  test("a machine that is checked in and wanders off is told of, unless it is fetched", async () => {
    const world = await mintWorld(db);
    const { lat, lon } = YARD_POINT;
    const [stolen, fetched] = world.machines.map(({ id }) => id) as [string, string];
    await run(
      `insert into tasks (id, org_owner_id, dealer_id, equipment_id, site_id, kind, state) values ('${Bun.randomUUIDv7()}', ${stamps(world)}, '${fetched}', '${world.yardId}', 'TRANSPORT', 'IN_WORK')`,
    );
    for (const id of [stolen, fetched])
      for (const [at, north] of [
        [-3, 0],
        [-2, 0.01],
        [-1, 0.02],
      ] as const)
        await reading(world, id, hours(at), lat + north, lon, 100);
    await sweep(world);
    expect(await alertsOf(world)).toMatchObject([{ kind: "UNEXPECTED_MOTION", human_id: world.machines[0]!.humanId }]);
  });

  test("one that was taken back at the jobsite and brought to the dealer's yard is where it belongs", async () => {
    const world = await mintWorld(db, { machines: 1 });
    const { id } = world.machines[0]!;
    await run(`update equipment set status = 'IDLE', site_id = '${world.jobsiteId}' where id = '${id}'`);
    await reading(world, id, hours(-3), JOBSITE_POINT.lat, JOBSITE_POINT.lon, 100);
    for (const at of [-2, -1]) await reading(world, id, hours(at), YARD_POINT.lat, YARD_POINT.lon, 100);
    await sweep(world);
    expect(await alertsOf(world)).toEqual([]);
  });
});

describe("silence", () => {
  const seen = (ids: string[], at: string) =>
    run(
      `update equipment set feed = 'VisionLink', feed_cadence_s = 900, last_seen_at = '${at}' where id in (${ids.map((id) => `'${id}'`).join(",")})`,
    );

  test("that is usual for a machine is none: a tracker that sleeps at night is asked about once it sleeps longer", async () => {
    const world = await mintWorld(db, { machines: 2 });
    const [sleeper, other] = world.machines.map(({ id }) => id) as [string, string];
    const { lat, lon } = YARD_POINT;
    // Three nights of fourteen hours behind it, and words every hour by day.
    for (const night of [3, 2, 1, 0])
      for (const hour of [-10, -5, 0]) await reading(world, sleeper, hours(-24 * night + hour), lat, lon, 100);
    await reading(world, other, hours(0), lat, lon, 100);
    await run(`update equipment set tracker_id = id::text where id in ('${sleeper}', '${other}')`);
    await sweep(world, hours(13));
    expect(await alertsOf(world)).toMatchObject([{ kind: "NO_HEARTBEAT", human_id: world.machines[1]!.humanId }]);
    await sweep(world, hours(17.4));
    expect(await alertsOf(world)).toHaveLength(1);
    await sweep(world, hours(17.6));
    expect((await alertsOf(world)).map(({ human_id }) => human_id)).toEqual([
      world.machines[1]!.humanId,
      world.machines[0]!.humanId,
    ]);
  });

  test("of one machine is that machine's, by the clock alone; it is over when it is heard", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const [one, ...others] = world.machines.map(({ id }) => id) as [string, string, string];
    await seen([one], hours(0));
    await seen(others, hours(11));
    await sweep(world, hours(11));
    expect(await alertsOf(world)).toEqual([]);
    await seen(others, hours(12));
    await sweep(world, hours(12.1));
    expect(await alertsOf(world)).toMatchObject([{ kind: "NO_HEARTBEAT", human_id: world.machines[0]!.humanId }]);
    await seen([one], hours(12.2));
    await sweep(world, hours(12.3));
    expect(await alertsOf(world)).toMatchObject([{ state: "RESOLVED", cleared_by: "heard_again" }]);
  });

  test("of a whole feed is one alert, however many machines; those that stay silent when it is back have their own", async () => {
    const world = await mintWorld(db, { machines: 5 });
    const ids = world.machines.map(({ id }) => id);
    for (const [at, id] of ids.entries()) await seen([id], hours(at / 20));
    for (const at of [6, 11.9, 12.05, 12.2, 13, 20]) await sweep(world, hours(at));
    expect(await alertsOf(world)).toMatchObject([
      { kind: "FEED_SILENT", severity: "CRITICAL", human_id: null, state: "OPEN" },
    ]);
    await seen(ids.slice(1), hours(21));
    await sweep(world, hours(21.1));
    await sweep(world, hours(46));
    const live = (await alertsOf(world)).filter(({ state }) => state !== "RESOLVED");
    expect(live.map(({ kind }) => kind)).toEqual(["FEED_SILENT"]);
    await seen(ids.slice(1), hours(46));
    await run(`update equipment set hour_meter = 101 where id = '${ids[0]}'`);
    await sweep(world, hours(46.1));
    expect((await alertsOf(world)).filter(({ state }) => state !== "RESOLVED")).toMatchObject([
      { kind: "NO_HEARTBEAT", human_id: world.machines[0]!.humanId },
    ]);
  });
});

describe("time and answers", () => {
  test("what nobody acknowledges is escalated once; what was acknowledged or only informs is not", async () => {
    const world = await mintWorld(db, { machines: 2 });
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    for (const { id } of world.machines) for (const back of [3, 2, 1]) await day(world, id, back, 8, 6);
    await sweep(world);
    const [first] = await alertsOf(world);
    await db.withTenant(admin, (tenant) =>
      acknowledgeAlert(tenant, NOW, { operationId: crypto.randomUUID(), alertId: first!.id }),
    );
    for (const at of [23, 24, 25]) await sweep(world, hours(at));
    const after = await alertsOf(world);
    expect(after.filter(({ escalated }) => escalated).map(({ id }) => id)).toEqual(after.slice(1).map(({ id }) => id));
    expect((await eventsOf(world)).filter((type) => type === "alert.escalated")).toHaveLength(1);
  });

  test("a snoozed alert wakes at its time, and closes before it when its cause is gone", async () => {
    const world = await mintWorld(db, { machines: 2 });
    const admin = await world.member(world.dealerId, "DEALER_DISPATCH");
    for (const { id } of world.machines) for (const back of [3, 2, 1]) await day(world, id, back, 8, 6);
    await sweep(world);
    for (const { id } of await alertsOf(world))
      await db.withTenant(admin, (tenant) =>
        snoozeAlert(tenant, NOW, { operationId: crypto.randomUUID(), alertId: id, until: hours(5) }),
      );
    await day(world, world.machines[0]!.id, 0, 8, 1);
    await sweep(world, hours(4));
    expect((await alertsOf(world)).map(({ state }) => state).toSorted()).toEqual(["RESOLVED", "SNOOZED"]);
    await sweep(world, hours(5));
    expect((await alertsOf(world)).map(({ state }) => state).toSorted()).toEqual(["OPEN", "RESOLVED"]);
    expect((await eventsOf(world)).filter((type) => type === "alert.woken")).toHaveLength(1);
  });
});

test("what arrives is judged at once: a document that is taken in opens the alert within two seconds", async () => {
  const world = await mintWorld(db, { machines: 1 });
  const [machine] = world.machines as [World["machines"][number]];
  const admin = await world.member(world.dealerId, "DEALER_ADMIN");
  await rent(world, machine.id);
  const hub = new EventHub({ db, log: pino({ enabled: false }) });
  const runner = await testRunner((client) => jobFunctions(client, { db }));
  const reports: unknown[] = [];
  const heard = async (dealerId: string) => void (await runner.client.send(machinesHeard.create({ dealerId })));
  const listener = startTellingHeard({ hub, heard, report: (error) => reports.push(error) });
  try {
    await runner.idle();
    await sweepMachines({ db }, { dealerId: world.dealerId, at: new Date().toISOString() });
    const point = (minutesAgo: number, meter: number) => {
      const at = new Date(Date.now() - minutesAgo * 60_000).toISOString().replace(/\.\d+Z/, "Z");
      return `<CumulativeOperatingHours datetime="${at}"><Hour>${meter}</Hour></CumulativeOperatingHours><Location datetime="${at}"><Latitude>${JOBSITE_POINT.lat + 0.02}</Latitude><Longitude>${JOBSITE_POINT.lon}</Longitude></Location>`;
    };
    const document = (points: string) =>
      `<Fleet xmlns="http://standards.iso.org/iso/15143/-3"><Equipment><EquipmentHeader><OEMName>Cat</OEMName><Model>320</Model><SerialNumber>${machine.id}</SerialNumber></EquipmentHeader>${points}</Equipment></Fleet>`;
    const bring = (points: string) =>
      db.withTenant(admin, (tenant) =>
        importDocument(tenant, new Date(), importDocumentInput.parse({ document: document(points) })),
      );
    await bring(point(40, 100.5));
    await bring(point(2, 101));
    const committed = performance.now();
    hub.wake();
    await eventually(async () => (await alertsOf(world)).some(({ kind }) => kind === "GEOFENCE_BREACH"));
    expect(performance.now() - committed).toBeLessThan(2_000);
    expect(reports).toEqual([]);
  } finally {
    await listener.stop();
    await hub.close();
    await runner.stop();
  }
}, 30_000);

import { beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Database } from "../../../db/tenancy.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { importDocumentInput, type ImportDocumentOutput } from "../../domain/telematics/schema.ts";
import { verifyLedger } from "../ledger/verify.ts";
import { DryRun, importDocument, tryDocument } from "./import-document.ts";
import { readMachineFaults } from "./read-machine-faults.ts";

const FIXTURE = new URL("../../../../shared/fixtures/aemp/takeuchi-snapshot.xml", import.meta.url).pathname;
const NOW = new Date("2026-03-10T12:00:00Z");
let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
}, 60_000);

const bring = (actor: Claims, document: string, input: object = {}): Promise<ImportDocumentOutput> =>
  db.withTenant(actor, (tenant) => importDocument(tenant, NOW, importDocumentInput.parse({ document, ...input })));
const attempt = async (actor: Claims, document: string, input: object = {}): Promise<ImportDocumentOutput> => {
  const outcome = await db
    .withTenant(actor, (tenant) =>
      tryDocument(tenant, NOW, importDocumentInput.parse({ document, dryRun: true, ...input })),
    )
    .catch((error: unknown) => error);
  if (outcome instanceof DryRun) return outcome.output;
  throw outcome;
};
const rows = async <T extends object>(query: string): Promise<T[]> =>
  db.withTenant(hqActor, async ({ tx }) => (await tx.execute(sql.raw(query))).rows as T[]);
const traces = (world: World) =>
  rows(
    [
      "equipment",
      "tags",
      "usage_readings",
      "usage_daily",
      "usage_gaps",
      "telemetry_sources",
      "telemetry_imports",
      "telemetry_rejects",
      "machine_faults",
    ]
      .map(
        (table) =>
          `select '${table}' as t, count(*)::int as n, md5(string_agg(x::text, ',' order by x::text)) as h from ${table} x where dealer_id = '${world.dealerId}'`,
      )
      .join(" union all ") +
      ` union all select 'events', count(*)::int, '' from events where org_owner_id = '${world.dealerId}'`,
  );

type Said = {
  at: string;
  hours?: number | string;
  idle?: number;
  fuel?: number;
  lat?: number;
  lon?: number;
  odometer?: number;
};
const element = (name: string, at: string, inner: string) => `<${name} datetime="${at}">${inner}</${name}>`;
const said = ({ at, hours, idle, fuel, lat, lon, odometer }: Said) =>
  [
    hours === undefined ? "" : element("CumulativeOperatingHours", at, `<Hour>${hours}</Hour>`),
    idle === undefined ? "" : element("CumulativeIdleHours", at, `<Hour>${idle}</Hour>`),
    fuel === undefined
      ? ""
      : element("FuelUsed", at, `<FuelUnits>litre</FuelUnits><FuelConsumed>${fuel}</FuelConsumed>`),
    lat === undefined ? "" : element("Location", at, `<Latitude>${lat}</Latitude><Longitude>${lon}</Longitude>`),
    odometer === undefined
      ? ""
      : element("Distance", at, `<OdometerUnits>kilometre</OdometerUnits><Odometer>${odometer}</Odometer>`),
  ].join("");
const feed = (...machines: [serial: string, ...said: Said[]][]) =>
  `<Fleet xmlns="http://standards.iso.org/iso/15143/-3">${machines
    .map(
      ([serial, ...points]) =>
        `<Equipment><EquipmentHeader><OEMName>Cat</OEMName><Model>320</Model><SerialNumber>${serial}</SerialNumber></EquipmentHeader>${points.map(said).join("")}</Equipment>`,
    )
    .join("")}</Fleet>`;
/** A world whose machines' meters were never read, and its administrator. */
async function fresh(): Promise<{ world: World; admin: Claims; serial: string; id: string }> {
  const world = await mintWorld(db);
  await db.withTenant(hqActor, ({ tx }) =>
    tx.execute(sql`update equipment set hour_meter = 0, hour_meter_at = null where dealer_id = ${world.dealerId}`),
  );
  const id = world.machines[0]!.id;
  return { world, admin: await world.member(world.dealerId, "DEALER_ADMIN"), serial: id, id };
}
const daysOf = (id: string) =>
  rows<{
    day: string;
    runtime_h: number;
    idle_h: number;
    fuel_l: number | null;
    distance_km: number | null;
    source: string;
  }>(
    `select day::text, runtime_h, idle_h, fuel_l, distance_km, source from usage_daily where equipment_id = '${id}' order by day`,
  );
const machineOf = async (id: string) =>
  (
    await rows<{ hour_meter: number; lat: number; at: string; seen: string; latest: object }>(
      `select hour_meter, last_lat as lat, hour_meter_at::text as at, last_seen_at::text as seen, last_measures as latest from equipment where id = '${id}'`,
    )
  )[0]!;

describe.skipIf(!existsSync(FIXTURE))("a real snapshot", () => {
  const xml = existsSync(FIXTURE) ? readFileSync(FIXTURE, "utf8") : "";
  test("27 machines in, 24 of them with readings, 3 reported as header only, and no model called missing", async () => {
    const { world, admin } = await fresh();
    const before = await traces(world);
    const tried = await attempt(admin, xml);
    expect(tried.counts).toMatchObject({
      records: 27,
      withReadings: 24,
      created: 27,
      headerOnly: 3,
      refused: 0,
      unknown: 0,
      problems: 0,
    });
    expect(await traces(world)).toEqual(before);
    const taken = await bring(admin, xml);
    expect(taken.counts).toEqual(tried.counts);
    expect(taken.counts).toMatchObject({
      records: 27,
      withReadings: 24,
      stored: 24,
      created: 27,
      headerOnly: 3,
      refused: 0,
      unknown: 0,
      problems: 0,
    });
    expect(taken.records.filter((record) => record.fate === "HEADER_ONLY").map((record) => record.index)).toEqual([
      1, 6, 27,
    ]);
    expect(new Set(taken.records.map((record) => record.humanId)).size).toBe(27);
    const machines = await rows<{ model: string; status: string; hour_meter: number; seen: string | null }>(
      `select model, status, hour_meter, last_seen_at::text as seen from equipment where dealer_id = '${world.dealerId}' and unconfirmed order by human_id`,
    );
    expect(machines).toHaveLength(27);
    expect(machines.filter(({ seen }) => seen !== null)).toHaveLength(24);
    expect(machines.every(({ status }) => status === "IDLE")).toBe(true);
    expect(JSON.stringify(machines).toLowerCase()).not.toContain("missing");
    expect(machines[1]).toMatchObject({ model: "TB290-2", hour_meter: 233.7 });
    const after = await traces(world);
    const again = await bring(admin, xml);
    expect(again.counts).toMatchObject({
      records: 27,
      stored: 0,
      unchanged: 24,
      headerOnly: 3,
      created: 0,
      readings: 0,
    });
    expect(again.importId).toBeNull();
    const heard = (all: unknown[]) => all.filter((each) => (each as { t: string }).t !== "telemetry_sources");
    expect(heard(await traces(world))).toEqual(heard(after));
    expect(await db.withTenant(admin, (tenant) => verifyLedger(tenant, world.dealerId))).toMatchObject({ ok: true });
  }, 30_000);
});

describe("readings become days", () => {
  test("of the site, once each, and a late point corrects them without counting twice", async () => {
    const { admin, serial, id } = await fresh();
    const points: Said[] = [
      { at: "2026-03-02T06:00:00Z", hours: 100, idle: 40, fuel: 1000 },
      { at: "2026-03-02T12:00:00Z", hours: 104, idle: 41, fuel: 1060 },
      { at: "2026-03-02T22:00:00Z", hours: 106, idle: 41, fuel: 1090 },
      { at: "2026-03-03T10:00:00Z", hours: 109, idle: 42, fuel: 1130 },
    ];
    const [a, b, c, d] = points as [Said, Said, Said, Said];
    await bring(admin, feed([serial, a, d]));
    const coarse = await daysOf(id);
    expect(coarse.reduce((sum, { runtime_h: hours }) => sum + hours, 0)).toBe(0);
    await bring(admin, feed([serial, c]));
    await bring(admin, feed([serial, b]));
    const late = await daysOf(id);
    // Berlin is an hour ahead: of the twelve hours to the last reading one still belongs to the second of March.
    expect(late).toEqual([
      { day: "2026-03-02", runtime_h: 6.25, idle_h: 1.083, fuel_l: 93.333, distance_km: null, source: "telematics" },
      { day: "2026-03-03", runtime_h: 2.75, idle_h: 0.917, fuel_l: 36.667, distance_km: null, source: "telematics" },
    ]);
    const other = await fresh();
    await bring(other.admin, feed([other.serial, ...points]));
    expect(await daysOf(other.id)).toEqual(late);
    await bring(other.admin, feed([other.serial, ...points.toReversed()]));
    expect(await daysOf(other.id)).toEqual(late);
    expect(await machineOf(id)).toMatchObject({ hour_meter: 109 });
  });

  test("silence gives no day hours; the gap is told, and a late point closes it", async () => {
    const { admin, serial, id } = await fresh();
    await bring(
      admin,
      feed([serial, { at: "2026-03-02T08:00:00Z", hours: 100 }, { at: "2026-03-05T08:00:00Z", hours: 120 }]),
    );
    expect(await daysOf(id)).toEqual([]);
    const gaps = () =>
      rows(`select from_at::text, hours from usage_gaps where equipment_id = '${id}' order by from_at`);
    expect(await gaps()).toEqual([{ from_at: "2026-03-02 08:00:00+00", hours: 20 }]);
    await bring(
      admin,
      feed([serial, { at: "2026-03-03T08:00:00Z", hours: 110 }, { at: "2026-03-04T08:00:00Z", hours: 112 }]),
    );
    expect(await gaps()).toEqual([]);
    expect((await daysOf(id)).map(({ day }) => day)).toEqual(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]);
    expect((await daysOf(id)).reduce((sum, { runtime_h: hours }) => sum + hours, 0)).toBeCloseTo(20, 2);
  });

  test("an outlier is set aside with its reason, counts for nothing, and is set right when a later word confirms it", async () => {
    const { admin, serial, id } = await fresh();
    await bring(
      admin,
      feed([
        serial,
        { at: "2026-03-02T08:00:00Z", hours: 100 },
        { at: "2026-03-02T10:00:00Z", hours: 47_570 },
        { at: "2026-03-02T12:00:00Z", hours: 103 },
      ]),
    );
    expect(
      await rows(`select hour_meter, quarantine from usage_readings where equipment_id = '${id}' order by at`),
    ).toEqual([
      { hour_meter: 100, quarantine: null },
      { hour_meter: 47_570, quarantine: "meter_outruns_clock" },
      { hour_meter: 103, quarantine: null },
    ]);
    expect((await daysOf(id))[0]).toMatchObject({ runtime_h: 3 });
    expect(await machineOf(id)).toMatchObject({ hour_meter: 103 });
    // The maker sends the point again, put right.
    await bring(admin, feed([serial, { at: "2026-03-02T10:00:00Z", hours: 101 }]));
    expect(
      await rows(
        `select count(*)::int as n from usage_readings where equipment_id = '${id}' and quarantine is not null`,
      ),
    ).toEqual([{ n: 0 }]);
  });

  test("a meter that was believed for a long silence's sake and is contradicted since does not stay the machine's", async () => {
    const { admin, serial, id } = await fresh();
    await bring(
      admin,
      feed([serial, { at: "2026-01-02T08:00:00Z", hours: 100 }, { at: "2026-03-02T08:00:00Z", hours: 900 }]),
    );
    expect(await machineOf(id)).toMatchObject({ hour_meter: 900 });
    await bring(admin, feed([serial, { at: "2026-03-02T20:00:00Z", hours: 101 }]));
    await bring(admin, feed([serial, { at: "2026-03-03T08:00:00Z", hours: 102 }]));
    expect(await machineOf(id)).toMatchObject({ hour_meter: 102 });
  });

  test("a parked machine that wanders 3.5 m keeps its place; one that is moved has a new one and a distance", async () => {
    const { admin, serial, id } = await fresh();
    const metre = 1 / 111_195;
    await bring(admin, feed([serial, { at: "2026-03-02T08:00:00Z", lat: 48, lon: 11 }]));
    for (const [minute, north] of [
      [10, 3.5],
      [20, -3.4],
      [30, 2],
    ] as const)
      await bring(admin, feed([serial, { at: `2026-03-02T08:${minute}:00Z`, lat: 48 + north * metre, lon: 11 }]));
    expect(await machineOf(id)).toMatchObject({ lat: 48 });
    expect(await daysOf(id)).toEqual([]);
    await bring(admin, feed([serial, { at: "2026-03-02T09:00:00Z", lat: 48.01, lon: 11 }]));
    expect(await machineOf(id)).toMatchObject({ lat: 48.01 });
  });

  test("old points leave the latest state alone", async () => {
    const { admin, serial, id } = await fresh();
    await bring(admin, feed([serial, { at: "2026-03-02T08:00:00Z", hours: 200, fuel: 900, lat: 48, lon: 11 }]));
    await bring(admin, feed([serial, { at: "2021-05-20T08:00:00Z", hours: 20, fuel: 90, lat: 50, lon: 11 }]));
    expect(await machineOf(id)).toMatchObject({
      hour_meter: 200,
      lat: 48,
      latest: { fuelUsedL: { value: 900, at: "2026-03-02T08:00:00.000Z" } },
    });
  });
});

describe("tenants", () => {
  test("another dealer's serial number is as unknown as one that nobody has, and nothing of theirs changes", async () => {
    const [mine, theirs] = [await fresh(), await fresh()];
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(
        sql`insert into telemetry_sources (id, org_owner_id, dealer_id, name, kind, cadence_s, created_by) values (${Bun.randomUUIDv7()}, ${mine.world.dealerId}, ${mine.world.dealerId}, 'Feed', 'PUSH', 900, ${mine.admin.sub})`,
      ),
    );
    const [source] = await rows<{ id: string }>(
      `select id from telemetry_sources where dealer_id = '${mine.world.dealerId}'`,
    );
    const before = await traces(theirs.world);
    const point = { at: "2026-03-02T08:00:00Z", hours: 100 };
    const output = await bring(mine.admin, feed([theirs.serial, point], ["NOBODYS", point], [mine.serial, point]), {
      sourceId: source!.id,
    });
    expect(output.records.map(({ fate, problems }) => [fate, problems.map(({ code }) => code)])).toEqual([
      ["UNKNOWN", ["unknown_machine"]],
      ["UNKNOWN", ["unknown_machine"]],
      ["STORED", []],
    ]);
    expect(output.records.map(({ humanId }) => humanId)).toEqual([null, null, mine.world.machines[0]!.humanId]);
    expect(await traces(theirs.world)).toEqual(before);
    const refused = await bring(theirs.admin, feed([theirs.serial, point]), { sourceId: source!.id }).catch(
      (error: { code?: string }) => error.code,
    );
    expect(refused).toBe("not_found");
  });

  test("readings are the customer's who had the machine at their time", async () => {
    const { world, admin, serial, id } = await fresh();
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`insert into rentals (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at, checked_out_at, checked_in_at)
        values (${Bun.randomUUIDv7()}, ${world.dealerId}, ${world.dealerId}, ${world.customerId}, ${world.jobsiteId}, ${id}, 'H', 'Cat', '320', 'EXCAVATOR', 'RETURNED',
          '[2026-03-02,2026-03-04)', '2026-03-04', '2026-03-04', '2026-03-02', '2026-03-04')`),
    );
    await bring(
      admin,
      feed([
        serial,
        { at: "2026-03-01T12:00:00Z", hours: 100 },
        { at: "2026-03-02T12:00:00Z", hours: 101 },
        { at: "2026-03-03T12:00:00Z", hours: 102 },
        { at: "2026-03-04T12:00:00Z", hours: 103 },
      ]),
    );
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const seen = await db.withTenant(
      supervisor,
      async ({ tx }) =>
        (await tx.execute(sql`select at::text from usage_readings where equipment_id = ${id} order by at`)).rows,
    );
    expect(seen).toEqual([{ at: "2026-03-02 12:00:00+00" }, { at: "2026-03-03 12:00:00+00" }]);
  });

  test("a member bound to sites brings no fleet in, and a document that is not well-formed leaves no trace", async () => {
    const { world, admin, serial } = await fresh();
    const bound = await world.member(world.dealerId, "DEALER_DISPATCH", [world.yardId]);
    const document = feed([serial, { at: "2026-03-02T08:00:00Z", hours: 100 }]);
    const before = await traces(world);
    expect(await bring(bound, document).catch((error: { code?: string }) => error.code)).toBe("auth.forbidden");
    expect(await bring(admin, document.slice(0, -9)).catch((error: { code?: string }) => error.code)).toBe(
      "telematics.malformed_document",
    );
    expect(await traces(world)).toEqual(before);
  });
});

test("bad parts of a record are told with their reasons, counted when they come again, and the good parts are kept", async () => {
  const { world, admin, serial, id } = await fresh();
  const document = feed([
    serial,
    { at: "2026-03-02T08:00:00Z", hours: -4 },
    { at: "2026-03-02T08:00:00Z", fuel: 10 },
    { at: "0001-01-01T00:00:00Z", idle: 3 },
  ]);
  const first = await bring(admin, document);
  expect(first.records[0]).toMatchObject({
    fate: "STORED",
    readings: 1,
    problems: [{ code: "negative_value" }, { code: "time_too_early" }],
  });
  await bring(admin, document);
  expect(
    await rows(
      `select code, element, times from telemetry_rejects where dealer_id = '${world.dealerId}' order by code`,
    ),
  ).toEqual([
    { code: "negative_value", element: "CumulativeOperatingHours", times: 2 },
    { code: "time_too_early", element: "CumulativeIdleHours", times: 2 },
  ]);
  expect(await machineOf(id)).toMatchObject({ hour_meter: 0, latest: { fuelUsedL: { value: 10 } } });
});

test("two imports of the same machine at once count each point once", async () => {
  const { admin, serial, id } = await fresh();
  const point = (hour: number): Said => ({
    at: `2026-03-02T${String(hour).padStart(2, "0")}:00:00Z`,
    hours: 100 + hour / 2,
  });
  await bring(admin, feed([serial, point(1)]));
  await Promise.all(
    [
      [2, 6],
      [3, 6],
      [4, 6],
      [5, 6],
    ].map((hours) => bring(admin, feed([serial, ...hours.map(point)]))),
  );
  expect((await daysOf(id)).map(({ runtime_h: hours }) => hours)).toEqual([2.5]);
});

test("faults are kept once", async () => {
  const { world, admin, serial } = await fresh();
  const document = feed([serial]).replace(
    "</Equipment>",
    `<Faults><Fault datetime="2026-03-02T08:00:00Z"><CodeIdentifier>110-16</CodeIdentifier><CodeDescription>Coolant hot</CodeDescription></Fault></Faults></Equipment>`,
  );
  expect((await bring(admin, document)).counts).toMatchObject({ faults: 1, stored: 0 });
  expect((await bring(admin, document)).counts).toMatchObject({ faults: 0 });
  expect(await rows(`select code, spn, fmi from machine_faults where dealer_id = '${world.dealerId}'`)).toEqual([
    { code: "110-16", spn: 110, fmi: 16 },
  ]);
});

test("a machine's faults are told in numbers that have words, the active and the latest first, to those who have to do with it", async () => {
  const { world, admin, serial } = await fresh();
  const day = (back: number) => `${new Date(NOW.getTime() - back * 86_400_000).toISOString().slice(0, 19)}Z`;
  const fault = (at: string, code: string, more = "") =>
    `<Fault datetime="${at}"><CodeIdentifier>${code}</CodeIdentifier>${more}</Fault>`;
  const document = feed([serial]).replace(
    "</Equipment>",
    `<Faults>${[
      fault(day(3), "SPN 100 FMI 1", "<CodeDescription>Oil</CodeDescription>"),
      fault(day(1), "SPN 100 FMI 1", "<CodeDescription>Oil low</CodeDescription>"),
      fault(day(2), "E0361", "<CodeSeverity>High</CodeSeverity>"),
      fault(day(1), "110-16", "<Status>Inactive</Status>"),
      fault(day(200), "110-3"),
    ].join("")}</Faults></Equipment>`,
  );
  await bring(admin, document);
  const { humanId } = world.machines[0]!;
  const read = (actor: Claims) => db.withTenant(actor, (tenant) => readMachineFaults(tenant, NOW, humanId));
  const iso = (back: number) => day(back).replace("Z", ".000Z");
  expect((await read(admin)).items).toEqual([
    expect.objectContaining({ code: "E0361", spn: null, level: "SEVERE", times: 1 }),
    {
      id: expect.any(String),
      code: "SPN 100 FMI 1",
      spn: 100,
      fmi: 1,
      level: "SEVERE",
      description: "Oil low",
      source: "Files",
      component: null,
      firstAt: iso(3),
      lastAt: iso(1),
      clearedAt: null,
      times: 2,
      order: null,
    },
    // However old it is, it stands in the list.
    expect.objectContaining({ code: "110-3", level: "UNRATED", firstAt: iso(200), clearedAt: null }),
  ]);
  const other = await mintWorld(db);
  for (const stranger of [
    await other.member(other.dealerId, "DEALER_ADMIN"),
    await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
  ])
    expect(await read(stranger).catch((error: { code: string }) => error.code)).toBe("not_found");
});

/**
 * Readings a second: wide rows through the whole path (matched to machines, merged, stamped, reckoned into days), and its merge alone,
 * against bare COPY, unnest and multi-row VALUES of the same rows into a table with the same indexes and nothing else.
 * Run: `.ci/postgres.sh bun bench/ingest.ts`; without a PostgreSQL server COPY is left out.
 */
import type pg from "pg";
import { hqActor, mintWorld } from "../db/testing-world.ts";
import { telemetrySources } from "../db/schema/telematics.ts";
import type { Claims } from "../server/domain/iam/claims.ts";
import type { MachineRecord, Point } from "../server/domain/telematics/record.ts";
import { sourceOf, type Source } from "../server/features/telematics/dealer-source.ts";
import { ingestReadings } from "../server/features/telematics/ingest-readings.ts";
import { mergeReadings } from "../server/features/telematics/merge-readings.ts";
import { copyIn } from "./copy-in.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { report, takeTurns, type Finding } from "./report.ts";

const ROUNDS = 5;
const WARM_UP = 1;
const MACHINES = 250;
const POINTS = 40;
const ROWS = MACHINES * POINTS;
const CADENCE_MS = 15 * 60_000;
/** PostgreSQL takes so many parameters in one statement. */
const MOST_PARAMETERS = 65_535;

const COLUMNS = [
  ["id", "uuid"],
  ["org_owner_id", "uuid"],
  ["dealer_id", "uuid"],
  ["equipment_id", "uuid"],
  ["source", "text"],
  ["at", "timestamptz"],
  ["hour_meter", "float8"],
  ["idle_hours", "float8"],
  ["fuel_used_l", "float8"],
  ["fuel_remaining_percent", "float8"],
  ["def_remaining_percent", "float8"],
  ["odometer_km", "float8"],
  ["load_factor_percent", "float8"],
  ["altitude_m", "float8"],
  ["lat", "float8"],
  ["lon", "float8"],
  ["accuracy_m", "float8"],
  ["engine_running", "boolean"],
] as const;
const NAMES = COLUMNS.map(([name]) => name).join(", ");

type Contest = {
  database: BenchDatabase;
  admin: Claims;
  source: Source;
  machines: readonly string[];
  dealerId: string;
};

/** Ten hours of each machine, later with each call, so that nothing is there already. */
let batch = 0;
function nextPoints(machines: readonly string[]): { equipmentId: string; points: Point[] }[] {
  const startMs = Date.UTC(2025, 0, 1) + batch++ * 3 * 86_400_000;
  return machines.map((equipmentId, machine) => ({
    equipmentId,
    points: Array.from({ length: POINTS }, (_, at): Point => {
      const hours = 1000 + batch * 20 + at / 5;
      return {
        at: new Date(startMs + at * CADENCE_MS),
        hourMeter: Math.round(hours * 100) / 100,
        idleHours: Math.round(hours * 30) / 100,
        fuelUsedL: Math.round(hours * 1400) / 100,
        fuelRemainingPercent: 90 - at,
        defRemainingPercent: 80 - at / 2,
        odometerKm: Math.round(hours * 210) / 100,
        loadFactorPercent: 40 + (at % 30),
        altitudeM: 512 + (machine % 40),
        lat: 52.5 + (machine % 50) / 1000 + at / 1_000_000,
        lon: 13.4 + (machine % 50) / 1000,
        accuracyM: 4,
        engineRunning: true,
      };
    }),
  }));
}

const recordsOf = (given: ReturnType<typeof nextPoints>): MachineRecord[] =>
  given.map(({ equipmentId, points }, at) => ({
    index: at + 1,
    machine: { make: null, model: null, serial: equipmentId, pin: null, equipmentId: null },
    points,
    faults: [],
    faultsAt: null,
    problems: [],
  }));

type Value = string | number | boolean;
/** The same as rows of a table, in the order of `COLUMNS`. */
const rowsOf = ({ source, dealerId }: Contest, given: ReturnType<typeof nextPoints>): Value[][] =>
  given.flatMap(({ equipmentId, points }) =>
    points.map((point) => [
      Bun.randomUUIDv7(),
      dealerId,
      dealerId,
      equipmentId,
      source.id,
      point.at.toISOString(),
      point.hourMeter!,
      point.idleHours!,
      point.fuelUsedL!,
      point.fuelRemainingPercent!,
      point.defRemainingPercent!,
      point.odometerKm!,
      point.loadFactorPercent!,
      point.altitudeM!,
      point.lat!,
      point.lon!,
      point.accuracyM!,
      point.engineRunning!,
    ]),
  );

const rate = async (run: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await run();
  return ROWS / ((performance.now() - startedMs) / 1000);
};

function ingest({ database, admin, source }: Contest, records: readonly MachineRecord[]) {
  const now = new Date();
  return database.db.withTenant(admin, (tenant) =>
    ingestReadings(tenant, source, records, { now, contentHash: Bun.randomUUIDv7(), bytes: 0 }),
  );
}

const asOwner = <R>({ database }: Contest, run: (client: pg.ClientBase) => Promise<R>): Promise<R> =>
  database.db.withOwner((_tx, client) => run(client as pg.ClientBase));

const contestants = (contest: Contest) => ({
  whole: async () => {
    const records = recordsOf(nextPoints(contest.machines));
    return rate(async () => {
      const { counts } = await ingest(contest, records);
      if (counts.readings !== ROWS) throw new Error(`${counts.readings} of ${ROWS} readings were kept`);
    });
  },
  merge: async () => {
    const points = nextPoints(contest.machines).flatMap(({ equipmentId, points: own }) =>
      own.map((point) => ({ ...point, equipmentId })),
    );
    const { source, dealerId } = contest;
    return rate(() =>
      contest.database.db.withTenant(contest.admin, (tenant) => mergeReadings(tenant, dealerId, source.id, points)),
    );
  },
  unnest: async () => {
    const rows = rowsOf(contest, nextPoints(contest.machines));
    const arrays = COLUMNS.map((_, at) => rows.map((row) => row[at]));
    const from = COLUMNS.map(([, type], at) => `$${at + 1}::${type}[]`).join(", ");
    return rate(() =>
      asOwner(contest, (client) =>
        client.query(`insert into bench_readings (${NAMES}) select * from unnest(${from})`, arrays),
      ),
    );
  },
  values: async () => {
    const rows = rowsOf(contest, nextPoints(contest.machines));
    const atOnce = Math.floor(MOST_PARAMETERS / COLUMNS.length);
    return rate(() =>
      asOwner(contest, async (client) => {
        for (let from = 0; from < rows.length; from += atOnce) {
          const some = rows.slice(from, from + atOnce);
          const places = some.map(
            (_, row) => `(${COLUMNS.map((__, at) => `$${row * COLUMNS.length + at + 1}`).join(",")})`,
          );
          await client.query(`insert into bench_readings (${NAMES}) values ${places.join(",")}`, some.flat());
        }
      }),
    );
  },
});

async function measure(database: BenchDatabase): Promise<Finding[]> {
  const { db } = database;
  const world = await mintWorld(db, { machines: MACHINES });
  const admin = await world.member(world.dealerId, "DEALER_ADMIN");
  const owned = { orgOwnerId: world.dealerId, dealerId: world.dealerId, createdBy: admin.sub };
  const [made] = await db.withTenant(hqActor, ({ tx }) =>
    tx
      .insert(telemetrySources)
      .values({ ...owned, name: "Bench", kind: "PUSH", cadenceS: CADENCE_MS / 1000 })
      .returning({ id: telemetrySources.id }),
  );
  const source = await db.withTenant(admin, (tenant) => sourceOf(tenant, made!.id));
  const machines = world.machines.map(({ id }) => id);
  const contest: Contest = { database, admin, source, machines, dealerId: world.dealerId };
  await asOwner(contest, (client) => client.query("drop table if exists bench_readings"));
  await asOwner(contest, (client) =>
    client.query("create table bench_readings (like usage_readings including defaults including indexes)"),
  );
  // No meter was read by hand, so that all that is sent is believed.
  await db.withTenant(hqActor, ({ tx }) =>
    tx.execute(`update equipment set hour_meter = 0, hour_meter_at = null where dealer_id = '${world.dealerId}'`),
  );
  await asOwner(contest, (client) => client.query("analyze"));
  const isServer = !database.name.startsWith("embedded");
  const copy = async () => {
    const rows = rowsOf(contest, nextPoints(machines));
    return rate(() => asOwner(contest, (client) => copyIn(client, `copy bench_readings (${NAMES}) from stdin`, rows)));
  };
  const own = contestants(contest);
  const { medians, ratio } = await takeTurns<keyof typeof own | "copy">(
    // Without COPY the fastest of the others stands in its place.
    { ...own, copy: isServer ? copy : own.unnest },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );
  const again = recordsOf(nextPoints(machines));
  await ingest(contest, again);
  let replayed = 0;
  const replay = await rate(async () => {
    const { counts, importId } = await ingest(contest, again);
    replayed = counts.readings;
    if (importId !== null) throw new Error("a replay left a trace");
  });
  if (replayed !== 0) throw new Error(`a replay added ${replayed} readings`);
  await asOwner(contest, (client) => client.query("drop table bench_readings"));

  const per = (name: keyof typeof medians) => `${Math.round(medians[name]).toLocaleString("en")} rows/s`;
  const how = `medians of ${ROUNDS} rounds of ${ROWS.toLocaleString("en")} rows (${MACHINES} machines, ${POINTS} points of 12 measures), taking turns; the baselines write into a plain table with the same indexes`;
  const names = isServer ? (["copy", "unnest", "values"] as const) : (["unnest", "values"] as const);
  const words = { copy: "bare COPY", unnest: "unnest", values: "multi-row VALUES" };
  return [
    ...names.map((name) => ({
      what: `Readings a second through the whole path, ${database.name}`,
      figure: per("whole"),
      baseline: `${per(name)} ${words[name]}`,
      ratio: ratio("whole", name),
      how: `${how}; the path also finds machines, judges meters and positions, and writes days, gaps and the latest state`,
    })),
    ...names.map((name) => ({
      what: `Readings a second merged with the stamps of their time, without reckoning days, ${database.name}`,
      figure: per("merge"),
      baseline: `${per(name)} ${words[name]}`,
      ratio: ratio("merge", name),
      how,
    })),
    {
      what: `Readings a second of a replay, which adds nothing, ${database.name}`,
      figure: `${Math.round(replay).toLocaleString("en")} rows/s`,
      baseline: `${per("whole")} the first time`,
      ratio: `${(replay / medians.whole).toFixed(2)} ×`,
      how: "one replay of one batch",
    },
  ];
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => void findings.push(...(await measure(database))));
await report(findings);

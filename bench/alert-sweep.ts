/**
 * What holding machines against the alert rules costs: the sweep of those of which something is new, and of all, against a query for each
 * machine and the same rules, which writes nothing. Run: `bun bench/alert-sweep.ts [--big]`
 *
 * Embedded 3,000 machines; on a server 20,000, or with `--big` 1,000,000; of ten dealers, or a hundred, one of which is swept.
 */
import { mintWorld, YARD_POINT, type World } from "../db/testing-world.ts";
import { dealerActor } from "../jobs/dealer-actor.ts";
import { sweepMachines } from "../jobs/alerts/sweep-machines.ts";
import { MACHINE_ALERT_KINDS, MACHINE_RULES } from "../server/domain/alerts/rules.ts";
import { loadMachines } from "../server/features/alerts/load-machines.ts";
import { thresholdsOf } from "../server/features/policies/thresholds-of.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { median, milliseconds, report, takeTurns, timed, times, type Finding } from "./report.ts";

const ROUNDS = 10;
const WARM_UP = 2;
const FULL_ROUNDS = 2;
/** Machines of one dealer of which something is new in a minute: of 10,000 whose makers' feeds report by the day or by the quarter of an hour. */
const NEWS = 100;
/** A backend tells its figures once a second at most, with its next statement. */
const FIGURES_AFTER_MS = 1_100;
const GOAL_MS = 50;
const DAYS = 5;
const READINGS = 20;
/** Machines that are filled in at once. */
const AT_ONCE = 25_000;
const isBig = process.argv.includes("--big");

const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`;

type Fleet = { world: World; ids: string[] };

/**
 * Machines, one in ten of which has not been heard of for days; those of the first dealer, which is swept, with five days of use and
 * twenty readings. In parts, each within the time that a statement may take.
 */
async function fill({ db, owner, name }: BenchDatabase, machines: number, dealers: number): Promise<Fleet> {
  const world = await mintWorld(db, { machines: 0 });
  const run = `A${process.pid}-${Date.now()}`;
  const write = (text: string, values: unknown[] = []) => db.withOwner((_tx, client) => client.query(text, values));
  await write(`insert into organizations (id, name, type, time_zone)
    select gen_random_uuid(), '${run}-' || d, 'DEALER', 'UTC' from generate_series(2, ${dealers}) d`);
  await write("select app.ensure_usage_partition(current_date - d) from unnest(array[0, 5]) d");
  for (let from = 0; from < machines; from += AT_ONCE) {
    const part = [from, Math.min(from + AT_ONCE, machines) - 1];
    await write(
      `insert into equipment (id, org_owner_id, dealer_id, site_id, human_id, type, make, model, serial_number, status, tracker_id, last_seen_at)
      select gen_random_uuid(), o.id, o.id, case when o.id = $1 then $2::uuid end, '${run}-' || i, 'EXCAVATOR', 'M', 'M', '${run}-' || i, 'AVAILABLE', '${run}-' || i,
        now() - case when i / ${dealers} % 10 = 0 then interval '3 days' else interval '0' end
      from generate_series($3::int, $4::int) i
      join (select id, row_number() over (order by id <> $1, id) - 1 as at from organizations where name like '${run}-%' or id = $1) o on o.at = i % ${dealers}`,
      [world.dealerId, world.yardId, ...part],
    );
    await write(
      `insert into usage_daily (org_owner_id, dealer_id, equipment_id, site_id, day, runtime_h, idle_h, source)
      select e.dealer_id, e.dealer_id, e.id, e.site_id, current_date - d, 8, 2, 'bench' from equipment e
      cross join lateral generate_series(1, ${DAYS}) d
      where e.dealer_id = $1 and e.human_id = any(array(select '${run}-' || i from generate_series($2::int, $3::int) i))`,
      [world.dealerId, ...part],
    );
    await write(
      `insert into usage_readings (id, org_owner_id, dealer_id, equipment_id, site_id, source, at, lat, lon, accuracy_m, hour_meter, engine_running)
      select gen_random_uuid(), e.dealer_id, e.dealer_id, e.id, e.site_id, 'bench', e.last_seen_at - n * interval '1 hour', $4, $5, 5, 1000 - n, true from equipment e
      cross join lateral generate_series(1, ${READINGS}) n
      where e.dealer_id = $1 and e.human_id = any(array(select '${run}-' || i from generate_series($2::int, $3::int) i))`,
      [world.dealerId, ...part, YARD_POINT.lat, YARD_POINT.lon],
    );
  }
  await write("analyze equipment, usage_daily, usage_readings, alert_watches");
  if (!name.startsWith("embedded")) await owner.query("vacuum equipment, usage_daily, usage_readings, alert_watches");
  const { rows } = await write("select id from equipment where dealer_id = $1 order by id", [world.dealerId]);
  return { world, ids: (rows as { id: string }[]).map(({ id }) => id) };
}

/** Milliseconds that the database's backends have spent on statements; null where it does not count them. */
async function activeMs({ db, owner, name }: BenchDatabase): Promise<number | null> {
  if (name.startsWith("embedded")) return null;
  await Bun.sleep(FIGURES_AFTER_MS);
  await db.withService((tx) => tx.execute("select 1"));
  const { rows } = await owner.query("select active_time from pg_stat_database where datname = current_database()");
  return (rows as { active_time: number }[])[0]!.active_time;
}

/** The database's own time for one run, the median of `ROUNDS`; what `prepare` does for each is not counted. */
async function databaseMs(database: BenchDatabase, prepare: () => Promise<void>, run: () => Promise<unknown>) {
  const spent: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await prepare();
    const before = await activeMs(database);
    if (before === null) return null;
    await run();
    spent.push((await activeMs(database))! - before);
  }
  return median(spent);
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => {
  const { db, name } = database;
  const isServer = !name.startsWith("embedded");
  const machines = isServer ? (isBig ? 1_000_000 : 20_000) : 3_000;
  const dealers = machines > 100_000 ? 100 : 10;
  const filledMs = performance.now();
  const { world, ids } = await fill(database, machines, dealers);
  const filledS = Math.round((performance.now() - filledMs) / 1000);
  const { dealerId } = world;
  const at = () => new Date().toISOString();
  const sweep = () => sweepMachines({ db }, { dealerId, at: at(), answers: false });
  const mark = (some: readonly string[]) =>
    db.withOwner((_tx, client) =>
      client.query("update alert_watches set look_at = '-infinity' where equipment_id = any($1::uuid[])", [some]),
    );

  /** A query for each machine, and the rules. */
  const actor = await dealerActor(db, dealerId);
  const naive = async (some: readonly string[]) => {
    let found = 0;
    await db.withTenant(actor, async (tenant) => {
      const look = { tenant, dealerId, at: new Date(), thresholds: await thresholdsOf(tenant, dealerId) };
      for (const id of some) {
        const [machine] = await loadMachines(look, [id]);
        for (const kind of MACHINE_ALERT_KINDS) if (MACHINE_RULES[kind].is(machine!.facts)) found++;
      }
    });
    return found;
  };

  const first = await sweep();
  const expected = await naive(ids.slice(0, Math.min(ids.length, 500)));
  if (first.looked !== ids.length || first.opened === 0 || expected === 0)
    throw new Error(`looked at ${first.looked} of ${ids.length}, opened ${first.opened}, expected ${expected} of 500`);
  const again = await sweep();
  if (again.looked !== 0 || again.opened !== 0) throw new Error("a sweep that is run again did something");
  await mark(ids);
  const rerun = await sweep();
  if (rerun.opened !== 0) throw new Error(`the same machines again opened ${rerun.opened}`);

  let turn = 0;
  const some = () => Array.from({ length: NEWS }, (_, n) => ids[(turn * NEWS + n) % ids.length]!);
  const minute = await takeTurns(
    {
      sweep: async () => {
        const wanted = some();
        turn++;
        await mark(wanted);
        return timed(sweep);
      },
      naive: async () => timed(() => naive(some())),
    },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );
  const full = await takeTurns(
    {
      sweep: async () => {
        await mark(ids);
        return (await timed(sweep)) / ids.length;
      },
      naive: async () => (await timed(() => naive(ids.slice(0, 200)))) / 200,
    },
    // All machines were swept twice by now.
    { rounds: FULL_ROUNDS, warmUp: 0 },
  );
  const nothing = await takeTurns({ sweep: () => timed(sweep) }, { rounds: ROUNDS, warmUp: WARM_UP });
  const markSome = async () => {
    await mark(some());
    turn++;
  };
  const own = await databaseMs(database, markSome, sweep);
  const size = `${machines.toLocaleString("en")} machines of ${dealers} dealers`;
  findings.push(
    {
      what: `Alert sweep of ${NEWS} machines with news among ${size}, ${name}`,
      figure: `${milliseconds(minute.medians.sweep)} from claim to settled; ${milliseconds(nothing.medians.sweep)} where nothing is new`,
      baseline: `${milliseconds(minute.medians.naive)} with a query for each machine`,
      ratio: minute.ratio("sweep", "naive"),
      how: `medians of ${ROUNDS} rounds, taking turns; the same sweep again looks at nothing and opens nothing; filled in ${filledS} s`,
    },
    ...(own === null
      ? []
      : [
          {
            what: `Database time of the alert sweep of a minute, ${NEWS} machines with news among ${size}, ${name}`,
            figure: milliseconds(own),
            baseline: `the goal of ${GOAL_MS} ms`,
            ratio: times(own, GOAL_MS),
            how: `median of ${ROUNDS} sweeps by the server's own account of the time its backends were active`,
          },
        ]),
    {
      what: `Alert sweep of all ${ids.length.toLocaleString("en")} machines of one dealer among ${size}, ${name}`,
      figure: `${milliseconds(full.medians.sweep)} a machine`,
      baseline: `${milliseconds(full.medians.naive)} a machine with a query for each, of 200`,
      ratio: full.ratio("sweep", "naive"),
      how: `medians of ${FULL_ROUNDS} rounds; the sweep claims a hundred at a time, judges, writes and settles; the baseline writes nothing. All ${machines.toLocaleString("en")} machines, extrapolated from these: ${minutes(full.medians.sweep * machines)} against ${minutes(full.medians.naive * machines)}`,
    },
  );
  await db.withOwner((_tx, client) => client.query("delete from alert_watches"));
});
await report(findings);

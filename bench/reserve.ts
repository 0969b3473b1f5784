/**
 * Reservations a second when everybody wants the same: the procedure's verb, of which exactly one may win each slot, and the bare
 * exclusion constraint, against the usual "look whether it is free, then insert", which books twice. Run: `bun bench/reserve.ts`
 */
import { mintWorld } from "../db/testing-world.ts";
import { sqlState } from "../db/tenancy.ts";
import { reserveInput } from "../server/domain/reservations/schema.ts";
import { reserve } from "../server/features/reservations/reserve.ts";
import { refusalOf } from "../server/trpc.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { report, takeTurns, type Finding } from "./report.ts";

const ROUNDS = 8;
const WARM_UP = 2;
/** Slots of a round, and how many want each at once. */
const SLOTS = 12;
const CONTENDERS = 8;
const ATTEMPTS = SLOTS * CONTENDERS;

/** Days of the slots, each once. */
let used = 0;
const slots = () => Array.from({ length: SLOTS }, () => used++);
const day = (at: number) => new Date(Date.now() + at * 86_400_000).toISOString().slice(0, 10);

/** Attempts a second; all contenders of all slots start together. */
async function perSecond(attempt: (slot: number) => Promise<boolean>): Promise<{ rate: number; wins: number }> {
  const wanted = slots();
  const startedMs = performance.now();
  const won = await Promise.all(wanted.flatMap((slot) => Array.from({ length: CONTENDERS }, () => attempt(slot))));
  return { rate: ATTEMPTS / ((performance.now() - startedMs) / 1000), wins: won.filter(Boolean).length };
}

async function contest(database: BenchDatabase): Promise<Finding[]> {
  const { db } = database;
  const asOwner = <R extends object>(text: string) => db.withOwner((_tx, client) => client.query<R>(text));
  const world = await mintWorld(db, { machines: 3 });
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  await asOwner(
    "create table if not exists bench_guarded (machine int, period tstzrange, exclude using gist (machine with =, period with &&))",
  );
  await asOwner("create table if not exists bench_checked (machine int, period tstzrange)");
  await asOwner("truncate bench_guarded, bench_checked");
  await asOwner("create index if not exists bench_checked_idx on bench_checked using gist (machine, period)");
  await asOwner("analyze");
  const period = (slot: number) =>
    `tstzrange(timestamptz '2030-01-01' + ${slot} * interval '1 day', timestamptz '2030-01-02' + ${slot} * interval '1 day')`;

  const wins = { verb: 0, guarded: 0, checked: 0 };
  const byVerb = (slot: number) =>
    db
      .withTenant(dispatch, (tenant) => {
        // One day after the other on each machine, within the two years that may be reserved.
        const [humanId, at] = [world.machines[slot % 3]!.humanId, day(2 + Math.floor(slot / 3))];
        const input = { operationId: Bun.randomUUIDv7(), siteId: world.jobsiteId, humanId, from: at, to: at };
        return reserve(tenant, new Date(), reserveInput.parse(input), null);
      })
      .then(
        () => true,
        (error: unknown) => {
          if (refusalOf(error)?.code === "reservation.overlap") return false;
          throw error;
        },
      );
  const guarded = (slot: number) =>
    db
      .withOwner((_tx, client) => client.query(`insert into bench_guarded values (1, ${period(slot)})`))
      .then(
        () => true,
        (error: unknown) => {
          // Those who insert at once may also be found waiting for each other; then the database ends one of them.
          if (["23P01", "40P01"].includes(sqlState(error) ?? "")) return false;
          throw error;
        },
      );
  const checked = (slot: number) =>
    db.withOwner(async (_tx, client) => {
      const { rowCount } = await client.query(
        `select from bench_checked where machine = 1 and period && ${period(slot)}`,
      );
      if (rowCount) return false;
      await client.query(`insert into bench_checked values (1, ${period(slot)})`);
      return true;
    });
  const turn = (name: keyof typeof wins, attempt: (slot: number) => Promise<boolean>) => async () => {
    const { rate, wins: won } = await perSecond(attempt);
    wins[name] += won;
    return rate;
  };
  const { medians, ratio } = await takeTurns(
    { verb: turn("verb", byVerb), guarded: turn("guarded", guarded), checked: turn("checked", checked) },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );
  const each = SLOTS * (ROUNDS + WARM_UP);
  if (wins.verb !== each || wins.guarded !== each)
    throw new Error(`${each} slots, ${wins.verb} reservations by the verb and ${wins.guarded} by the constraint`);
  const twice = await asOwner<{ slots: number }>(
    "select count(*)::int as slots from (select from bench_checked group by machine, period having count(*) > 1) n",
  );
  const { slots: booked } = twice.rows[0]!;
  const isServer = !database.name.startsWith("embedded");
  if (isServer && booked === 0) throw new Error("look-then-insert did not book twice: the contest proves nothing");
  await asOwner("drop table bench_guarded, bench_checked");

  const baseline = `${medians.checked.toFixed(0)} /s look-then-insert, ${booked} of ${each} slots booked twice${isServer ? "" : " (transactions run one after the other here)"}`;
  const how = `medians of ${ROUNDS} rounds of ${SLOTS} slots, ${CONTENDERS} contenders for each, all at once, taking turns`;
  return [
    {
      what: `Contended reservations a second, the verb with details for every loser, ${database.name}`,
      figure: `${medians.verb.toFixed(0)} attempts/s, no slot booked twice`,
      baseline,
      ratio: ratio("verb", "checked"),
      how: `${how}; the verb proves site, customer and machine, holds what travels along, writes task, event and chain`,
    },
    {
      what: `Contended reservations a second, the bare exclusion constraint, ${database.name}`,
      figure: `${medians.guarded.toFixed(0)} attempts/s, no slot booked twice`,
      baseline,
      ratio: ratio("guarded", "checked"),
      how,
    },
  ];
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => void findings.push(...(await contest(database))));
await report(findings);

/**
 * What a search for free machines costs: the procedure's verb for one dealer and type, counts and nearest machines, against reading
 * the same machines and bookings by index and judging nothing. Run: `bun bench/availability.ts [--big]`
 *
 * Embedded 3,000 machines with 30,000 rentals; on a server the same, or with `--big` 100,000 machines with 1,000,000.
 */
import { sql } from "drizzle-orm";
import { mintWorld, type World } from "../db/testing-world.ts";
import type { EquipmentType } from "../server/domain/assets/schema.ts";
import { availabilityInput } from "../server/domain/reservations/schema.ts";
import { availability } from "../server/features/reservations/availability.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { milliseconds, report, takeTurns, timed, type Finding } from "./report.ts";

const ROUNDS = 20;
const WARM_UP = 6;
const RENTALS_EACH = 10;
const SMALL = 3_000;
const BIG = 100_000;
const TYPE: EquipmentType = "EXCAVATOR";
const TYPES: EquipmentType[] = [
  TYPE,
  "DOZER",
  "GRADER",
  "DUMPER",
  "ROLLER",
  "TRENCHER",
  "TELEHANDLER",
  "WHEEL_LOADER",
  "BACKHOE_LOADER",
  "SKID_STEER_LOADER",
];

const isBig = process.argv.includes("--big");
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Three dealers' machines, each with eight rentals that are over and two bookings to come, as the owner writes them. */
async function fill({ db, owner, name }: BenchDatabase, machines: number): Promise<World> {
  const worlds = [
    await mintWorld(db, { machines: 0 }),
    await mintWorld(db, { machines: 0 }),
    await mintWorld(db, { machines: 0 }),
  ];
  const list = (values: readonly string[], type: string) => `'{${values.join(",")}}'::${type}[]`;
  const dealers = list(
    worlds.map((world) => world.dealerId),
    "uuid",
  );
  const write = (text: string) => db.withOwner((_tx, client) => client.query(text));
  const run = `${process.pid}-${Date.now()}`;
  await write(`insert into equipment (id, org_owner_id, dealer_id, site_id, human_id, type, make, model, serial_number)
    select gen_random_uuid(), d.id, d.id, d.yard, 'B${run}-' || i, (${list(TYPES, "text")})[1 + i / 3 % ${TYPES.length}], 'M', 'M', 'B${run}-' || i
    from generate_series(0, ${machines - 1}) i, lateral (select (${dealers})[1 + i % 3] as id, (${list(
      worlds.map((world) => world.yardId),
      "uuid",
    )})[1 + i % 3] as yard) d`);
  await write("analyze equipment");
  // The constraint holds for each row; triggers that would count for each are not what is measured.
  await write("alter table rentals disable trigger user");
  await write(`insert into rentals (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at)
    select gen_random_uuid(), e.dealer_id, e.dealer_id, (${list(
      worlds.map((world) => world.customerId),
      "uuid",
    )})[w.at], (${list(
      worlds.map((world) => world.jobsiteId),
      "uuid",
    )})[w.at],
      e.id, e.human_id, 'M', 'M', e.type, case when k < ${RENTALS_EACH - 2} then 'RETURNED' else 'RESERVED' end,
      tstzrange(p.at, p.at + interval '6 days'), p.at + interval '6 days', p.at + interval '6 days'
    from equipment e cross join generate_series(0, ${RENTALS_EACH - 1}) k,
      lateral (select array_position(${dealers}, e.dealer_id) as at) w,
      lateral (select now() + ((k - ${RENTALS_EACH - 2}) * 20 + abs(hashtext(e.human_id)) % 13) * interval '1 day' as at) p
    where e.human_id like 'B${run}-%'`);
  await write("alter table rentals enable trigger user");
  await write("analyze equipment, rentals");
  // Indexes alone are read where the server knows that all rows are seen by everybody, which its autovacuum sees to sooner or later.
  if (!name.startsWith("embedded")) await owner.query("vacuum equipment, rentals");
  return worlds[0]!;
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => {
  const machines = isBig && !database.name.startsWith("embedded") ? BIG : SMALL;
  const world = await fill(database, machines);
  const { db } = database;
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  const input = availabilityInput.parse({ type: TYPE, siteId: world.jobsiteId, from: day(5), to: day(9), limit: 20 });
  const search = () => db.withTenant(dispatch, (tenant) => availability(tenant, new Date(), input));
  const scan = () =>
    db.withOwner(async (_tx, client) => {
      const whose = [world.dealerId, TYPE];
      await client.query(
        "select count(*) from equipment where dealer_id = $1 and type = $2 and status = 'AVAILABLE'",
        whose,
      );
      await client.query(
        "select count(period) from rentals where dealer_id = $1 and type = $2 and state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY')",
        whose,
      );
    });
  const found = await search();
  const counted = await db.withOwner((_tx, client) =>
    client.query<{ free: number }>(
      `select count(*)::int as free from equipment e where e.dealer_id = $1 and e.type = $2
        and not exists (select from rentals r where r.equipment_id = e.id and r.state = 'RESERVED' and r.period && tstzrange($3, $4))`,
      [world.dealerId, TYPE, found.startsAt, found.endsAt],
    ),
  );
  const { free, total } = found.types[0]!;
  if (free !== counted.rows[0]!.free || free === 0 || free === total)
    throw new Error(`${free} are said to be free, ${counted.rows[0]!.free} are`);

  const { medians, ratio } = await takeTurns(
    { search: () => timed(search), scan: () => timed(scan) },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );
  const size = `${machines.toLocaleString("en")} machines with ${(machines * RENTALS_EACH).toLocaleString("en")} rentals`;
  findings.push({
    what: `Search for free machines of a type of one dealer (${free} of ${total}) among ${size}, ${database.name}`,
    figure: `${milliseconds(medians.search)} for counts and the 20 nearest`,
    baseline: `${milliseconds(medians.scan)} to read the same machines and bookings by index`,
    ratio: ratio("search", "scan"),
    how: `medians of ${ROUNDS} rounds, taking turns; the search through withTenant, as the dealer's dispatcher; the scan as the owner`,
  });
  // So large that other benchmarks on this server would be about it.
  await db.withOwner((tx) => tx.execute(sql`delete from rentals where human_id like 'B%' and make = 'M'`));
  await db.withOwner((tx) => tx.execute(sql`delete from equipment where human_id like 'B%' and make = 'M'`));
});
await report(findings);

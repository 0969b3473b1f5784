/**
 * What row-level security costs: a page of 50 machines as the app reads it, through `withTenant`, against the same SQL for the
 * database's owner, in a transaction and bare. Run: `bun bench/rls-page.ts`
 */
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Database, Tx } from "../db/tenancy.ts";
import { hqActor, mintWorld, type World } from "../db/testing-world.ts";
import { listAssetsInput } from "../server/domain/assets/schema.ts";
import type { Claims } from "../server/domain/iam/claims.ts";
import { listAssets } from "../server/features/assets/list.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { milliseconds, report, takeTurns, timed, type Finding } from "./report.ts";

const DEALERS = 3;
const MACHINES_EACH = 3_000;
const PAGE = 50;
const ROUNDS = 60;

/** A dealer with its machines, two in five of them out at its customer's jobsite. */
async function mintFleet(db: Database): Promise<World> {
  const world = await mintWorld(db, { machines: 0 });
  const { dealerId, customerId, yardId, jobsiteId } = world;
  await db.withOwner(async (tx) => {
    await tx.execute(sql`
      insert into equipment (id, org_owner_id, dealer_id, customer_id, site_id, human_id, type, make, model, serial_number, status, hour_meter, last_lat, last_lon, last_seen_at)
      select gen_random_uuid(), ${dealerId}::uuid, ${dealerId}::uuid, case when n % 5 < 2 then ${customerId}::uuid end,
        case when n % 5 < 2 then ${jobsiteId}::uuid else ${yardId}::uuid end, app.next_human_id(),
        (array['EXCAVATOR', 'DOZER', 'GRADER', 'ROLLER', 'DUMPER'])[1 + n % 5], 'Cat', 'M' || n % 17, ${dealerId}::text || n,
        case when n % 5 < 2 then 'ON_RENT' else 'AVAILABLE' end, n % 9000, 48.1, 11.5, now() - n * interval '1 minute'
      from generate_series(1, ${MACHINES_EACH}) n`);
    await tx.execute(sql`
      insert into rentals (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at, checked_out_at)
      select gen_random_uuid(), dealer_id, dealer_id, customer_id, site_id, id, human_id, make, model, type, 'ON_RENT', tstzrange(now(), now() + interval '9 days'),
        now() + interval '9 days', now() + interval '9 days', now()
      from equipment where dealer_id = ${dealerId}::uuid and customer_id is not null`);
  });
  return world;
}

async function measure({ name, db, owner }: BenchDatabase): Promise<Finding[]> {
  const worlds: World[] = [];
  for (let made = 0; made < DEALERS; made++) worlds.push(await mintFleet(db));
  await db.withOwner((tx) => tx.execute(sql`analyze`));
  const { dealerId, customerId, member } = worlds[1]!;
  const readers: [string, Claims, object][] = [
    ["a dealer", await member(dealerId, "DEALER_ADMIN"), {}],
    ["a customer's supervisor", await member(customerId, "CUSTOMER_SUPERVISOR"), {}],
    ["headquarters, over the dealers", hqActor, { dealerId }],
  ];
  const findings: Finding[] = [];
  const client = await owner.connect();
  const bare: Tx = drizzle({ client, casing: "snake_case" });
  for (const [reader, actor, filter] of readers) {
    const input = listAssetsInput.parse({ limit: PAGE, ...filter });
    const now = new Date();
    const read = (tx: Tx) => listAssets({ tx, actor, afterCommit: () => {} }, input, now);
    const ways = {
      guarded: () => db.withTenant(actor, ({ tx }) => read(tx)),
      inTransaction: () => db.withOwner((tx) => read(tx)),
      bare: () => read(bare),
    };
    // All connections to the embedded database are one session, whose role the pool's own connections have put away.
    const asOwner = async <R>(run: () => Promise<R>): Promise<R> => {
      await client.query("set role none");
      try {
        return await run();
      } finally {
        await client.query("set role app_nobody");
      }
    };
    const pages = [await ways.guarded(), await ways.inTransaction(), await asOwner(ways.bare)];
    if (pages.some((page) => page.items.length !== PAGE || !Bun.deepEquals(page, pages[0])))
      throw new Error(`${reader} does not get the same ${PAGE} machines each way`);
    const { medians: took, ratio } = await takeTurns(
      {
        guarded: () => timed(ways.guarded),
        inTransaction: () => timed(ways.inTransaction),
        bare: () => asOwner(() => timed(ways.bare)),
      },
      { rounds: ROUNDS, warmUp: 10 },
    );
    const what = `A page of ${PAGE} of ${DEALERS * MACHINES_EACH} machines for ${reader}, ${name}`;
    const how = `medians of ${ROUNDS} rounds, taking turns; baseline: the same SQL and rows as the database's owner`;
    const figure = `${milliseconds(took.guarded)} under row-level security`;
    findings.push(
      {
        what,
        figure,
        baseline: `${milliseconds(took.inTransaction)} without, in a transaction`,
        ratio: ratio("guarded", "inTransaction"),
        how,
      },
      {
        what,
        figure,
        baseline: `${milliseconds(took.bare)} without, one bare statement`,
        ratio: ratio("guarded", "bare"),
        how,
      },
    );
  }
  client.release();
  return findings;
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => {
  findings.push(...(await measure(database)));
});
await report(findings);

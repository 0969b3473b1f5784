/**
 * What the audit chain costs: check-outs a second by the procedure itself (permission, input, operation, gate, rental, event)
 * against the same without `appendEvent`. Run: `bun bench/check-outs.ts`
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pino from "pino";
import { hqActor, JOBSITE_POINT, mintWorld } from "../db/testing-world.ts";
import { readConfig } from "../server/config.ts";
import type { CallContext, Services } from "../server/context.ts";
import { chainOn } from "./chain-switch.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { report, takeTurns, type Finding } from "./report.ts";
import { createSealer } from "../server/sealing.ts";

// Loaded after the switch, which changes how one of their modules is read.
const { appRouter } = await import("../server/router.ts");
const { createCallerFactory } = await import("../server/trpc.ts");
const { DiskStore } = await import("../server/files/disk-store.ts");
const { Authorizer } = await import("../server/iam/authorizer.ts");
const { badgeHash } = await import("../server/iam/badge-hash.ts");
const { EventHub } = await import("../server/realtime/hub.ts");
const { LabelKeys } = await import("../server/features/assets/label-keys.ts");

const ROUNDS = 30;
const WARM_UP = 3;
const BATCH = 16;

const createCaller = createCallerFactory(appRouter);
const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-bench-"));
const publicUrl = "http://localhost:3000";

async function servicesOn({ db }: BenchDatabase): Promise<Services> {
  const log = pino({ level: "silent" });
  return {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    log,
    authorizer: await Authorizer.load(),
    badgeHash: (code) => badgeHash("s".repeat(32), code),
    files: new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl }),
    labelKeys: await LabelKeys.open(dataDir, publicUrl),
    hub: new EventHub({ db, log }),
    mailer: { send: () => {} },
    sealer: createSealer("s".repeat(32)),
    // What jobs do after a rental is no part of the check-out.
    rentalChanged: async () => {},
  };
}

/** Check-outs a second of one dealer, `atOnce` of them at a time, with the chain and without, in turns. */
async function contest(database: BenchDatabase, services: Services, atOnce: number): Promise<Finding> {
  const { db } = database;
  const needed = 2 * (ROUNDS + WARM_UP) * BATCH;
  const world = await mintWorld(db, { machines: 0 });
  const { dealerId, yardId, jobsiteId } = world;
  const minted = await db.withOwner((tx) =>
    tx.execute<{ human_id: string }>(sql`
      insert into equipment (id, org_owner_id, dealer_id, site_id, human_id, type, make, model, serial_number, hour_meter)
      select gen_random_uuid(), ${dealerId}::uuid, ${dealerId}::uuid, ${yardId}::uuid, app.next_human_id(), 'EXCAVATOR', 'Cat', '320', n, 100
      from generate_series(1, ${needed}) n returning human_id`),
  );
  await db.withOwner((tx) => tx.execute(sql`analyze`));
  const free = minted.rows.map((row) => row.human_id);
  const claims = await world.member(dealerId, "DEALER_DISPATCH");
  const caller = createCaller({
    services,
    caller: { userId: claims.sub, sessionId: null, claims },
    requestId: "bench",
    ip: "127.0.0.1",
  } satisfies CallContext);
  const dueAt = new Date(Date.now() + 172_800_000).toISOString();
  const position = { ...JOBSITE_POINT, accuracyM: 8 };

  const perSecond = async (chained: boolean): Promise<number> => {
    chainOn(chained);
    const batch = free.splice(0, BATCH);
    const startedMs = performance.now();
    const worker = async () => {
      for (let humanId = batch.pop(); humanId; humanId = batch.pop()) {
        await caller.rentals.checkOut({
          operationId: Bun.randomUUIDv7(),
          humanId,
          siteId: jobsiteId,
          engineStart: 101,
          dueAt,
          position,
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return BATCH / ((performance.now() - startedMs) / 1000);
  };
  const { medians: rate, ratio } = await takeTurns(
    { chained: () => perSecond(true), plain: () => perSecond(false) },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );

  // Half of all went through the chain, and it holds exactly those.
  const counted = await db.withTenant(hqActor, ({ tx }) =>
    tx.execute<{ rentals: number; events: number }>(sql`
      select (select count(*)::int from rentals where dealer_id = ${dealerId}::uuid) as rentals, (select count(*)::int from events where dealer_id = ${dealerId}::uuid) as events`),
  );
  const { rentals, events } = counted.rows[0]!;
  if (rentals !== needed || events !== needed / 2)
    throw new Error(`${rentals} rentals and ${events} events of ${needed} check-outs`);
  return {
    what: `Check-outs a second of one dealer, ${atOnce} at a time, ${database.name}`,
    figure: `${rate.chained.toFixed(0)} /s with the chain`,
    baseline: `${rate.plain.toFixed(0)} /s without`,
    ratio: ratio("chained", "plain"),
    how: `medians of ${ROUNDS} batches of ${BATCH} through the tRPC procedure, taking turns; baseline: the same transaction with appendEvent switched off`,
  };
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => {
  const services = await servicesOn(database);
  for (const atOnce of [1, 8]) findings.push(await contest(database, services, atOnce));
  await services.hub.close();
});
await rm(dataDir, { recursive: true });
await report(findings);

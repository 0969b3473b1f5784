/** What tests of rentals share: a caller through the real guard, rentals that are out, sites, and what a refusal may not have changed. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Database } from "../../../db/tenancy.ts";
import { hqActor, JOBSITE_POINT, squareAround, type World } from "../../../db/testing-world.ts";
import { readConfig } from "../../config.ts";
import type { CallContext, Services } from "../../context.ts";
import type { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { createCallerFactory, refusalOf, router } from "../../trpc.ts";
import { assetsRouter } from "../assets/router.ts";
import { LabelKeys } from "../assets/label-keys.ts";
import { ledgerRouter } from "../ledger/router.ts";
import { mediaRouter } from "../media/router.ts";
import { ratesRouter } from "../rates/router.ts";
import { rentalsRouter } from "./router.ts";

const callable = router({
  assets: assetsRouter,
  ledger: ledgerRouter,
  media: mediaRouter,
  rates: ratesRouter,
  rentals: rentalsRouter,
});
const createCaller = createCallerFactory(callable);

export type RentalBench = Awaited<ReturnType<typeof rentalBench>>;

/** `as(claims)` calls procedures as that person. */
export async function rentalBench(db: Database, hub: Services["hub"]) {
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
  const publicUrl = "http://localhost:3000";
  const files = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl });
  const log = pino({ level: "silent" });
  const used = {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    log,
    authorizer: await Authorizer.load(),
    files,
    labelKeys: await LabelKeys.open(dataDir, publicUrl),
    hub,
    rentalChanged: async () => {},
  } satisfies Partial<Services>;
  // Rentals touch no mail and no badges.
  const services = used as unknown as Services;
  const as = (claims: Claims) =>
    createCaller({
      services,
      caller: { userId: claims.sub, sessionId: null, claims },
      requestId: "test",
      ip: "127.0.0.1",
    } satisfies CallContext);
  return { as, files, db };
}

export const op = () => ({ operationId: Bun.randomUUIDv7() });
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** What a call was refused with; null when it was accepted. A fault of ours is thrown on. */
export async function refusal(run: Promise<unknown>): Promise<AppError | null> {
  try {
    await run;
    return null;
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return refused;
  }
}

/** The refusal's code, or "accepted". */
export const codeOf = async (run: Promise<unknown>): Promise<string> => (await refusal(run))?.code ?? "accepted";

/** Sends a machine of the world out to its jobsite, due in so many days. */
export async function sendOut(bench: RentalBench, world: World, by: Claims, machine = 0, days = 10, more: object = {}) {
  return bench.as(by).rentals.checkOut({
    ...op(),
    humanId: world.machines[machine]!.humanId,
    siteId: world.jobsiteId,
    engineStart: 101,
    dueAt: inDays(days),
    position: { ...JOBSITE_POINT, accuracyM: 8 },
    ...more,
  });
}

/** Another jobsite, of the world's customer unless another is named, served by the world's dealer unless told otherwise. */
export async function addSite(
  db: Database,
  world: World,
  options: { timeZone?: string; customerId?: string; served?: boolean; point?: { lat: number; lon: number } } = {},
): Promise<string> {
  const { timeZone = "Europe/Berlin", customerId = world.customerId, served = true } = options;
  const id = Bun.randomUUIDv7();
  await db.withTenant(hqActor, async ({ tx }) => {
    const geofence = squareAround(options.point ?? { lat: 48.3, lon: 11.7 });
    const row = { id, orgOwnerId: customerId, customerId, kind: "JOBSITE" as const, timeZone, geofence };
    await tx.insert(sites).values({ ...row, name: `Site in ${timeZone}` });
    if (served)
      await tx
        .insert(siteDealers)
        .values({ orgOwnerId: world.dealerId, siteId: id, dealerId: world.dealerId, customerId });
  });
  return id;
}

/** Everything about a dealer's rentals that a refused step could have changed, the chain included. */
export async function traces(db: Database, dealerId: string): Promise<unknown> {
  return db.withOwner(async (_tx, client) => {
    const found: unknown[] = [];
    for (const table of ["rentals", "rental_requests", "rental_stays", "tasks", "equipment"]) {
      const { rows } = await client.query(
        `select t.*, t.xmin::text as written_by from ${table} t where dealer_id = $1 order by t.id`,
        [dealerId],
      );
      found.push(rows);
    }
    const { rows } = await client.query("select count(*)::int as events from events where org_owner_id = $1", [
      dealerId,
    ]);
    return [...found, rows];
  });
}

/** Mints a dealer with a customer, a site and machines on rent, for tests of the sweeps. */
import { sql } from "drizzle-orm";
import { equipment } from "../../db/schema/assets.ts";
import { dealerCustomers, organizations } from "../../db/schema/iam.ts";
import { policies } from "../../db/schema/policies.ts";
import { rentals } from "../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../db/schema/sites.ts";
import type { Database } from "../../db/tenancy.ts";
import { hqSystemActor } from "../../server/iam/system-actor.ts";

export type MintedRental = { id: string; equipmentId: string; humanId: string };
export type MintedDealer = { dealerId: string; customerId: string; siteId: string; rentals: MintedRental[] };

/** One machine on rent for each due time, at a site in Berlin. */
export async function mintDealer(
  db: Database,
  dueTimes: Date[],
  thresholds: { graceMinutes?: number; dueSoonHours?: number } = {},
): Promise<MintedDealer> {
  const [dealerId, customerId, siteId] = [Bun.randomUUIDv7(), Bun.randomUUIDv7(), Bun.randomUUIDv7()] as [
    string,
    string,
    string,
  ];
  const stamp = crypto.randomUUID().slice(0, 8);
  const machines = dueTimes.map((dueAt, n) => ({
    id: Bun.randomUUIDv7(),
    equipmentId: Bun.randomUUIDv7(),
    humanId: `T${stamp}-${n}`,
    dueAt,
  }));
  const tenant = { orgOwnerId: dealerId, dealerId, customerId };
  await db.withTenant(hqSystemActor(), async ({ tx }) => {
    await tx.insert(organizations).values([
      { id: dealerId, name: `Dealer ${stamp}`, type: "DEALER", timeZone: "UTC" },
      { id: customerId, name: `Customer ${stamp}`, type: "CUSTOMER", timeZone: "UTC" },
    ]);
    await tx.insert(dealerCustomers).values({ ...tenant });
    const ring: [number, number][] = [
      [13, 52],
      [13.01, 52],
      [13.01, 52.01],
      [13, 52.01],
      [13, 52],
    ];
    await tx.insert(sites).values({
      id: siteId,
      orgOwnerId: customerId,
      customerId,
      name: `Site ${stamp}`,
      kind: "JOBSITE" as const,
      timeZone: "Europe/Berlin",
      geofence: { type: "Polygon", coordinates: [ring] },
    });
    await tx.insert(siteDealers).values({ ...tenant, siteId });
    await tx.insert(policies).values({ orgOwnerId: dealerId, dealerId, version: 1, thresholds, weights: {} });
    if (!machines.length) return;
    const make = { type: "EXCAVATOR" as const, make: "Cat", model: "320" };
    await tx.insert(equipment).values(
      machines.map(({ equipmentId, humanId }) => ({
        ...tenant,
        ...make,
        id: equipmentId,
        siteId,
        humanId,
        serialNumber: humanId,
        status: "ON_RENT" as const,
      })),
    );
    await tx.insert(rentals).values(
      machines.map(({ id, equipmentId, humanId, dueAt }) => ({
        ...tenant,
        ...make,
        id,
        siteId,
        equipmentId,
        humanId,
        state: "ON_RENT" as const,
        dueAt,
        firstDueAt: dueAt,
        period: { from: new Date(dueAt.getTime() - 30 * 86_400_000), to: null },
      })),
    );
  });
  return { dealerId, customerId, siteId, rentals: machines };
}

export type AlertLine = {
  human_id: string;
  kind: string;
  state: string;
  severity: string;
  reason: string;
  cleared_by: string | null;
  opened_at: string;
};

/** The dealer's alerts about due times, oldest first. */
export async function alertsOf(db: Database, dealerId: string): Promise<AlertLine[]> {
  const { rows } = await db.withTenant(hqSystemActor(), ({ tx }) =>
    tx.execute<AlertLine>(
      sql`select human_id, kind, state, severity, reason, cleared_by, opened_at from alerts where dealer_id = ${dealerId}::uuid order by opened_at, human_id, kind`,
    ),
  );
  return rows;
}

/** Types of the dealer's events in the order of its chain. */
export async function eventsOf(
  db: Database,
  dealerId: string,
): Promise<{ type: string; human_id: string; customer_id: string; seq: string }[]> {
  const { rows } = await db.withTenant(hqSystemActor(), ({ tx }) =>
    tx.execute<{ type: string; human_id: string; customer_id: string; seq: string }>(
      sql`select type, human_id, customer_id, seq from events where dealer_id = ${dealerId}::uuid order by seq`,
    ),
  );
  return rows;
}

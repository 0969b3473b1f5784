/** Mints one dealer with a yard and machines, one customer with a jobsite, and their people: a suite's own tenants. */
import { sql } from "drizzle-orm";
import { claimsSchema, SYSTEM_SUB, type Claims, type Role } from "../server/domain/iam/claims.ts";
import type { Geofence } from "../server/domain/sites/geofence.ts";
import { users } from "./schema/auth.ts";
import { equipment, tags } from "./schema/assets.ts";
import { dealerCustomers, memberships, organizations } from "./schema/iam.ts";
import { policies } from "./schema/policies.ts";
import { siteDealers, sites } from "./schema/sites.ts";
import type { Database } from "./tenancy.ts";

export const YARD_POINT = { lat: 48.1, lon: 11.5 };
export const JOBSITE_POINT = { lat: 48.2, lon: 11.6 };

/** A square of about 400 m around a point. */
export function squareAround({ lat, lon }: { lat: number; lon: number }): Geofence {
  const [dLat, dLon] = [0.002, 0.003];
  const ring = [
    [lon - dLon, lat - dLat],
    [lon + dLon, lat - dLat],
    [lon + dLon, lat + dLat],
    [lon - dLon, lat + dLat],
    [lon - dLon, lat - dLat],
  ] as [number, number][];
  return { type: "Polygon", coordinates: [ring] };
}

/** HQ's hand, for minting and for looking at what came of it. */
export const hqActor: Claims = {
  sub: SYSTEM_SUB,
  orgId: SYSTEM_SUB,
  orgType: "CATERPILLAR",
  role: "SYSTEM",
  dealerIds: [],
  customerIds: [],
  siteIds: null,
  membershipId: null,
  membershipVersion: null,
};

export type World = {
  dealerId: string;
  customerId: string;
  yardId: string;
  jobsiteId: string;
  machines: { id: string; humanId: string; tagId: string }[];
  /** Claims of a member made on the spot. */
  member: (orgId: string, role: Role, siteIds?: string[] | null) => Promise<Claims>;
};

/** `selfService` lets the customer's people send machines out without a reservation. */
export async function mintWorld(
  db: Database,
  options: { machines?: number; selfService?: boolean } = {},
): Promise<World> {
  const [dealerId, customerId, yardId, jobsiteId] = Array.from({ length: 4 }, () => Bun.randomUUIDv7()) as [
    string,
    string,
    string,
    string,
  ];
  const machines = Array.from({ length: options.machines ?? 2 }, () => ({
    id: Bun.randomUUIDv7(),
    tagId: Bun.randomUUIDv7(),
    humanId: "",
  }));
  await db.withTenant(hqActor, async ({ tx }) => {
    await tx.insert(organizations).values([
      { id: dealerId, name: `Dealer ${dealerId.slice(-6)}`, type: "DEALER", timeZone: "Europe/Berlin" },
      { id: customerId, name: `Customer ${customerId.slice(-6)}`, type: "CUSTOMER", timeZone: "Europe/Berlin" },
    ]);
    await tx.insert(dealerCustomers).values({ orgOwnerId: dealerId, dealerId, customerId });
    await tx.insert(sites).values([
      {
        id: yardId,
        orgOwnerId: dealerId,
        dealerId,
        name: "Yard",
        kind: "YARD",
        timeZone: "Europe/Berlin",
        geofence: squareAround(YARD_POINT),
      },
      {
        id: jobsiteId,
        orgOwnerId: customerId,
        customerId,
        name: "Jobsite",
        kind: "JOBSITE",
        timeZone: "Europe/Berlin",
        geofence: squareAround(JOBSITE_POINT),
      },
    ]);
    await tx.insert(siteDealers).values({ orgOwnerId: dealerId, siteId: jobsiteId, dealerId, customerId });
    await tx.insert(policies).values({
      orgOwnerId: dealerId,
      dealerId,
      version: 1,
      thresholds: { selfService: options.selfService ?? true },
      weights: {},
    });
    for (const machine of machines) {
      const numbered = await tx.execute<{ human_id: string }>(sql`select app.next_human_id() as human_id`);
      machine.humanId = numbered.rows[0]!.human_id;
      const hours = { hourMeter: 100, hourMeterAt: new Date(Date.now() - 86_400_000) };
      await tx.insert(equipment).values({
        id: machine.id,
        orgOwnerId: dealerId,
        dealerId,
        siteId: yardId,
        humanId: machine.humanId,
        type: "EXCAVATOR",
        make: "Cat",
        model: "320",
        serialNumber: machine.id,
        ...hours,
      });
      await tx.insert(tags).values({ id: machine.tagId, orgOwnerId: dealerId, dealerId, equipmentId: machine.id });
    }
  });
  const member = async (orgId: string, role: Role, siteIds: string[] | null = null) => {
    const userId = Bun.randomUUIDv7();
    await db.withService((tx) =>
      tx.insert(users).values({ id: userId, name: "Test Person", email: `${userId}@test.example` }),
    );
    await db.withTenant(hqActor, ({ tx }) =>
      tx.insert(memberships).values({ orgOwnerId: orgId, userId, role, siteIds, displayName: "Test Person" }),
    );
    const found = await db.withService((tx) =>
      tx.execute<{ claims: unknown }>(sql`select app.actor_claims(${userId}::uuid, ${orgId}::uuid) as claims`),
    );
    return claimsSchema.parse(found.rows[0]!.claims);
  };
  return { dealerId, customerId, yardId, jobsiteId, machines, member };
}

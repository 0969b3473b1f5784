/**
 * Two dealers, customers of one and of both, their sites, machines and people: what isolation is proven with. Every call mints
 * new ones. People's claims are made by the database from their memberships, as for a signed-in caller.
 */
import { claimsSchema, type Claims, type OrgType, type Role } from "../../server/domain/iam/claims.ts";
import type { Client } from "../client.ts";
import type { Database } from "../tenancy.ts";
import { insertText } from "./sql-text.ts";

export const newId = () => Bun.randomUUIDv7();

/** Where a row may belong: a dealer's machine at a site, for a customer or (a yard) for none. */
export type Place = { name: string; dealerId: string; customerId: string | null; siteId: string; machineId: string };
export type Person = { name: string; userId: string; orgId: string; membershipId: string };

export type World = Awaited<ReturnType<typeof mintWorld>>;

const square = (lon: number, lat: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [lon, lat],
      [lon + 0.01, lat],
      [lon + 0.01, lat + 0.01],
      [lon, lat + 0.01],
      [lon, lat],
    ],
  ],
});

/** Columns of a site whose fence is a square of 0.01 degrees from `lon`, `lat`. */
export const siteRow = (id: string, keeper: { dealerId: string } | { customerId: string }, lon = 10, lat = 50) => ({
  id,
  name: `Site ${id}`,
  kind: "dealerId" in keeper ? "YARD" : "JOBSITE",
  org_owner_id: "dealerId" in keeper ? keeper.dealerId : keeper.customerId,
  dealer_id: "dealerId" in keeper ? keeper.dealerId : null,
  customer_id: "customerId" in keeper ? keeper.customerId : null,
  time_zone: "Europe/Berlin",
  geofence: square(lon, lat),
});

export const orgRow = (id: string, type: OrgType) => ({ id, name: `${type} ${id}`, type, time_zone: "UTC" });

export const machineRow = (id: string, dealerId: string, siteId: string, customerId: string | null) => ({
  id,
  org_owner_id: dealerId,
  dealer_id: dealerId,
  customer_id: customerId,
  site_id: siteId,
  human_id: `ISO-${id}`,
  type: "EXCAVATOR",
  make: "Make",
  model: "Model",
  serial_number: id,
  status: customerId ? "ON_RENT" : "AVAILABLE",
});

export const tieRow = (siteId: string, dealerId: string, customerId: string) => ({
  site_id: siteId,
  dealer_id: dealerId,
  customer_id: customerId,
  org_owner_id: dealerId,
});

export async function mintWorld(db: Database) {
  return db.withOwner(async (_tx, client) => mint(client, new Map()));
}

async function mint(client: Client, served: Map<string, string[]>) {
  const add = (table: string, row: Record<string, unknown>) => client.query(insertText(table, row));
  const org = async (type: OrgType) => {
    const id = newId();
    await add("organizations", orgRow(id, type));
    return id;
  };
  const relate = (dealerId: string, customerId: string) =>
    add("dealer_customers", { dealer_id: dealerId, customer_id: customerId, org_owner_id: dealerId });
  const jobsite = async (customerId: string, dealers: string[], lon: number) => {
    const id = newId();
    await add("sites", siteRow(id, { customerId }, lon));
    for (const dealerId of dealers) await add("site_dealers", tieRow(id, dealerId, customerId));
    served.set(id, dealers);
    return id;
  };
  const yard = async (dealerId: string, lon: number) => {
    const id = newId();
    await add("sites", siteRow(id, { dealerId }, lon));
    return id;
  };
  const place = async (name: string, dealerId: string, customerId: string | null, siteId: string): Promise<Place> => {
    const machineId = newId();
    await add("equipment", machineRow(machineId, dealerId, siteId, customerId));
    return { name, dealerId, customerId, siteId, machineId };
  };

  const hq = await org("CATERPILLAR");
  const [dealerA, dealerB, newDealer] = [await org("DEALER"), await org("DEALER"), await org("DEALER")];
  const [ofA, ofBoth, ofB] = [await org("CUSTOMER"), await org("CUSTOMER"), await org("CUSTOMER")];
  await relate(dealerA, ofA);
  await relate(dealerA, ofBoth);
  await relate(dealerB, ofBoth);
  await relate(dealerB, ofB);
  const [siteOfA, otherSiteOfA] = [await jobsite(ofA, [dealerA], 10), await jobsite(ofA, [dealerA], 11)];
  const siteOfBoth = await jobsite(ofBoth, [dealerA, dealerB], 12);
  const siteOfB = await jobsite(ofB, [dealerB], 13);
  const [yardA, yardB] = [await yard(dealerA, 14), await yard(dealerB, 15)];

  /** For rows of one dealer and one customer. */
  const rented = [
    await place("dealer A for its customer", dealerA, ofA, siteOfA),
    await place("dealer A for its customer at another site", dealerA, ofA, otherSiteOfA),
    await place("dealer A for the shared customer", dealerA, ofBoth, siteOfBoth),
    await place("dealer B for the shared customer", dealerB, ofBoth, siteOfBoth),
    await place("dealer B for its customer", dealerB, ofB, siteOfB),
  ];
  /** For rows without a customer. */
  const yards = [
    await place("dealer A's yard", dealerA, null, yardA),
    await place("dealer B's yard", dealerB, null, yardB),
  ];
  /** What only a forger writes: one dealer's machine stamped with the other's customer. */
  const forged = [
    { ...rented[0]!, name: "dealer A for dealer B's customer", customerId: ofB, siteId: siteOfB },
    { ...rented[4]!, name: "dealer B for dealer A's customer", customerId: ofA, siteId: siteOfA },
  ];

  const join = async (name: string, orgId: string, role: Role, siteIds: string[] | null = null): Promise<Person> => {
    const [userId, membershipId] = [newId(), newId()];
    await add("users", { id: userId, name, email: `${userId}@isolation.example` });
    await add("memberships", {
      id: membershipId,
      org_owner_id: orgId,
      user_id: userId,
      role,
      site_ids: siteIds,
      display_name: name,
    });
    return { name, userId, orgId, membershipId };
  };
  const people = {
    HQ: await join("HQ", hq, "CAT_ADMIN"),
    "dealer A": await join("dealer A", dealerA, "DEALER_ADMIN"),
    "dealer A at its yard": await join("dealer A at its yard", dealerA, "DEALER_ADMIN", [yardA]),
    "dealer B": await join("dealer B", dealerB, "DEALER_ADMIN"),
    "dealer without customers": await join("dealer without customers", newDealer, "DEALER_ADMIN"),
    "customer of A": await join("customer of A", ofA, "CUSTOMER_SUPERVISOR"),
    "customer of both": await join("customer of both", ofBoth, "CUSTOMER_SUPERVISOR"),
    "customer of B": await join("customer of B", ofB, "CUSTOMER_SUPERVISOR"),
    "operator at the site": await join("operator at the site", ofA, "OPERATOR", [siteOfA]),
    "operator at another site": await join("operator at another site", ofA, "OPERATOR", [otherSiteOfA]),
    "operator without sites": await join("operator without sites", ofA, "OPERATOR", []),
  };
  const orgs = { hq, dealerA, dealerB, newDealer, ofA, ofBoth, ofB };
  return {
    orgs,
    sites: { siteOfA, otherSiteOfA, siteOfBoth, siteOfB, yardA, yardB },
    rented,
    yards,
    forged,
    people,
    servedBy: (siteId: string) => served.get(siteId) ?? [],
  };
}

export type Identity = keyof World["people"];

/** Claims of everyone, from their memberships as they are now. */
export async function claimsOf(db: Database, world: World): Promise<Record<Identity, Claims>> {
  return db.withService(async (tx) => {
    const { $client } = tx as unknown as { $client: Client };
    const made: [string, Claims][] = [];
    for (const [name, person] of Object.entries(world.people)) {
      const { rows } = await $client.query("select app.actor_claims($1, $2) as claims", [person.userId, person.orgId]);
      made.push([name, claimsSchema.parse(rows[0].claims)]);
    }
    return Object.fromEntries(made) as Record<Identity, Claims>;
  });
}

/**
 * Two dealers in one database with rows of every tenant table, and the seven people who look at them. On top of the rows that
 * row-level security is proven with, there is what procedures need to get far: machines to send out and to take back, live alerts,
 * events in real chains, files with bytes.
 */
import { INVENTORY } from "../../db/inventory.ts";
import { insertText } from "../../db/isolation/sql-text.ts";
import { fill, type StagedTable } from "../../db/isolation/stage.ts";
import { claimsOf, mintWorld, newId, type Place, type World } from "../../db/isolation/world.ts";
import type { Client } from "../../db/client.ts";
import type { Database } from "../../db/tenancy.ts";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import { furnish } from "./furnish.ts";

export const WHO = [
  "HQ",
  "dealer A",
  "dispatcher of A",
  "dealer B",
  "customer of A",
  "customer of both",
  "operator at the site",
] as const;
export type Who = (typeof WHO)[number];

/** Rows that only mean something in a chain, where {@link appendEvents} makes them, and records of what was signed, which calls make. */
const MADE_BY_CALLS = new Set(["events", "event_private", "chain_heads", "tickets"]);

export type Tenants = { world: World; tables: StagedTable[]; claims: Record<Who, Claims> };

export async function mintTenants(db: Database): Promise<Tenants> {
  const world = await mintWorld(db);
  const dispatcher = newId();
  const tables = await db.withOwner(async (_tx, client) => {
    await client.query(
      `${insertText("users", { id: dispatcher, name: "Dispatcher", email: `${dispatcher}@isolation.example` })};
       ${insertText("memberships", { id: newId(), org_owner_id: world.orgs.dealerA, user_id: dispatcher, role: "DEALER_DISPATCH", display_name: "Dispatcher" })}`,
    );
    const filled = await fill(client, world, { without: MADE_BY_CALLS, attempts: false });
    await furnish(client, world, [...Object.values(world.people).map(({ userId }) => userId), dispatcher]);
    return filled;
  });
  const people = await claimsOf(db, world);
  const made = await db.withService((tx) =>
    (tx as unknown as { $client: Client }).$client.query("select app.actor_claims($1, $2) as claims", [
      dispatcher,
      world.orgs.dealerA,
    ]),
  );
  const claims = { ...people, "dispatcher of A": claimsSchema.parse(made.rows[0].claims) };
  await appendEvents(db, world, claims);
  return { world, tables, claims };
}

/** Claims as the memberships stand now: what somebody does may change others' or the own. */
export async function freshClaims(db: Database, claims: Claims): Promise<Claims> {
  const found = await db.withService((tx) =>
    (tx as unknown as { $client: Client }).$client.query("select app.actor_claims($1, $2) as claims", [
      claims.sub,
      claims.orgId,
    ]),
  );
  return claimsSchema.parse(found.rows[0].claims);
}

/** One event in each dealer's and customer's chain about each place, with the names of those who acted kept apart. */
async function appendEvents(db: Database, world: World, claims: Record<string, Claims>): Promise<void> {
  const acting: Record<string, Claims> = {
    [world.orgs.dealerA]: claims["dealer A"]!,
    [world.orgs.dealerB]: claims["dealer B"]!,
  };
  for (const place of [...world.rented, ...world.yards]) {
    const actor = acting[place.dealerId]!;
    await db.withTenant(actor, async ({ tx }) => {
      const { $client } = tx as unknown as { $client: Client };
      await $client.query("select app.append_event($1, $2, $3, $4)", [
        place.dealerId,
        eventText(place, actor),
        "00",
        { name: "Ada" },
      ]);
    });
  }
}

/** Text that is found nowhere else, made from an id. */
export const canaryOf = (id: string) => `cnry${new Bun.CryptoHasher("md5").update(id).digest("hex").slice(0, 16)}`;

export function eventText(place: Place, actor: Claims, id = newId()): string {
  return JSON.stringify({
    id,
    type: "asset.status_changed",
    orgId: place.dealerId,
    dealerId: place.dealerId,
    ...(place.customerId ? { customerId: place.customerId } : {}),
    siteId: place.siteId,
    equipmentId: place.machineId,
    actor: { sub: actor.sub, orgId: actor.orgId, role: actor.role },
    at: new Date().toISOString(),
    data: { canary: canaryOf(id) },
  });
}

export const tenantTableNames = () =>
  Object.entries(INVENTORY).flatMap(([name, table]) => (table.class === "tenant" ? [name] : []));

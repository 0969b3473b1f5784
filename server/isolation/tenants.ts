/**
 * Two dealers in one database with rows of every tenant table, and the seven people who look at them. On top of the rows that
 * row-level security is proven with, there is what procedures need to get far: machines to send out and to take back, live alerts,
 * events in real chains, files with bytes.
 */
import { INVENTORY } from "../../db/inventory.ts";
import { insertText, literal } from "../../db/isolation/sql-text.ts";
import { fill, type StagedTable } from "../../db/isolation/stage.ts";
import { claimsOf, mintWorld, newId, type Place, type World } from "../../db/isolation/world.ts";
import type { Client } from "../../db/client.ts";
import type { Database } from "../../db/tenancy.ts";
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";

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

/** Rows that only mean something in a chain; {@link appendEvents} makes them there. */
const MADE_BY_THE_CHAIN = new Set(["events", "event_private", "chain_heads"]);

export type Tenants = { world: World; tables: StagedTable[]; claims: Record<Who, Claims> };

export async function mintTenants(db: Database): Promise<Tenants> {
  const world = await mintWorld(db);
  const dispatcher = newId();
  const tables = await db.withOwner(async (_tx, client) => {
    await client.query(
      `${insertText("users", { id: dispatcher, name: "Dispatcher", email: `${dispatcher}@isolation.example` })};
       ${insertText("memberships", { id: newId(), org_owner_id: world.orgs.dealerA, user_id: dispatcher, role: "DEALER_DISPATCH", display_name: "Dispatcher" })}`,
    );
    const filled = await fill(client, world, { without: MADE_BY_THE_CHAIN, attempts: false });
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

const POSITION = (place: { lon: number; lat: number }) => ({ lat: place.lat + 0.005, lon: place.lon + 0.005 });

async function furnish(client: Client, world: World, people: readonly string[]): Promise<void> {
  const statements: string[] = [];
  const add = (table: string, row: Record<string, unknown>) => statements.push(insertText(table, row));
  const machine = (place: Place, status: string, customerId: string | null = null) => {
    const id = newId();
    add("equipment", {
      id,
      org_owner_id: place.dealerId,
      dealer_id: place.dealerId,
      customer_id: customerId,
      site_id: place.siteId,
      human_id: `EQ-${id}`,
      type: "EXCAVATOR",
      make: "Make",
      model: "Model",
      serial_number: `SN ${id}`,
      status,
      hour_meter: 100,
      hour_meter_at: new Date(Date.now() - 30 * 86_400_000),
      last_lat: 50.005,
      last_lon: 10.005,
    });
    add("tags", { id: newId(), org_owner_id: place.dealerId, dealer_id: place.dealerId, equipment_id: id });
    return id;
  };
  for (const userId of people) {
    add("sessions", {
      id: newId(),
      token: newId(),
      user_id: userId,
      expires_at: new Date(Date.now() + 86_400_000),
      ip_address: "192.0.2.1",
      user_agent: "Browser",
    });
    add("passkeys", {
      id: newId(),
      name: "Key",
      public_key: newId(),
      user_id: userId,
      credential_id: newId(),
      counter: 0,
      device_type: "singleDevice",
      backed_up: false,
    });
  }
  for (const yard of world.yards)
    for (const status of ["AVAILABLE", "AVAILABLE", "AVAILABLE", "IDLE"]) machine(yard, status);
  for (const place of world.rented) {
    for (let count = 0; count < 2; count++) {
      const id = machine(place, "ON_RENT", place.customerId);
      add("rentals", {
        id: newId(),
        org_owner_id: place.dealerId,
        dealer_id: place.dealerId,
        customer_id: place.customerId,
        site_id: place.siteId,
        equipment_id: id,
        human_id: `EQ-${id}`,
        make: "Make",
        model: "Model",
        type: "EXCAVATOR",
        state: "ON_RENT",
        period: `[${new Date(Date.now() - 86_400_000).toISOString()},)`,
        due_at: new Date(Date.now() + 5 * 86_400_000),
        first_due_at: new Date(Date.now() + 5 * 86_400_000),
        checked_out_at: new Date(Date.now() - 86_400_000),
        engine_start: 100,
        check_out_position: POSITION({ lat: 50, lon: 10 }),
      });
      add("alerts", {
        id: newId(),
        org_owner_id: place.dealerId,
        dealer_id: place.dealerId,
        customer_id: place.customerId,
        site_id: place.siteId,
        equipment_id: id,
        human_id: `EQ-${id}`,
        kind: "OVERDUE",
        severity: "INFO",
        state: "OPEN",
        reason: "why",
        facts: {},
        opened_at: new Date(),
      });
    }
  }
  // A dealer's tasks are done by its own people, but where its customer's operator does them.
  for (const [dealerId, person] of [
    [world.orgs.dealerA, world.people["dealer A"]],
    [world.orgs.dealerB, world.people["dealer B"]],
  ] as const)
    statements.push(
      `update tasks set assignee_user_id = ${literal(person.userId)} where dealer_id = ${literal(dealerId)} and customer_id is distinct from ${literal(world.orgs.ofA)}`,
    );
  // Numbers are typed in capitals, and every table that repeats one repeats it so.
  statements.push(
    `update equipment set human_id = upper(human_id) where dealer_id in (${Object.values(world.orgs).map(literal).join(", ")})`,
  );
  await client.query(statements.join(";\n"));
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

/**
 * Availability and bookings are found by index when tables are large: 20,000 machines of another dealer, each with a booking, stand
 * around the few that are asked about. What runs inside definer functions is explained as their owner. Nothing of it is kept.
 */
import { afterAll, expect, test } from "bun:test";
import type { Client } from "./client.ts";
import { literal } from "./isolation/sql-text.ts";
import { claimsOf, mintWorld, type Identity } from "./isolation/world.ts";
import { testDatabase } from "./testing.ts";

const CROWD = 20_000;
const { db, pool } = await testDatabase();
const world = await mintWorld(db);
const claims = await claimsOf(db, world);
const { orgs, rented } = world;
const client = await pool.connect();
await client.query("begin; set local role none");
await crowd(client);
afterAll(async () => {
  await client.query("rollback");
  client.release();
});

async function crowd(owner: Client): Promise<void> {
  const place = rented[4]!;
  const id = (prefix: string) => `(lpad(to_hex(i), 8, '0') || '-${prefix}-7000-8000-000000000000')::uuid`;
  const stamps = `'${place.dealerId}'::uuid, '${place.dealerId}'::uuid, '${place.customerId}'::uuid, '${place.siteId}'::uuid`;
  const columns = "org_owner_id, dealer_id, customer_id, site_id";
  const from = `from generate_series(1, ${CROWD}) i`;
  await owner.query(`insert into equipment (id, ${columns}, human_id, type, make, model, serial_number, status)
    select ${id("0001")}, ${stamps}, 'CROWD-' || i, 'EXCAVATOR', 'M', 'M', 'CROWD-' || i, 'ON_RENT' ${from}`);
  await owner.query("analyze equipment");
  await owner.query(`insert into rentals (id, ${columns}, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at)
    select ${id("0002")}, ${stamps}, ${id("0001")}, 'H', 'M', 'M', 'EXCAVATOR', 'ON_RENT', tstzrange(now(), now() + interval '9 days'), now() + interval '9 days', now() ${from}`);
  await owner.query(`insert into reservations (id, ${columns}, type, quantity, from_day, to_day, starts_at, ends_at, state)
    select ${id("0003")}, ${stamps}, 'EXCAVATOR', 1, '2001-01-01', '2001-01-02', now() - i * interval '1 hour', now(), 'CLOSED' ${from}`);
  await owner.query(`insert into maintenance (id, ${columns}, equipment_id, service, due_at, planned_for, state)
    select ${id("0004")}, ${stamps}, ${id("0001")}, '250 h', now(), now() + i * interval '1 minute', 'PLANNED' ${from}`);
  await owner.query("analyze rentals, reservations, maintenance");
}

type Node = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Node[] };
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const { dealerId, customerId, machineId } = rented[0]!;
const week = "now() + interval '1 day', now() + interval '8 days'";
const QUERIES: [about: string, viewer: Identity | "definer", text: string][] = [
  [
    "what is free of a type",
    "definer",
    `select * from app.free_in('${dealerId}', 'EXCAVATOR', ${week}, interval '0', interval '1 day', null)`,
  ],
  [
    "promises by type",
    "definer",
    `select * from reservations where dealer_id = '${dealerId}' and type = 'EXCAVATOR' and equipment_id is null and state in ('REQUESTED', 'CONFIRMED') and ends_at > now()`,
  ],
  [
    "what stands against a machine",
    "definer",
    `select * from rentals where equipment_id = '${machineId}' and state in ('RESERVED', 'ON_RENT', 'PICK_UP_READY') and period && tstzrange(${week})`,
  ],
  [
    "a machine's planned services",
    "definer",
    `select * from maintenance where equipment_id = '${machineId}' and state in ('PLANNED', 'IN_WORK')`,
  ],
  ["a reservation's machines", "dealer A", `select * from rentals where reservation_id = '${machineId}'`],
  [
    "a dealer's queue",
    "dealer A",
    `select * from reservations where dealer_id = '${dealerId}' and state = 'REQUESTED' order by created_at desc limit 50`,
  ],
  [
    "a customer's reservations",
    "customer of A",
    `select * from reservations where customer_id = '${customerId}' order by created_at desc limit 50`,
  ],
  [
    "a page of the calendar",
    "dealer A",
    `select * from rentals where dealer_id = '${dealerId}' and equipment_id = any('{${machineId}}'::uuid[]) and state <> 'CANCELLED' and lower(period) < now() + interval '8 days' and upper(period) > now()`,
  ],
];

test.each(QUERIES)("%s", async (_about, viewer, text) => {
  const role = viewer === "definer" ? "app_definer" : "app_user";
  const as = viewer === "definer" ? "{}" : claims[viewer];
  await client.query(
    `savepoint plan; select set_config('request.jwt.claims', ${literal(as)}, true), set_config('role', '${role}', true)`,
  );
  const { rows } = await client.query<{ "QUERY PLAN": { Plan: Node }[] }>(`explain (costs off, format json) ${text}`);
  await client.query("rollback to savepoint plan");
  const nodes = nodesOf(rows[0]!["QUERY PLAN"][0]!.Plan);
  const read = nodes.filter((node) => node["Node Type"] === "Seq Scan" || node["Node Type"] === "Function Scan");
  expect(read, JSON.stringify(nodes)).toEqual([]);
  expect(nodes.some((node) => /^(Index|Index Only|Bitmap Index) Scan$/.test(node["Node Type"]))).toBe(true);
});

test("the crowd is there, taken, and another dealer's to know", async () => {
  await client.query(
    `savepoint look; set local role app_definer; set local "request.jwt.claims" = ${literal(claims["dealer B"])}`,
  );
  const { rows } = await client.query(
    `select total, free from app.availability('${orgs.dealerB}', 'EXCAVATOR', now() + interval '1 day', now() + interval '2 days')`,
  );
  await client.query("rollback to savepoint look");
  expect(rows).toEqual([{ total: CROWD + 3, free: 3 }]);
});

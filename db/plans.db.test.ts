/**
 * The main tenant queries find their rows by index when tables are large: 20,000 machines of other tenants, with a rental, an
 * alert, an event and an active fault each, stand around the actor's few. Nothing of it is kept.
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

/** Dealer B's machines, all out with its customer, and half of everything for the shared customer. */
async function crowd(owner: Client): Promise<void> {
  const place = rented[4]!;
  const id = (prefix: string) => `(lpad(to_hex(i), 8, '0') || '-${prefix}-7000-8000-000000000000')::uuid`;
  const customer = `case when i % 2 = 0 then '${place.customerId}'::uuid else '${orgs.ofBoth}'::uuid end`;
  const stamps = `'${place.dealerId}'::uuid, '${place.dealerId}'::uuid, ${customer}, '${place.siteId}'::uuid`;
  const columns = "org_owner_id, dealer_id, customer_id, site_id";
  const from = `from generate_series(1, ${CROWD}) i`;
  await owner.query(`insert into equipment (id, ${columns}, human_id, type, make, model, serial_number, status)
    select ${id("0001")}, ${stamps}, 'CROWD-' || i, 'DOZER', 'M', 'M', 'CROWD-' || i, 'ON_RENT' ${from}`);
  // Foreign keys to it are checked by plans made when it was small: without this each check reads the whole table.
  await owner.query("analyze equipment");
  await owner.query(`insert into rentals (id, ${columns}, equipment_id, human_id, make, model, type, state, period, due_at, first_due_at)
    select ${id("0002")}, ${stamps}, ${id("0001")}, 'H', 'M', 'M', 'DOZER', 'ON_RENT', tstzrange(now(), now() + interval '1 day'), now() + i * interval '1 second', now() ${from}`);
  await owner.query(`insert into alerts (id, ${columns}, equipment_id, human_id, kind, severity, state, reason, facts, opened_at)
    select ${id("0003")}, ${stamps}, ${id("0001")}, 'H', 'OVERDUE', 'INFO', 'OPEN', 'why', '{}', now() - i * interval '1 second' ${from}`);
  await owner.query(`insert into events (id, ${columns}, equipment_id, seq, type, at, record, self_hash)
    select ${id("0004")}, ${stamps}, ${id("0001")}, 10000000 + i, 'test', now(), '{}', 'x' ${from}`);
  await owner.query(`insert into machine_fault_lives (id, ${columns}, equipment_id, source, fault_key, code, level, opened_at, last_at, times)
    select ${id("0005")}, ${stamps}, ${id("0001")}, 'S', 'SPN 100 FMI 1', '100-1', 'SEVERE', now() - i * interval '1 second', now(), 1 ${from}`);
  await owner.query(`insert into machine_fault_reports (org_owner_id, dealer_id, equipment_id, source, at, occurred, ended)
    select '${place.dealerId}'::uuid, '${place.dealerId}'::uuid, ${id("0001")}, 'S', now() - i * interval '1 second', '{}', '{}' ${from}`);
  await owner.query("analyze rentals, alerts, events, machine_fault_lives, machine_fault_reports");
}

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Parent Relationship"?: string;
  "Actual Loops"?: number;
  "Subplan Name"?: string;
  Plans?: Node[];
};
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const { dealerId, customerId, machineId } = rented[0]!;
const QUERIES: [about: string, viewer: Identity, text: string][] = [
  [
    "a dealer's fleet",
    "dealer A",
    `select * from equipment where dealer_id = '${dealerId}' order by human_id limit 50`,
  ],
  [
    "a dealer's fleet by status",
    "dealer A",
    `select * from equipment where dealer_id = '${dealerId}' and status = 'AVAILABLE'`,
  ],
  [
    "a customer's machines",
    "customer of A",
    `select * from equipment where customer_id = '${customerId}' order by human_id limit 50`,
  ],
  ["a machine by its number", "dealer A", `select * from equipment where human_id = 'ISO-${machineId}'`],
  ["a machine by its id", "operator at the site", `select * from equipment where id = '${machineId}'`],
  ["a site's machines", "operator at the site", `select * from equipment where site_id = '${rented[0]!.siteId}'`],
  [
    "a dealer's rentals that are due",
    "dealer A",
    `select * from rentals where dealer_id = '${dealerId}' and state = 'ON_RENT' and due_at < now() + interval '1 day'`,
  ],
  [
    "a customer's rentals",
    "customer of A",
    `select * from rentals where customer_id = '${customerId}' and state in ('ON_RENT', 'PICK_UP_READY') order by due_at limit 50`,
  ],
  [
    "a machine's rentals",
    "dealer A",
    `select * from rentals where equipment_id = '${machineId}' order by created_at desc limit 20`,
  ],
  [
    "a dealer's live alerts",
    "dealer A",
    `select * from alerts where dealer_id = '${dealerId}' and state = 'OPEN' order by opened_at desc limit 50`,
  ],
  [
    "a customer's live alerts",
    "customer of A",
    `select * from alerts where customer_id = '${customerId}' and state = 'OPEN' order by opened_at desc limit 50`,
  ],
  [
    "a dealer's events",
    "dealer A",
    `select * from events where dealer_id = '${dealerId}' order by position desc limit 50`,
  ],
  [
    "a customer's events",
    "customer of A",
    `select * from events where customer_id = '${customerId}' order by position desc limit 50`,
  ],
  [
    "a machine's timeline",
    "dealer A",
    `select * from events where equipment_id = '${machineId}' order by position desc limit 50`,
  ],
  ["a chain to verify", "dealer A", `select * from events where org_owner_id = '${dealerId}' order by seq limit 500`],
  [
    "a dealer's active faults for the maintenance board",
    "dealer A",
    `select l.*, e.human_id from machine_fault_lives l join equipment e on e.id = l.equipment_id and e.dealer_id = l.dealer_id
      where l.cleared_at is null and l.level in ('SEVERE', 'MODERATE') and l.dealer_id = '${dealerId}' order by l.level desc, l.opened_at, l.id limit 201`,
  ],
  [
    "a customer's active faults for the maintenance board",
    "customer of A",
    `select * from machine_fault_lives where cleared_at is null and level in ('SEVERE', 'MODERATE') and customer_id = '${customerId}' order by level desc, opened_at, id limit 201`,
  ],
  [
    "a machine's faults",
    "dealer A",
    `select * from machine_fault_lives where dealer_id = '${dealerId}' and equipment_id = '${machineId}' and (cleared_at is null or last_at > now() - interval '90 days')`,
  ],
  [
    "lives that new reports bear on",
    "dealer A",
    `select l.* from jsonb_to_recordset('[{"id":"${machineId}"}]'::jsonb) as g(id uuid) join machine_fault_lives l on l.equipment_id = g.id and l.source = 'S'
      and l.dealer_id = '${dealerId}' and (l.cleared_at is null or l.cleared_at >= now())`,
  ],
  [
    "what a source said of a machine's faults since then",
    "dealer A",
    `select * from machine_fault_reports where equipment_id = '${machineId}' and source = 'S' and dealer_id = '${dealerId}' and at >= now() - interval '1 hour'`,
  ],
  ["a machine that is changed", "dealer A", `update equipment set last_seen_at = now() where id = '${machineId}'`],
];

test.each(QUERIES)("%s", async (_about, viewer, text) => {
  await client.query(
    `savepoint plan; select set_config('request.jwt.claims', ${literal(claims[viewer])}, true), set_config('role', 'app_user', true)`,
  );
  const { rows } = await client.query<{ "QUERY PLAN": { Plan: Node }[] }>(
    `explain (analyze, costs off, timing off, format json) ${text}`,
  );
  await client.query("rollback to savepoint plan");
  const nodes = nodesOf(rows[0]!["QUERY PLAN"][0]!.Plan);
  expect(
    nodes.filter((node) => node["Node Type"] === "Seq Scan"),
    JSON.stringify(nodes),
  ).toEqual([]);
  expect(nodes.some((node) => /^(Index|Index Only|Bitmap Index) Scan$/.test(node["Node Type"]))).toBe(true);
  const claimReaders = nodes.filter((node) => node["Parent Relationship"] === "InitPlan");
  expect(claimReaders.length).toBeGreaterThan(0);
  // Once per statement, however many rows; not at all where an earlier alternative held.
  expect(claimReaders.filter((node) => node["Actual Loops"]! > 1)).toEqual([]);
  expect(nodes.filter((node) => node["Parent Relationship"] === "SubPlan")).toEqual([]);
});

test("the crowd is there, and nobody sees it but HQ and its own", async () => {
  const seen = async (viewer: Identity) => {
    await client.query(
      `savepoint look; select set_config('request.jwt.claims', ${literal(claims[viewer])}, true), set_config('role', 'app_user', true)`,
    );
    const { rows } = await client.query("select count(*)::int as n from alerts");
    await client.query("rollback to savepoint look");
    return rows[0].n as number;
  };
  expect(await seen("dealer A")).toBe(0);
  expect(await seen("customer of B")).toBe(CROWD / 2);
  expect(await seen("dealer B")).toBe(CROWD);
});

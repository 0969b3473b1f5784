/** The functions that look past row-level security, called by everyone about everything: what is foreign is answered like what is absent. */
import { expect, test } from "bun:test";
import { DEFINER_FUNCTIONS } from "./inventory.ts";
import { ownerRows } from "./isolation/as-owner.ts";
import { functionCases, looseMachine, rentalRow } from "./isolation/functions.ts";
import { insertText } from "./isolation/sql-text.ts";
import { attempt, setStage, type Viewer } from "./isolation/stage.ts";
import { newId } from "./isolation/world.ts";
import { testDatabase } from "./testing.ts";

const REFUSED = "42501";
const { db, pool } = await testDatabase();
const stage = await setStage(db, pool);
const cases = await functionCases(db, stage);
const { orgs, sites, rented, yards } = stage.world;
const named = (name: string): Viewer => stage.viewers.find((viewer) => viewer.name === name)!;

test("every definer function that app_user may call is called", () => {
  const callable = Object.entries(DEFINER_FUNCTIONS).flatMap(([name, { callers }]) =>
    callers.includes("app_user") ? [name] : [],
  );
  expect(
    callable.filter((name) => !cases.some((made) => made.fn === name)),
    "add calls of these to db/isolation/functions.ts",
  ).toEqual([]);
});

test.each(cases.map((made) => [`${made.fn}: ${made.about}`, made] as const))(
  "%s",
  async (_name, { fn, text, answers, otherwise }) => {
    const received: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const viewer of stage.viewers) {
      received[viewer.name] = await stage.as(viewer, (client) => attempt(client, text));
      const callable = DEFINER_FUNCTIONS[fn]!.callers.includes(viewer.role);
      expected[viewer.name] = callable ? (answers[viewer.name] ?? otherwise) : REFUSED;
    }
    expect(received).toEqual(expected);
  },
);

test("a presented machine tells nothing of a site that its dealer does not serve", async () => {
  const free = yards[0]!.machineId;
  const seen = await stage.as(named("dealer A"), async (client) => {
    await client.query("savepoint moved");
    await client.query(`update equipment set site_id = '${sites.siteOfB}' where id = '${free}'`);
    const { rows } = await client.query(
      `select id, site_name, site_geofence from app.presented_equipment('ISO-${free}', null, false)`,
    );
    await client.query("rollback to savepoint moved");
    return rows;
  });
  expect(seen).toEqual([{ id: free, site_name: null, site_geofence: null }]);
});

test("a machine left at a customer's jobsite tells the next customer nothing of that place", async () => {
  const [machineId, tagId] = [newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    await client.query(insertText("equipment", looseMachine(machineId, orgs.dealerA, sites.siteOfA)));
    await client.query(
      insertText("tags", { id: tagId, org_owner_id: orgs.dealerA, dealer_id: orgs.dealerA, equipment_id: machineId }),
    );
  });
  const seenBy = (name: string) =>
    stage.as(named(name), async (client) => {
      const text = `select id, site_name, site_geofence is not null as fenced from app.presented_equipment(null, '${tagId}', false)`;
      return (await client.query(text)).rows;
    });
  const told = [{ id: machineId, site_name: `Site ${sites.siteOfA}`, fenced: true }];
  for (const name of ["HQ", "dealer A", "customer of A", "operator at another site"])
    expect(await seenBy(name), name).toEqual(told);
  expect(await seenBy("customer of both")).toEqual([{ id: machineId, site_name: null, fenced: false }]);
  expect(await seenBy("dealer B")).toEqual([]);
});

test("a rental that was over before does not move a machine that has gone to another customer", async () => {
  const [machineId, rentalId] = [newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    await client.query(
      insertText("equipment", {
        ...looseMachine(machineId, orgs.dealerA, sites.siteOfBoth),
        customer_id: orgs.ofBoth,
        status: "ON_RENT",
      }),
    );
    await client.query(
      insertText("rentals", {
        ...rentalRow(rentalId, { ...rented[0]!, machineId }, "RETURNED"),
        check_in_position: { lat: 1, lon: 1 },
      }),
    );
  });
  const text = `select e.*, xmin::text as written_by from equipment e where id = '${machineId}'`;
  const before = await ownerRows(db, text);
  await stage.as(named("customer of A"), (client) => client.query("select app.follow_rental($1, null)", [rentalId]));
  expect(before).toHaveLength(1);
  expect(await ownerRows(db, text)).toEqual(before);
});

test("a return brings the machine back, with its position", async () => {
  const [machineId, rentalId] = [newId(), newId()];
  await db.withOwner(async (_tx, client) => {
    await client.query(
      insertText("equipment", {
        ...looseMachine(machineId, orgs.dealerA, sites.siteOfA),
        customer_id: orgs.ofA,
        status: "ON_RENT",
      }),
    );
    await client.query(
      insertText("rentals", {
        ...rentalRow(rentalId, { ...rented[0]!, machineId }, "RETURNED"),
        check_in_position: { lat: 1, lon: 2 },
        engine_end: 77,
      }),
    );
  });
  await stage.as(named("operator at the site"), (client) =>
    client.query("select app.follow_rental($1, $2)", [rentalId, sites.yardA]),
  );
  const [machine] = await ownerRows(
    db,
    "select status, customer_id, site_id, hour_meter, last_lat, last_lon from equipment where id = $1",
    [machineId],
  );
  expect(machine).toEqual({
    status: "IDLE",
    customer_id: null,
    site_id: sites.yardA,
    hour_meter: 77,
    last_lat: 1,
    last_lon: 2,
  });
});

const outcome = (viewer: Viewer) => stage.as(viewer, async () => "taken").catch((error: Error) => error.message);
const STALE = "Your access has changed. Sign in again.";

test("claims of another person, organisation, membership or version open no transaction", async () => {
  const viewer = named("customer of A");
  const forged = (changes: object) => outcome({ ...viewer, claims: { ...viewer.claims!, ...changes } });
  expect(await forged({})).toBe("taken");
  const version = viewer.claims!.membershipVersion! + 1;
  for (const changes of [
    { orgId: orgs.ofB },
    { sub: newId() },
    { membershipVersion: version },
    { membershipId: newId() },
    { membershipId: null },
    { role: "SYSTEM" },
  ]) {
    expect(await forged(changes), JSON.stringify(changes)).toBe(STALE);
  }
});

test("claims made before the organisation's relations changed act under the relations of now", async () => {
  const viewer = named("customer of B");
  const chain = async () =>
    stage.as(viewer, (client) =>
      attempt(
        client,
        `select 'appended' as key from app.append_event('${orgs.dealerA}', '${JSON.stringify({ id: newId(), orgId: orgs.dealerA, at: "2001-01-01T00:00:00Z", type: "test.happened" })}', null, null)`,
      ),
    );
  const actor = () => db.withTenant(viewer.claims!, async (tenant) => tenant.actor.dealerIds);
  expect([await chain(), await actor()]).toEqual([REFUSED, [orgs.dealerB]]);
  const relate = (text: string) => db.withOwner((_tx, client) => client.query(text));
  await relate(
    insertText("dealer_customers", { dealer_id: orgs.dealerA, customer_id: orgs.ofB, org_owner_id: orgs.dealerA }),
  );
  expect([await chain(), (await actor()).toSorted()]).toEqual([["appended"], [orgs.dealerA, orgs.dealerB].toSorted()]);
  await relate(
    `update dealer_customers set ended_at = now() where dealer_id = '${orgs.dealerA}' and customer_id = '${orgs.ofB}'`,
  );
  expect([await chain(), await actor()]).toEqual([REFUSED, [orgs.dealerB]]);
});

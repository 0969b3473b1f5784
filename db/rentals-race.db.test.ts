import { expect, test } from "bun:test";
import { looseMachine } from "./isolation/functions.ts";
import { insertText } from "./isolation/sql-text.ts";
import { claimsOf, mintWorld, newId } from "./isolation/world.ts";
import { sqlState, violatedConstraint, type Tenant } from "./tenancy.ts";
import { rentals } from "./schema/rentals.ts";
import { testDatabase } from "./testing.ts";

const { db } = await testDatabase();
const world = await mintWorld(db);
const claims = await claimsOf(db, world);
const { orgs, sites } = world;
const ROUNDS = 10;

async function freeMachine(): Promise<string> {
  const id = newId();
  await db.withOwner((_tx, client) =>
    client.query(insertText("equipment", looseMachine(id, orgs.dealerA, sites.yardA))),
  );
  return id;
}

const sendOut =
  (equipmentId: string, customerId: string, siteId: string, from: Date) =>
  ({ tx }: Tenant) =>
    tx.insert(rentals).values({
      orgOwnerId: orgs.dealerA,
      dealerId: orgs.dealerA,
      customerId,
      siteId,
      equipmentId,
      humanId: "H",
      make: "M",
      model: "M",
      type: "DOZER",
      state: "ON_RENT",
      period: { from, to: new Date(from.getTime() + 86_400_000) },
      dueAt: from,
      firstDueAt: from,
    });

const outcome = (run: Promise<unknown>) =>
  run.then(
    () => "out",
    (error: unknown) => `${sqlState(error)} ${violatedConstraint(error)}`,
  );
const REFUSALS = ["23505 rentals_one_out", "23P01 rentals_no_overlap"];

test("of two people who send out one machine at once exactly one succeeds", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const machine = await freeMachine();
    const now = new Date();
    const outcomes = await Promise.all([
      outcome(db.withTenant(claims["dealer A"], sendOut(machine, orgs.ofA, sites.siteOfA, now))),
      outcome(db.withTenant(claims["customer of both"], sendOut(machine, orgs.ofBoth, sites.siteOfBoth, now))),
    ]);
    expect(outcomes.filter((word) => word === "out")).toHaveLength(1);
    expect(REFUSALS).toContain(outcomes.find((word) => word !== "out")!);
    const { rows } = await db.withOwner((_tx, client) =>
      client.query("select state from rentals where equipment_id = $1", [machine]),
    );
    expect(rows).toEqual([{ state: "ON_RENT" }]);
  }
});

test("an overdue machine, whose period is over, does not go out twice either", async () => {
  const machine = await freeMachine();
  await db.withTenant(
    claims["dealer A"],
    sendOut(machine, orgs.ofA, sites.siteOfA, new Date(Date.now() - 30 * 86_400_000)),
  );
  expect(
    await outcome(db.withTenant(claims["dealer A"], sendOut(machine, orgs.ofBoth, sites.siteOfBoth, new Date()))),
  ).toBe("23505 rentals_one_out");
});

test("neighbouring machines do not hinder each other", async () => {
  const [one, other] = [await freeMachine(), await freeMachine()];
  const runs = [one, other].map((machine) =>
    outcome(db.withTenant(claims["dealer A"], sendOut(machine, orgs.ofA, sites.siteOfA, new Date()))),
  );
  expect(await Promise.all(runs)).toEqual(["out", "out"]);
});

import { afterEach, beforeAll, describe, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { tasks } from "../../db/schema/maintenance.ts";
import { rentals } from "../../db/schema/rentals.ts";
import { hqActor, JOBSITE_POINT, mintWorld, YARD_POINT, type World } from "../../db/testing-world.ts";
import type { Claims } from "../../server/domain/iam/claims.ts";
import { localDay, startOfDay } from "../../server/domain/rentals/zone-time.ts";
import { op, openSuite } from "../../server/features/tasks/suite.fixtures.ts";
import { rentalsChanged, rentalsSweepRequested } from "../events.ts";
import { jobFunctions } from "../functions.ts";
import { OPENING_MS, testRunner, type TestRunner } from "../runner/testing.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let runner: TestRunner | undefined;
beforeAll(async () => {
  suite = await openSuite();
}, OPENING_MS);
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const HOUR_MS = 3_600_000;
const inYard = { ...YARD_POINT, accuracyM: 8 };
const onSite = { ...JOBSITE_POINT, accuracyM: 8 };

async function start(): Promise<TestRunner> {
  runner = await testRunner((client) => jobFunctions(client, { db: suite.db }));
  await runner.idle();
  return runner;
}
const sweepAt = async (on: TestRunner, world: World, at: Date) => {
  await on.client.send(rentalsSweepRequested.create({ dealerId: world.dealerId }, { ts: at.getTime() }));
  await on.idle();
};
const stateOf = async (id: string) => {
  const [row] = await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.select({ state: rentals.state }).from(rentals).where(eq(rentals.id, id)),
  );
  return row!.state;
};
const tasksOf = (rentalId: string) =>
  suite.db.withTenant(hqActor, ({ tx }) =>
    tx
      .select({ kind: tasks.kind, state: tasks.state, doneBy: tasks.doneBy, causeKind: tasks.causeKind, id: tasks.id })
      .from(tasks)
      .where(eq(tasks.rentalId, rentalId))
      .orderBy(tasks.createdAt, tasks.id),
  );
const typesOf = async (world: World) => (await suite.eventsOf(world)).map(({ type }) => type);

async function people(world: World): Promise<{ dispatch: Claims; operator: Claims }> {
  return {
    dispatch: await world.member(world.dealerId, "DEALER_DISPATCH"),
    operator: await world.member(world.customerId, "OPERATOR", [world.jobsiteId]),
  };
}

describe("a rental called off for a day", () => {
  test("stands ready once that day is over at its site, not a minute before, and once only", async () => {
    const on = await start();
    const [world, other] = [await mintWorld(suite.db), await mintWorld(suite.db)];
    const { dispatch } = await people(world);
    const rental = await suite.sendOut(world);
    const foreign = await suite.sendOut(other);
    const day = localDay(new Date(Date.now() + 24 * HOUR_MS), "Europe/Berlin");
    await suite.as(dispatch).rentals.callOff({ ...op(), id: rental.id, day, reason: "Done by then" });
    await suite.as((await people(other)).dispatch).rentals.callOff({ ...op(), id: foreign.id, day, reason: "As well" });
    const over = startOfDay(localDay(new Date(Date.now() + 48 * HOUR_MS), "Europe/Berlin"), "Europe/Berlin");
    await sweepAt(on, world, new Date(over.getTime() - 60_000));
    expect(await stateOf(rental.id)).toBe("ON_RENT");
    await sweepAt(on, world, over);
    expect(await stateOf(rental.id)).toBe("PICK_UP_READY");
    expect(await stateOf(foreign.id)).toBe("ON_RENT");
    const told = (await suite.eventsOf(world)).filter(({ type }) => type === "rental.pick_up_ready");
    expect(told).toMatchObject([{ data: { day } }]);
    expect(told[0]!.record).toContain(`"occurredAt":"${over.toISOString()}"`);
    await sweepAt(on, world, new Date(over.getTime() + HOUR_MS));
    expect((await typesOf(world)).filter((type) => type === "rental.pick_up_ready")).toHaveLength(1);
    expect(on.reports).toEqual([]);
  });

  test("whose call-off was cancelled, or that came back before, is left alone", async () => {
    const on = await start();
    const world = await mintWorld(suite.db, { machines: 2 });
    const { dispatch } = await people(world);
    const [kept, back] = [await suite.sendOut(world, 0), await suite.sendOut(world, 1)];
    const day = localDay(new Date(), "Europe/Berlin");
    for (const { id } of [kept, back]) await suite.as(dispatch).rentals.callOff({ ...op(), id, day, reason: "Enough" });
    await suite.as(dispatch).rentals.cancelCallOff({ ...op(), id: kept.id, reason: "Still needed" });
    await suite.as(dispatch).rentals.checkIn({ ...op(), humanId: back.humanId, engineEnd: 110, position: inYard });
    await sweepAt(on, world, new Date(Date.now() + 72 * HOUR_MS));
    expect([await stateOf(kept.id), await stateOf(back.id)]).toEqual(["ON_RENT", "RETURNED"]);
    expect(await typesOf(world)).not.toContain("rental.pick_up_ready");
  });
});

describe("the dealer's pick-up of a machine that an operator has taken back", () => {
  const calledOff = async (world: World, dispatch: Claims) => {
    const rental = await suite.sendOut(world);
    await suite.as(dispatch).rentals.callOff({ ...op(), id: rental.id, reason: "Enough" });
    return rental;
  };

  test("is done with the return in the yard, in the operator's name, and told once", async () => {
    const on = await start();
    const world = await mintWorld(suite.db);
    const { dispatch, operator } = await people(world);
    const rental = await calledOff(world, dispatch);
    await suite.as(operator).rentals.checkIn({ ...op(), humanId: rental.humanId, engineEnd: 110, position: inYard });
    expect(await tasksOf(rental.id)).toMatchObject([
      { kind: "PICK_UP", state: "OPEN" },
      { kind: "INSPECTION", state: "OPEN" },
    ]);
    const changed = { dealerId: world.dealerId, rentalId: rental.id, equipmentId: world.machines[0]!.id };
    for (let n = 0; n < 2; n++) {
      await on.client.send(rentalsChanged.create(changed));
      await on.idle();
    }
    expect(await tasksOf(rental.id)).toMatchObject([
      { kind: "PICK_UP", state: "DONE", doneBy: operator.sub },
      { kind: "INSPECTION", state: "OPEN" },
    ]);
    const told = (await suite.eventsOf(world)).filter(({ type }) => type === "task.done");
    expect(told).toMatchObject([{ data: { kind: "PICK_UP", cause: "RENTAL_RETURN" } }]);
    expect(on.reports).toEqual([]);
  });

  test("stays where the machine was left on the jobsite, and is the only one: the return's own goes", async () => {
    const on = await start();
    const world = await mintWorld(suite.db);
    const { dispatch, operator } = await people(world);
    const rental = await calledOff(world, dispatch);
    await suite.as(operator).rentals.checkIn({ ...op(), humanId: rental.humanId, engineEnd: 110, position: onSite });
    await sweepAt(on, world, new Date(Date.now() + 1000));
    expect((await tasksOf(rental.id)).map(({ causeKind, state }) => [causeKind, state])).toEqual([
      ["RENTAL_CALL_OFF", "OPEN"],
      ["RENTAL_RETURN", "CANCELLED"],
    ]);
    await sweepAt(on, world, new Date(Date.now() + 2000));
    expect((await typesOf(world)).filter((type) => type === "task.cancelled")).toHaveLength(1);
  });

  test("is not touched while the machine is out, nor when the dealer took it back itself", async () => {
    const on = await start();
    const world = await mintWorld(suite.db, { machines: 2 });
    const { dispatch } = await people(world);
    const out = await calledOff(world, dispatch);
    const before = await suite.traces(world);
    await sweepAt(on, world, new Date());
    expect(await suite.traces(world)).toEqual(before);
    await suite.as(dispatch).rentals.checkIn({ ...op(), humanId: out.humanId, engineEnd: 110, position: onSite });
    const after = await suite.traces(world);
    await sweepAt(on, world, new Date(Date.now() + 1000));
    expect(await suite.traces(world)).toEqual(after);
    const { rows } = await suite.db.withOwner((tx) =>
      tx.execute(sql`select 1 from tasks where rental_id = ${out.id} and state <> 'CANCELLED'`),
    );
    expect(rows).toHaveLength(1);
  });
});

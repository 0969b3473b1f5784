import { beforeAll, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { equipment } from "../../db/schema/assets.ts";
import { policies } from "../../db/schema/policies.ts";
import { hqActor, mintWorld, type World } from "../../db/testing-world.ts";
import type { Claims } from "../../server/domain/iam/claims.ts";
import { codeOf, op, openSuite } from "../../server/features/tasks/suite.fixtures.ts";
import { sweepMachines } from "../alerts/sweep-machines.ts";
import { OPENING_MS } from "../runner/testing.ts";
import { planServices } from "./plan-services.ts";
import { taskDue } from "./task-due.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
beforeAll(async () => {
  suite = await openSuite();
}, OPENING_MS);

const now = () => new Date(Date.now() + 1000).toISOString();
async function fresh(thresholds: object = {}): Promise<{ world: World; dispatch: Claims; dealerId: string }> {
  const world = await mintWorld(suite.db, { machines: 3 });
  const { dealerId } = world;
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.insert(policies).values({ orgOwnerId: dealerId, dealerId, version: 100, thresholds, weights: {} }),
  );
  return { world, dealerId, dispatch: await world.member(dealerId, "DEALER_DISPATCH") };
}
const setMeter = (world: World, at: number, hours: number) =>
  suite.db.withTenant(hqActor, ({ tx }) =>
    tx
      .update(equipment)
      .set({ hourMeter: hours, hourMeterAt: new Date() })
      .where(eq(equipment.id, world.machines[at]!.id)),
  );
const servicesOf = async (dispatch: Claims, humanId: string) =>
  (await suite.as(dispatch).maintenance.list({ humanId, kind: "SERVICE", state: "OPEN" })).items;
const tasksOf = async (world: World) => {
  const { rows } = await suite.db.withOwner((tx) =>
    tx.execute<{ human_id: string; state: string; cause_id: string }>(
      sql`select human_id, state, cause_id from tasks where dealer_id = ${world.dealerId} and kind = 'SERVICE' order by human_id`,
    ),
  );
  return rows;
};

test("every machine gets its next service by the interval of its type, once, and another dealer's machines are let be", async () => {
  const { world, dispatch, dealerId } = await fresh({
    typeLimits: { EXCAVATOR: { serviceIntervalH: 500, serviceIntervalDays: 180 } },
  });
  const other = await fresh();
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.update(equipment).set({ type: "DOZER" }).where(eq(equipment.id, world.machines[1]!.id)),
  );
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.update(equipment).set({ type: "EXCAVATOR", unconfirmed: true }).where(eq(equipment.id, world.machines[2]!.id)),
  );
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.update(equipment).set({ type: "EXCAVATOR" }).where(eq(equipment.id, world.machines[0]!.id)),
  );
  const untouched = await suite.traces(other.world);
  expect(await planServices(suite, { dealerId, at: now() })).toBe(2);
  const [excavator] = await servicesOf(dispatch, world.machines[0]!.humanId);
  expect(excavator).toMatchObject({ dueAtHours: 500, intervalH: 500, intervalDays: 180, service: "500 h service" });
  expect(Math.round((Date.parse(excavator!.dueAt!) - Date.now()) / 86_400_000)).toBe(180);
  const [dozer] = await servicesOf(dispatch, world.machines[1]!.humanId);
  expect(dozer).toMatchObject({ dueAtHours: 250, intervalH: 250, dueAt: null });
  // Nobody has looked at it yet, so nobody knows what it is.
  expect(await servicesOf(dispatch, world.machines[2]!.humanId)).toEqual([]);
  const after = await suite.traces(world);
  expect(await planServices(suite, { dealerId, at: now() })).toBe(0);
  expect(await suite.traces(world)).toEqual(after);
  expect(await suite.traces(other.world)).toEqual(untouched);
  // By hand, too, the type's interval holds where none is said.
  const byHand = await suite.as(dispatch).maintenance.create({
    ...op(),
    humanId: world.machines[0]!.humanId,
    kind: "SERVICE",
    service: "Belts",
    dueAtHours: 900,
  });
  expect(byHand.intervalH).toBe(500);
});

test("what falls due is told, stands on the board and makes one task, which ends with the work; the next counts from there", async () => {
  const { world, dispatch, dealerId } = await fresh();
  const { humanId } = world.machines[0]!;
  await planServices(suite, { dealerId, at: now() });
  const alerts = async () =>
    (await suite.as(dispatch).alerts.list({})).items
      .filter(({ kind }) => kind === "MAINTENANCE_DUE")
      .map(({ humanId, severity }) => [humanId, severity]);
  const board = async () => (await suite.as(dispatch).maintenance.board({})).OPEN.items.map((work) => work.humanId);
  const look = () => sweepMachines(suite, { dealerId, at: now() });
  await look();
  expect([await alerts(), await board(), await taskDue(suite, { dealerId, at: now() })]).toEqual([[], [], 0]);
  // Soft: near, of a machine that stands and will not get there by itself.
  await setMeter(world, 0, 230);
  await look();
  expect([await alerts(), await board(), await taskDue(suite, { dealerId, at: now() })]).toEqual([
    [[humanId, "INFO"]],
    [humanId],
    0,
  ]);
  // Hard: due.
  await setMeter(world, 0, 251);
  await look();
  expect([await alerts(), await board()]).toEqual([[[humanId, "WARNING"]], [humanId]]);
  expect(await taskDue(suite, { dealerId, at: now() })).toBe(1);
  const [work] = await servicesOf(dispatch, humanId);
  expect(await tasksOf(world)).toEqual([{ human_id: humanId, state: "OPEN", cause_id: work!.id }]);
  const after = await suite.traces(world);
  expect(await taskDue(suite, { dealerId, at: now() })).toBe(0);
  expect(await suite.traces(world)).toEqual(after);
  const { next } = await suite.as(dispatch).maintenance.complete({ ...op(), workId: work!.id, engineHours: 263.4 });
  expect(next).toMatchObject({ dueAtHours: 513.4, state: "OPEN" });
  expect(await tasksOf(world)).toMatchObject([{ state: "DONE" }]);
  await look();
  expect([await alerts(), await board(), await taskDue(suite, { dealerId, at: now() })]).toEqual([[], [], 0]);
  expect(await planServices(suite, { dealerId, at: now() })).toBe(0);
});

test("finishing the task on the phone completes the work at the meter that was read, once", async () => {
  const { world, dispatch, dealerId } = await fresh();
  const { humanId } = world.machines[0]!;
  await planServices(suite, { dealerId, at: now() });
  await setMeter(world, 0, 252);
  await taskDue(suite, { dealerId, at: now() });
  const [work] = await servicesOf(dispatch, humanId);
  const technician = await world.member(dealerId, "OPERATOR");
  const taskOf = async () => (await suite.as(dispatch).tasks.list({ humanId })).items[0]!;
  const { id: taskId } = await taskOf();
  await suite.as(dispatch).tasks.plan({ ...op(), taskId, assigneeUserId: technician.sub });
  expect((await suite.as(technician).tasks.get({ taskId })).needsMeter).toBe(true);
  const before = await suite.traces(world);
  for (const [answers, code] of [
    [{}, "input.invalid"],
    [{ engineHours: 240 }, "rental.meter_backwards"],
  ] as const)
    expect(await codeOf(suite.as(technician).tasks.complete({ ...op(), taskId, answers }))).toBe(code);
  expect(await suite.traces(world)).toEqual(before);
  const photo = await suite.photo(technician, "TASK");
  const input = { ...op(), taskId, answers: { engineHours: 252.4 }, photos: [photo], notes: "Filter was full" };
  expect(await suite.as(technician).tasks.complete(input)).toMatchObject({ state: "DONE", photos: [photo] });
  expect(await suite.as(dispatch).maintenance.get({ workId: work!.id })).toMatchObject({
    state: "DONE",
    doneAtHours: 252.4,
    photos: [photo],
    notes: "Filter was full",
  });
  expect(await servicesOf(dispatch, humanId)).toMatchObject([{ dueAtHours: 502.4 }]);
  const told = (await suite.eventsOf(world)).slice(-2);
  expect(told.map(({ type }) => type)).toEqual(["task.done", "maintenance.done"]);
  for (const { record } of told) expect(record).not.toMatch(/Filter was full/);
  const after = await suite.traces(world);
  await suite.as(technician).tasks.complete(input);
  expect(await suite.traces(world)).toEqual(after);
  // Opened again it is a task like any other: its work stays done.
  await suite.as(dispatch).tasks.reopen({ ...op(), taskId });
  expect(await suite.as(dispatch).tasks.complete({ ...op(), taskId })).toMatchObject({ state: "DONE" });
  expect(await servicesOf(dispatch, humanId)).toMatchObject([{ dueAtHours: 502.4 }]);
});

test("a customer's own person finishes the task, and the work stays the dealer's to complete", async () => {
  const { world, dispatch, dealerId } = await fresh();
  const { humanId } = world.machines[0]!;
  await planServices(suite, { dealerId, at: now() });
  await suite.sendOut(world, 0);
  await setMeter(world, 0, 252);
  await taskDue(suite, { dealerId, at: now() });
  const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
  const [task] = (await suite.as(dispatch).tasks.list({ humanId, kind: "SERVICE" })).items;
  await suite.as(dispatch).tasks.plan({ ...op(), taskId: task!.id, assigneeUserId: operator.sub });
  expect(await suite.as(operator).tasks.complete({ ...op(), taskId: task!.id })).toMatchObject({
    state: "DONE",
    needsMeter: false,
  });
  expect(await servicesOf(dispatch, humanId)).toMatchObject([{ state: "OPEN", dueAtHours: 250 }]);
});

test("whoever comes second of two who complete the same finds it done", async () => {
  const { world, dispatch, dealerId } = await fresh();
  await planServices(suite, { dealerId, at: now() });
  await setMeter(world, 0, 252);
  await taskDue(suite, { dealerId, at: now() });
  const { humanId } = world.machines[0]!;
  const [work] = await servicesOf(dispatch, humanId);
  const [task] = (await suite.as(dispatch).tasks.list({ humanId })).items;
  const codes = await Promise.all([
    codeOf(suite.as(dispatch).tasks.complete({ ...op(), taskId: task!.id, answers: { engineHours: 253 } })),
    codeOf(suite.as(dispatch).maintenance.complete({ ...op(), workId: work!.id, engineHours: 253 })),
  ]);
  expect(codes.filter((code) => code === "accepted")).toHaveLength(1);
  expect(codes.filter((code) => code === "task.closed" || code === "maintenance.done")).toHaveLength(1);
  expect(await servicesOf(dispatch, humanId)).toMatchObject([{ dueAtHours: 503 }]);
});

test("what is put off makes no task until then; who it is planned for gets it", async () => {
  const { world, dispatch, dealerId } = await fresh();
  await planServices(suite, { dealerId, at: now() });
  await setMeter(world, 0, 260);
  await setMeter(world, 1, 260);
  const [off] = await servicesOf(dispatch, world.machines[0]!.humanId);
  const [planned] = await servicesOf(dispatch, world.machines[1]!.humanId);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  await suite.as(dispatch).maintenance.defer({ ...op(), workId: off!.id, until: inDays(3), reason: "No parts" });
  await suite
    .as(dispatch)
    .maintenance.plan({ ...op(), workId: planned!.id, plannedFor: inDays(1), technicianUserId: dispatch.sub });
  expect(await taskDue(suite, { dealerId, at: now() })).toBe(1);
  expect(await tasksOf(world)).toEqual([
    { human_id: world.machines[1]!.humanId, state: "ASSIGNED", cause_id: planned!.id },
  ]);
  expect(await taskDue(suite, { dealerId, at: inDays(4) })).toBe(1);
});

test("a replaced meter takes its services along", async () => {
  const { world, dispatch, dealerId } = await fresh();
  const admin = await world.member(dealerId, "DEALER_ADMIN");
  const { humanId } = world.machines[0]!;
  await planServices(suite, { dealerId, at: now() });
  await suite
    .as(admin)
    .telematics.changeMeter({ ...op(), humanId, at: new Date().toISOString(), meterH: 0, lifetimeH: 120 });
  const [work] = await servicesOf(dispatch, humanId);
  expect(work).toMatchObject({ dueAtHours: 130, hourMeter: 0, hoursLeft: 130 });
});

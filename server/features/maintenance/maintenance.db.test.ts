import { beforeAll, describe, expect, test } from "bun:test";
import { usageDaily } from "../../../db/schema/usage.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { codeOf, op, openSuite, refusal } from "../tasks/suite.fixtures.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let world: World;
let dispatch: Claims;
beforeAll(async () => {
  suite = await openSuite();
  world = await mintWorld(suite.db, { machines: 4 });
  dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const open = (at: number, more: object = {}) =>
  suite.as(dispatch).maintenance.create({
    ...op(),
    humanId: world.machines[at]!.humanId,
    kind: "SERVICE",
    service: "250 h service: engine oil and filter",
    dueAtHours: 250,
    ...more,
  });
const statusOf = async (at: number) =>
  (await suite.as(dispatch).assets.get({ humanId: world.machines[at]!.humanId })).status;

test("what falls due is said in hours and, at the machine's pace, as a date", async () => {
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.insert(usageDaily).values(
      Array.from({ length: 14 }, (_, day) => ({
        orgOwnerId: world.dealerId,
        dealerId: world.dealerId,
        equipmentId: world.machines[0]!.id,
        day: inDays(-1 - day).slice(0, 10),
        runtimeH: 10,
        idleH: 1,
        source: "TEST",
      })),
    ),
  );
  const work = await open(0);
  // 150 h left at 5 h a day: 30 days.
  expect(work).toMatchObject({ hourMeter: 100, hoursLeft: 150, averageDailyHours: 5, state: "OPEN" });
  expect(Math.round((Date.parse(work.predictedAt!) - Date.now()) / 86_400_000)).toBe(30);
  const far = await suite.as(dispatch).maintenance.board({ horizonDays: 29 });
  expect(far.OPEN.items.map(({ id }) => id)).not.toContain(work.id);
  const near = await suite.as(dispatch).maintenance.board({ horizonDays: 31 });
  expect(near.OPEN.items.map(({ id }) => id)).toContain(work.id);
});

test("planned, in the workshop, done: the machine comes back available and the next service stands", async () => {
  const { id: workId } = await open(1, { dueAtHours: 90 });
  const planned = await suite.as(dispatch).maintenance.plan({
    ...op(),
    workId,
    plannedFor: inDays(1),
    workshop: "WORKSHOP",
    technicianUserId: dispatch.sub,
  });
  expect(planned).toMatchObject({
    state: "PLANNED",
    workshop: "WORKSHOP",
    technicianName: "Test Person",
    hoursLeft: -10,
  });
  expect(await statusOf(1)).toBe("AVAILABLE");
  await suite.as(dispatch).maintenance.start({ ...op(), workId });
  expect(await statusOf(1)).toBe("MAINTENANCE");
  const mediaId = await suite.photo(dispatch, "MAINTENANCE");
  const input = {
    ...op(),
    workId,
    engineHours: 101.4,
    parts: [{ name: "Oil filter", quantity: 2 }],
    photos: [mediaId],
    notes: "Seal replaced",
  };
  const { work, next } = await suite.as(dispatch).maintenance.complete(input);
  expect(work).toMatchObject({ state: "DONE", doneAtHours: 101.4, photos: [mediaId], parts: input.parts });
  expect(next).toMatchObject({ state: "OPEN", dueAtHours: 351.4, service: "250 h service: engine oil and filter" });
  expect(await statusOf(1)).toBe("AVAILABLE");
  expect((await suite.as(dispatch).assets.get({ humanId: world.machines[1]!.humanId })).hourMeter).toBe(101.4);
  // Queued twice, done once.
  expect(await suite.as(dispatch).maintenance.complete(input)).toEqual({ work, next });
  expect(await refusal(suite.as(dispatch).maintenance.complete({ ...input, ...op() }))).toMatchObject({
    code: "maintenance.done",
    details: { state: "DONE" },
  });
  const told = (await suite.eventsOf(world)).filter(({ data }) => data.workId === workId);
  expect(told.map(({ type }) => type)).toEqual([
    "maintenance.opened",
    "maintenance.planned",
    "maintenance.started",
    "maintenance.done",
  ]);
  for (const { record } of told) expect(record).not.toMatch(/Seal|Oil filter|Test Person/);
});

test("a machine with two jobs stays in the workshop until the last is done", async () => {
  const [first, second] = [
    await open(2),
    await open(2, { kind: "REPAIR", service: "Cracked glass", dueAtHours: null }),
  ];
  for (const { id: workId } of [first, second]) await suite.as(dispatch).maintenance.start({ ...op(), workId });
  await suite.as(dispatch).maintenance.complete({ ...op(), workId: first.id, engineHours: 100 });
  expect(await statusOf(2)).toBe("MAINTENANCE");
  const { next } = await suite.as(dispatch).maintenance.complete({ ...op(), workId: second.id, engineHours: 100 });
  expect(next).toBeNull();
  expect(await statusOf(2)).toBe("AVAILABLE");
});

test("a machine on rent is worked on where it stands, and does not go to the workshop", async () => {
  const rental = await suite.sendOut(world, 3);
  const { id: workId } = await open(3);
  expect(await codeOf(suite.as(dispatch).maintenance.start({ ...op(), workId, workshop: "YARD" }))).toBe(
    "maintenance.on_rent",
  );
  expect(await suite.as(dispatch).maintenance.start({ ...op(), workId })).toMatchObject({ workshop: "ON_SITE" });
  expect(await statusOf(3)).toBe("ON_RENT");
  await suite.as(dispatch).maintenance.complete({ ...op(), workId, engineHours: 102 });
  expect(await statusOf(3)).toBe("ON_RENT");

  const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
  expect((await suite.as(supervisor).maintenance.list({ humanId: rental.humanId })).items.length).toBeGreaterThan(0);
  expect(
    await codeOf(suite.as(supervisor).maintenance.defer({ ...op(), workId, until: inDays(2), reason: "busy" })),
  ).toBe("auth.forbidden");
});

test("put off, it waits with its reason and leaves the near future", async () => {
  const { id: workId } = await open(0, { dueAt: inDays(3), dueAtHours: null });
  const ids = async () =>
    (await suite.as(dispatch).maintenance.board({ horizonDays: 14 })).OPEN.items.map(({ id }) => id);
  expect(await ids()).toContain(workId);
  const deferred = await suite
    .as(dispatch)
    .maintenance.defer({ ...op(), workId, until: inDays(20), reason: "No parts" });
  expect(deferred).toMatchObject({ state: "OPEN", deferReason: "No parts" });
  expect(await ids()).not.toContain(workId);
});

test("another dealer, a customer without the machine, and a bound member see nothing", async () => {
  const { id: workId } = await open(0);
  const other = await mintWorld(suite.db);
  for (const stranger of [
    await other.member(other.dealerId, "DEALER_ADMIN"),
    await other.member(other.customerId, "CUSTOMER_SUPERVISOR"),
    await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
    await world.member(world.dealerId, "DEALER_DISPATCH", [world.jobsiteId]),
  ]) {
    expect(await codeOf(suite.as(stranger).maintenance.get({ workId }))).toBe("not_found");
    const board = await suite.as(stranger).maintenance.board({});
    expect(board.OPEN.items.filter(({ id }) => id === workId)).toEqual([]);
  }
  const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
  expect(await codeOf(suite.as(stranger).maintenance.start({ ...op(), workId }))).toBe("not_found");
});

describe("what is refused, with nothing half done", () => {
  const cases: [string, (workId: string) => unknown, string][] = [
    [
      "a meter running backwards",
      (workId) => suite.as(dispatch).maintenance.complete({ ...op(), workId, engineHours: 99 }),
      "rental.meter_backwards",
    ],
    [
      "a technician of another organisation",
      async (workId) => {
        const other = await mintWorld(suite.db);
        const stranger = await other.member(other.dealerId, "DEALER_DISPATCH");
        return suite.as(dispatch).maintenance.plan({
          ...op(),
          workId,
          plannedFor: inDays(1),
          technicianUserId: stranger.sub,
        });
      },
      "not_found",
    ],
    [
      "a technician who is the customer's",
      async (workId) => {
        const theirs = await world.member(world.customerId, "OPERATOR");
        return suite
          .as(dispatch)
          .maintenance.plan({ ...op(), workId, plannedFor: inDays(1), technicianUserId: theirs.sub });
      },
      "not_found",
    ],
    [
      "a day that has passed",
      (workId) => suite.as(dispatch).maintenance.defer({ ...op(), workId, until: inDays(-1), reason: "No parts" }),
      "input.invalid",
    ],
    [
      "a photo that never arrived",
      (workId) =>
        suite.as(dispatch).maintenance.complete({ ...op(), workId, engineHours: 110, photos: [Bun.randomUUIDv7()] }),
      "media.not_stored",
    ],
    ["a service that never falls due", () => open(0, { dueAtHours: null }), "input.invalid"],
    [
      "a foreign machine",
      async () => open(0, { humanId: (await mintWorld(suite.db)).machines[0]!.humanId }),
      "not_found",
    ],
  ];
  test.each(cases)("%s", async (_name, run, code) => {
    const { id } = await open(0);
    const before = await suite.traces(world);
    expect(await codeOf(Promise.resolve().then(() => run(id)))).toBe(code as never);
    expect(await suite.traces(world)).toEqual(before);
  });
});

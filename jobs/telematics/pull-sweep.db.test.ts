import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { machineFaultReports } from "../../db/schema/faults.ts";
import { hqActor, mintWorld } from "../../db/testing-world.ts";
import { op, openSuite } from "../../server/features/tasks/suite.fixtures.ts";
import { createSealer } from "../../server/sealing.ts";
import { telematicsSweepRequested } from "../events.ts";
import { eventually, OPENING_MS, testRunner } from "../runner/testing.ts";
import { telematicsPullSweep, telematicsSourcePull } from "./pull-sweep.ts";
import { dropFaultReports, dropReadings } from "./retention.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let serial = "";
const asked: string[] = [];
const maker = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    asked.push(new URL(request.url).pathname);
    return Response.json({
      Equipment: [
        {
          EquipmentHeader: { OEMName: "Cat", SerialNumber: serial },
          FuelRemaining: { datetime: "2026-03-01T08:00:00Z", Percent: 40 },
        },
      ],
    });
  },
});
beforeAll(async () => {
  suite = await openSuite();
}, OPENING_MS);
afterAll(() => maker.stop(true));

test("sources that are due are fetched once, in their dealer's name, and those that are switched off are not", async () => {
  const world = await mintWorld(suite.db);
  serial = world.machines[0]!.id;
  const admin = await world.member(world.dealerId, "DEALER_ADMIN");
  const create = (path: string) =>
    suite.as(admin).telematics.createSource({
      ...op(),
      kind: "PULL",
      name: path,
      url: `http://127.0.0.1:${maker.port}/${path}`,
      cadenceS: 86_400,
    });
  await create("due");
  const { source: off } = await create("off");
  await suite.as(admin).telematics.updateSource({ ...op(), id: off.id, active: false });
  const deps = { db: suite.db, telematics: { sealer: createSealer("s".repeat(32)), allowPrivate: true } };
  const runner = await testRunner((client) => [telematicsPullSweep(client, deps), telematicsSourcePull(client, deps)]);
  try {
    await runner.client.send([telematicsSweepRequested.create({}), telematicsSweepRequested.create({})]);
    const heard = async () =>
      (await suite.as(admin).telematics.sources({ limit: 10 })).items.find(({ name }) => name === "due")!;
    await eventually(
      async () =>
        (await heard()).lastSeenAt !== null &&
        (await heard()).nextPullAt! > new Date(Date.now() + 80_000_000).toISOString(),
    );
    expect(await heard()).toMatchObject({ health: "OK", machines: 0, requestsToday: 1 });
    expect(asked).toEqual(["/due"]);
    const { rows } = await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute(
        sql`select last_measures -> 'fuelRemainingPercent' ->> 'value' as fuel from equipment where id = ${serial}::uuid`,
      ),
    );
    expect(rows).toEqual([{ fuel: "40" }]);
  } finally {
    await runner.stop();
  }
}, 30_000);

test("readings past their time go by whole months, and those of the last year can not", async () => {
  await suite.db.withTenant(hqActor, ({ tx }) => tx.execute(sql`select app.ensure_usage_partition('2000-01-01')`));
  expect(await dropReadings(suite, "2000-01-20")).toBe(0);
  expect(await dropReadings(suite, "2000-02-01")).toBe(1);
  const state = await dropReadings(suite, new Date().toISOString().slice(0, 10)).then(
    () => "dropped",
    () => "refused",
  );
  expect(state).toBe("refused");
});

test("what was said of faults goes with the readings of its time, and what was of the last year can not", async () => {
  const world = await mintWorld(suite.db);
  const said = (at: Date) => ({
    orgOwnerId: world.dealerId,
    dealerId: world.dealerId,
    equipmentId: world.machines[0]!.id,
    source: "TEST",
    at,
    occurred: [],
    ended: [],
  });
  const old = [new Date("2000-01-10T08:00:00Z"), new Date("2000-01-11T08:00:00Z")];
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.insert(machineFaultReports).values([...old, new Date("2003-01-10T08:00:00Z")].map(said)),
  );
  expect(await dropFaultReports(suite, "2000-01-11")).toBe(1);
  expect(await dropFaultReports(suite, "2000-02-01")).toBe(1);
  expect(await dropFaultReports(suite, "2000-02-01")).toBe(0);
  const state = await dropFaultReports(suite, new Date().toISOString().slice(0, 10)).then(
    () => "dropped",
    () => "refused",
  );
  expect(state).toBe("refused");
});

import { beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { JOBSITE_POINT, mintWorld } from "../../db/testing-world.ts";
import { op, openSuite, refusal } from "../../server/features/tasks/suite.fixtures.ts";
import { logUsage } from "../../server/features/usage/log-usage.ts";
import { OPENING_MS } from "../runner/testing.ts";
import { followUsage } from "./follow-usage.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
beforeAll(async () => {
  suite = await openSuite();
}, OPENING_MS);

test("what an operator has read off a machine reaches its record in the dealer's name, also when the request was cut off, and no other dealer's", async () => {
  const [world, other] = [await mintWorld(suite.db), await mintWorld(suite.db)];
  const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
  const { humanId } = await suite.sendOut(world);
  const position = { ...JOBSITE_POINT, lat: JOBSITE_POINT.lat + 0.0005, accuracyM: 12 };
  // The process ends between the commit and what follows it.
  await suite.db.withTenant(operator, (tenant) =>
    logUsage(
      tenant,
      { now: new Date(), said: () => {} },
      { ...op(), humanId, runtimeH: 0.2, idleH: 0, hourMeter: 101.2, position },
    ),
  );
  expect(await suite.as(operator).assets.get({ humanId })).toMatchObject({ hourMeter: 101 });
  const at = new Date().toISOString();
  const untouched = await suite.traces(other);
  expect(await followUsage(suite, { dealerId: other.dealerId, at })).toBe(0);
  expect(await followUsage(suite, { dealerId: world.dealerId, at })).toBe(1);
  expect(await suite.as(operator).assets.get({ humanId })).toMatchObject({
    hourMeter: 101.2,
    lastPosition: { lat: position.lat, lon: position.lon, accuracyM: 12 },
  });
  const { rows } = await suite.db.withOwner((tx) =>
    tx.execute(sql`select quarantine from usage_readings where dealer_id = ${world.dealerId}`),
  );
  expect(rows).toEqual([{ quarantine: null }]);
  const after = await suite.traces(world);
  expect(await followUsage(suite, { dealerId: world.dealerId, at })).toBe(0);
  expect([await suite.traces(world), await suite.traces(other)]).toEqual([after, untouched]);
  expect(await refusal(suite.as(operator).usage.log({ ...op(), humanId, runtimeH: 1, hourMeter: 101 }))).toMatchObject({
    code: "rental.meter_backwards",
    details: { hourMeter: 101.2 },
  });
});

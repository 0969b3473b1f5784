import { describe, expect, test } from "bun:test";
import { ALERT_KINDS } from "../../../server/domain/alerts/schema.ts";
import { DEFAULT_THRESHOLDS } from "../../../server/domain/policies/schema.ts";
import { count, peopleOf } from "./count.ts";
import { courseOf } from "./course.ts";
import { replayFeeds } from "./feeds.ts";
import { buildWeekFleet, HOUR_MS } from "./fleet.ts";
import { replay } from "./replay.ts";

const machines = buildWeekFleet(300);

describe("a simulated week of 300 machines", () => {
  const told = [
    ...machines.flatMap((machine) => replay(machine, DEFAULT_THRESHOLDS)),
    ...replayFeeds(machines, DEFAULT_THRESHOLDS),
  ];
  const people = peopleOf(machines, told, DEFAULT_THRESHOLDS);

  test("disturbs nobody more than once in ten minutes, at the 95th percentile of working hours", () => {
    for (const role of ["DEALER_ADMIN", "DEALER_DISPATCH", "CUSTOMER_SUPERVISOR"] as const) {
      const counted = count(people.filter((person) => person.role === role));
      expect(counted.workWindow.p95, role).toBeLessThanOrEqual(1);
      expect(counted.window.p95, role).toBeLessThanOrEqual(1);
    }
  });

  test("is no quiet one: every kind of alert occurs but the rarest, and a branch hears of something every day", () => {
    const kinds = new Set(told.map(({ kind }) => kind));
    expect(ALERT_KINDS.filter((kind) => !kinds.has(kind) && kind !== "FUEL_OUTLIER")).toEqual([]);
    const branch = people.find(({ role }) => role === "DEALER_DISPATCH");
    expect(count([branch!]).day.p50).toBeGreaterThan(0);
  });

  test("tells of no cause twice within an hour: what is live, or has just ended, does not flicker", () => {
    const opened = told.filter(({ change }) => change === "OPENED");
    const flickers = [...Map.groupBy(opened, ({ about, kind }) => `${about} ${kind}`).values()].flatMap((alerts) =>
      alerts.filter((alert, at) => alerts.slice(0, at).some(({ untilMs }) => alert.atMs - untilMs < 3_600_000)),
    );
    expect(flickers).toEqual([]);
  });

  test("has no machine break out of its site that is only brought or fetched", () => {
    const breaches = told.filter(({ kind }) => kind === "GEOFENCE_BREACH");
    const moved = breaches.filter(({ about, atMs }) =>
      courseOf(machines.find(({ name }) => name === about)!).entries.some(({ what, atMs: movedMs }) =>
        what.startsWith("SENT") || what.startsWith("TAKEN") ? Math.abs(movedMs - atMs) < 4 * HOUR_MS : false,
      ),
    );
    expect(breaches.length).toBeGreaterThan(0);
    expect(moved).toEqual([]);
  });

  test("is the same each time, and a rule that is quicker to speak is heard of", () => {
    const some = machines.slice(0, 40);
    const once = some.flatMap((machine) => replay(machine, DEFAULT_THRESHOLDS));
    expect(once).toEqual(told.filter(({ about }) => some.some(({ name }) => name === about)));
    const hasty = { ...DEFAULT_THRESHOLDS, heartbeatFactor: 1, breachDwellMin: 0, breachMarginM: 0, idleRatio: 0.3 };
    expect(some.flatMap((machine) => replay(machine, hasty)).length).toBeGreaterThan(once.length * 2);
  });
});

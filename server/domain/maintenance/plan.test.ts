import { expect, test } from "bun:test";
import { planService } from "./plan.ts";

const now = new Date("2026-03-01T12:00:00Z");
const facts = { intervalH: 250, intervalDays: 0, hourMeter: 1180, lastDone: null, now };

test("a machine that never had one gets the next mark of its interval", () => {
  expect(planService(facts)).toEqual({
    service: "250 h service: engine oil and filter",
    dueAtHours: 1250,
    dueAt: null,
  });
  expect(planService({ ...facts, hourMeter: 0 }).dueAtHours).toBe(250);
  expect(planService({ ...facts, hourMeter: 1250 }).dueAtHours).toBe(1500);
  expect(planService({ ...facts, intervalH: 1500 })).toMatchObject({ service: "1,500 h service", dueAtHours: 1500 });
});

test("after one that was done it counts from there, by hours and by days", () => {
  const lastDone = { atHours: 1010.4, at: new Date("2026-02-01T12:00:00Z") };
  expect(planService({ ...facts, intervalDays: 90, lastDone })).toMatchObject({
    dueAtHours: 1260.4,
    dueAt: new Date("2026-05-02T12:00:00Z"),
  });
});

test("a service that was done on another meter says nothing about this one", () => {
  const lastDone = { atHours: 4010, at: new Date("2026-02-01T12:00:00Z") };
  expect(planService({ ...facts, hourMeter: 12, lastDone }).dueAtHours).toBe(250);
});

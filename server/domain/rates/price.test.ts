/** Prices worked out by hand: 100.00 a day, 400.00 a week, 1,200.00 a cycle of 28 days; 8, 40 and 160 hours; 15.00 an excess hour. */
import { describe, expect, test } from "bun:test";
import { riskOf, type RiskFacts } from "./at-risk.ts";
import { bestPrice, dayValueMinor, excessOf, rentDays } from "./price.ts";
import { costOfEnd, minorDigits, spendOf } from "./spend.ts";

const rate = {
  rateId: "019b0000-0000-7000-8000-000000000001",
  currency: "EUR",
  dayMinor: 100_00,
  weekMinor: 400_00,
  cycleMinor: 1200_00,
  hoursPerDay: 8,
  hoursPerWeek: 40,
  hoursPerCycle: 160,
  excessHourMinor: 15_00,
};
const at = (text: string) => new Date(text);

describe("the best price", () => {
  test.each([
    [0, 0, [0, 0, 0]],
    [1, 100_00, [0, 0, 1]],
    [3, 300_00, [0, 0, 3]],
    // Four days cost as much as a week, and a week holds more hours.
    [4, 400_00, [0, 1, 0]],
    [6, 400_00, [0, 1, 0]],
    [7, 400_00, [0, 1, 0]],
    [8, 500_00, [0, 1, 1]],
    [12, 800_00, [0, 2, 0]],
    [17, 1100_00, [0, 2, 3]],
    // 18 days: two weeks and four days are 1,200, as is the cycle.
    [18, 1200_00, [1, 0, 0]],
    [28, 1200_00, [1, 0, 0]],
    [29, 1300_00, [1, 0, 1]],
    [56, 2400_00, [2, 0, 0]],
    [60, 2800_00, [2, 1, 0]],
  ] as const)("of %d days is %d", (days, minor, [cycles, weeks, single]) => {
    expect(bestPrice(days, rate)).toEqual({ minor, cycles, weeks, days: single });
  });

  test("goes by days alone where no week and no cycle is offered", () => {
    const daily = { dayMinor: 100_00, weekMinor: null, cycleMinor: null };
    expect(bestPrice(30, daily)).toEqual({ minor: 3000_00, cycles: 0, weeks: 0, days: 30 });
    expect(bestPrice(30, { ...daily, weekMinor: 400_00 })).toEqual({ minor: 1800_00, cycles: 0, weeks: 4, days: 2 });
  });

  test("never falls when a day is added, and never rises by more than a day's rate", () => {
    for (let days = 0; days < 200; days++) {
      const step = bestPrice(days + 1, rate).minor - bestPrice(days, rate).minor;
      expect(step).toBeGreaterThanOrEqual(0);
      expect(step).toBeLessThanOrEqual(rate.dayMinor);
    }
  });

  test("a day of a long rental is worth the 28th part of a cycle", () => {
    expect(dayValueMinor(rate)).toBe(42_86);
    expect(dayValueMinor({ dayMinor: 100_00, weekMinor: 400_00, cycleMinor: null })).toBe(57_14);
    expect(dayValueMinor({ dayMinor: 100_00, weekMinor: null, cycleMinor: null })).toBe(100_00);
  });
});

describe("days of rent", () => {
  const zone = "Europe/Berlin";
  test.each([
    ["an hour", "2026-06-01T08:00:00Z", "2026-06-01T09:00:00Z", 1],
    ["24 hours to the minute", "2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z", 1],
    ["a minute more", "2026-06-01T08:00:00Z", "2026-06-02T08:01:00Z", 2],
    ["23 hours that the clocks make 24", "2026-03-28T09:00:00Z", "2026-03-29T08:00:00Z", 1],
    ["25 hours that the clocks make 24", "2026-10-24T08:00:00Z", "2026-10-25T09:00:00Z", 1],
  ])("%s", (_name, from, to, days) => {
    expect(rentDays(at(from), at(to), zone)).toBe(days);
  });
});

describe("excess hours", () => {
  test("are those beyond what the terms charged include", () => {
    // 12 days: two weeks, 80 hours.
    const price = bestPrice(12, rate);
    expect(excessOf(80, price, rate)).toEqual({ includedHours: 80, excessHours: 0, minor: 0 });
    expect(excessOf(93.5, price, rate)).toEqual({ includedHours: 80, excessHours: 13.5, minor: 202_50 });
    // 29 days: a cycle and a day, 168 hours.
    expect(excessOf(170.1, bestPrice(29, rate), rate)).toEqual({ includedHours: 168, excessHours: 2.1, minor: 31_50 });
  });
  test("are not counted without a reading, or where a term charged names no hours", () => {
    const price = bestPrice(12, rate);
    expect(excessOf(null, price, rate)).toBeNull();
    expect(excessOf(93.5, price, { ...rate, hoursPerWeek: null })).toBeNull();
    expect(excessOf(93.5, price, { ...rate, hoursPerCycle: null })).not.toBeNull();
  });
});

describe("the spend of a rental", () => {
  // Out on Monday 2 November at 08:00 in Berlin, due four weeks and three days later.
  const rental = {
    rate,
    outAt: at("2026-11-02T07:00:00Z"),
    dueAt: at("2026-12-03T16:00:00Z"),
    offRentAt: null,
    timeZone: "Europe/Berlin",
    usedHours: 50,
  };

  test("on the 10th day", () => {
    // 10 days: a week and three days, 700. To the due time 31 days and 9 hours, so 32: a cycle and four days, that is a week: 1,600.
    expect(spendOf({ ...rental, now: at("2026-11-11T10:00:00Z") })).toEqual({
      currency: "EUR",
      days: 10,
      soFarMinor: 700_00,
      excess: { includedHours: 64, excessHours: 0, minor: 0 },
      cycle: {
        number: 1,
        startsAt: at("2026-11-02T07:00:00Z"),
        endsAt: at("2026-11-30T07:00:00Z"),
        daysLeft: 18,
        soFarMinor: 700_00,
        projectedMinor: 1200_00,
      },
      projectedDays: 32,
      projectedMinor: 1600_00,
    });
  });

  test("in the second cycle", () => {
    const spend = spendOf({ ...rental, now: at("2026-12-01T10:00:00Z") });
    // The 30th day: a cycle and two days.
    expect(spend).toMatchObject({ days: 30, soFarMinor: 1400_00, projectedMinor: 1600_00 });
    expect(spend.cycle).toMatchObject({ number: 2, daysLeft: 26, soFarMinor: 200_00, projectedMinor: 400_00 });
  });

  test("runs on when it is late, and stops at the call-off", () => {
    expect(spendOf({ ...rental, now: at("2026-12-06T10:00:00Z") })).toMatchObject({
      days: 35,
      projectedMinor: 1600_00,
    });
    const calledOff = { ...rental, offRentAt: at("2026-11-04T23:00:00Z") };
    expect(spendOf({ ...calledOff, now: at("2026-11-20T10:00:00Z") })).toMatchObject({
      days: 3,
      soFarMinor: 300_00,
      projectedMinor: 300_00,
      cycle: { daysLeft: 0 },
    });
    expect(spendOf({ ...calledOff, now: at("2026-11-03T06:00:00Z") })).toMatchObject({
      soFarMinor: 100_00,
      projectedMinor: 300_00,
    });
  });

  test("a cycle ends at the same time of day when the clocks change in it", () => {
    const spend = spendOf({ ...rental, outAt: at("2026-10-12T06:00:00Z"), now: at("2026-10-20T10:00:00Z") });
    expect(spend.cycle.endsAt).toEqual(at("2026-11-09T07:00:00Z"));
  });

  test("an extension costs what it adds", () => {
    const now = at("2026-11-11T10:00:00Z");
    // 33 days instead of 32: still a cycle and a week.
    expect(costOfEnd({ ...rental, now }, at("2026-12-04T16:00:00Z"))).toBe(0);
    // 39 days: a cycle, a week and four days, that is two weeks.
    expect(costOfEnd({ ...rental, now }, at("2026-12-10T16:00:00Z"))).toBe(400_00);
  });

  test("currencies have decimals of their own", () => {
    expect(["EUR", "JPY", "KWD"].map(minorDigits)).toEqual([2, 0, 3]);
  });
});

describe("revenue at risk", () => {
  const facts: RiskFacts = {
    outAt: at("2026-11-02T07:00:00Z"),
    dueAt: at("2026-11-20T16:00:00Z"),
    overdueFrom: at("2026-11-20T23:00:00Z"),
    offRentAt: null,
    recent: { runtimeH: 18, idleH: 4, daysHeard: 3 },
    rate,
    timeZone: "Europe/Berlin",
  };
  const policy = { idleRatio: 0.5, idleDays: 3 };

  test("is nothing on a machine that works and is not due", () => {
    expect(riskOf(facts, policy, at("2026-11-10T10:00:00Z"))).toBeNull();
  });
  test("of a late machine is a day's value for each day since it was due", () => {
    expect(riskOf(facts, policy, at("2026-11-22T10:00:00Z"))).toEqual({
      kind: "OVERDUE",
      days: 2,
      amountMinor: 85_72,
    });
  });
  test("of one called off counts from the day that no rent runs any more", () => {
    const calledOff = { ...facts, offRentAt: at("2026-11-12T23:00:00Z") };
    expect(riskOf(calledOff, policy, at("2026-11-12T10:00:00Z"))).toBeNull();
    expect(riskOf(calledOff, policy, at("2026-11-15T10:00:00Z"))).toMatchObject({ kind: "NOT_COLLECTED", days: 3 });
  });
  test("of one that idles is the rent that is left; silence is no idling", () => {
    const now = at("2026-11-10T10:00:00Z");
    // Nine days so far, 600; 19 to the due time, a cycle: 600 left.
    const idle = { runtimeH: 18, idleH: 9, daysHeard: 3 };
    expect(riskOf({ ...facts, recent: idle }, policy, now)).toEqual({ kind: "IDLE", days: 3, amountMinor: 600_00 });
    const stands = { runtimeH: 0.4, idleH: 0, daysHeard: 3 };
    expect(riskOf({ ...facts, recent: stands }, policy, now)?.kind).toBe("IDLE");
    expect(riskOf({ ...facts, recent: { runtimeH: 0, idleH: 0, daysHeard: 1 } }, policy, now)).toBeNull();
  });
  test("has no amount without a rate", () => {
    expect(riskOf({ ...facts, rate: null }, policy, at("2026-11-22T10:00:00Z"))?.amountMinor).toBeNull();
  });
});

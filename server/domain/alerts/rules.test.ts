import { describe, expect, test } from "bun:test";
import type { DueFacts } from "./due-facts.ts";
import { DUE_ALERT_KINDS, DUE_RULES } from "./rules.ts";

const { DUE_SOON, OVERDUE } = DUE_RULES;
const dueAt = new Date("2026-11-24T16:00:00Z");
const hour = 3_600_000;
const facts = (hoursAfterDue: number, rest: Partial<DueFacts> = {}): DueFacts => ({
  humanId: "EQX1004",
  siteName: "Harbour",
  rentalState: "ON_RENT",
  dueAt,
  now: new Date(dueAt.getTime() + hoursAfterDue * hour),
  timeZone: "Europe/Berlin",
  graceMinutes: 30,
  dueSoonHours: 24,
  ...rest,
});

describe("rules about due times", () => {
  test("every rule is registered under its own kind", () => {
    expect(DUE_ALERT_KINDS.map((kind) => DUE_RULES[kind].kind)).toEqual(DUE_ALERT_KINDS);
  });

  test("at most one of them holds at any time, and none before the due time is near", () => {
    for (let hours = -48; hours <= 96; hours++) {
      const holding = DUE_ALERT_KINDS.filter((kind) => DUE_RULES[kind].is(facts(hours)));
      expect(holding.length).toBeLessThanOrEqual(1);
      if (hours < -24) expect(holding).toEqual([]);
      if (hours >= -24 && hours < 0) expect(holding).toEqual(["DUE_SOON"]);
      if (hours >= 24) expect(holding).toEqual(["OVERDUE"]);
    }
  });

  test("a machine is not overdue before its due time and the grace have passed", () => {
    for (const graceMinutes of [0, 30, 1440])
      expect(OVERDUE.is(facts(graceMinutes / 60 - 0.01, { graceMinutes }))).toBe(false);
  });

  test("hasBecome holds only where no alert is live", () => {
    expect(DUE_SOON.hasBecome(facts(-1), false)).toBe(true);
    expect(DUE_SOON.hasBecome(facts(-1), true)).toBe(false);
    expect(OVERDUE.hasBecome(facts(48), false)).toBe(true);
    expect(OVERDUE.hasBecome(facts(48), true)).toBe(false);
    expect(OVERDUE.hasBecome(facts(48, { rentalState: "RETURNED" }), false)).toBe(false);
  });

  test("what cleared an alert is named", () => {
    expect(DUE_SOON.hasCleared(facts(-1))).toBeNull();
    expect(OVERDUE.hasCleared(facts(48))).toBeNull();
    expect(DUE_SOON.hasCleared(facts(48))).toBe("overdue");
    expect(DUE_SOON.hasCleared(facts(-100))).toBe("extended");
    expect(OVERDUE.hasCleared(facts(-100))).toBe("extended");
    for (const [rentalState, word] of [
      ["RETURNED", "returned"],
      ["PICK_UP_READY", "called_off"],
      ["CANCELLED", "cancelled"],
    ] as const)
      for (const kind of DUE_ALERT_KINDS) expect(DUE_RULES[kind].hasCleared(facts(48, { rentalState }))).toBe(word);
  });

  test("the reason shows the due time in the zone asked for", () => {
    expect(DUE_SOON.reason(facts(-1), "Europe/Berlin")).toBe(
      "EQX1004 at Harbour is due back on 24 Nov 2026, 17:00 (Europe/Berlin).",
    );
    expect(OVERDUE.reason(facts(48, { siteName: null }), "America/Denver")).toBe(
      "EQX1004 was due back on 24 Nov 2026, 09:00 (America/Denver) and is overdue.",
    );
  });

  test("three days make an overdue machine critical", () => {
    expect(OVERDUE.severity(facts(71))).toBe("WARNING");
    expect(OVERDUE.severity(facts(72))).toBe("CRITICAL");
  });
});

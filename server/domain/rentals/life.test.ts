import { describe, expect, test } from "bun:test";
import { judgeStep, mayDecide, RENTAL_ACTIONS, stepsOpen, type LifeActor, type LifeFacts } from "./life.ts";
import { daysBeyondAgreed, judgeCallOff, judgeNewDue } from "./judge-dates.ts";

const dispatch: LifeActor = { orgType: "DEALER", role: "DEALER_DISPATCH" };
const hq: LifeActor = { orgType: "CATERPILLAR", role: "CAT_ADMIN" };
const supervisor: LifeActor = { orgType: "CUSTOMER", role: "CUSTOMER_SUPERVISOR" };
const operator: LifeActor = { orgType: "CUSTOMER", role: "OPERATOR" };
const out: LifeFacts = { state: "ON_RENT", callOffDay: null };
const calledOff: LifeFacts = { state: "ON_RENT", callOffDay: "2026-12-01" };
const ready: LifeFacts = { state: "PICK_UP_READY", callOffDay: "2026-11-22" };

describe("who may take which step", () => {
  test("on a rental that is out", () => {
    const change = ["extend", "shorten", "transfer", "swap", "callOff"] as const;
    expect(stepsOpen(out, dispatch)).toEqual([...change, "collect"]);
    expect(stepsOpen(out, hq)).toEqual(stepsOpen(out, dispatch));
    expect(stepsOpen(out, supervisor)).toEqual(["extend", "shorten", "transfer", "callOff"]);
    expect(stepsOpen(out, operator)).toEqual(["callOff"]);
  });

  test("after a call-off for a day, and once it is ready", () => {
    expect(stepsOpen(calledOff, supervisor)).toEqual(["callOff", "cancelCallOff", "ready"]);
    expect(stepsOpen(calledOff, operator)).toEqual(["callOff", "ready"]);
    expect(stepsOpen(ready, supervisor)).toEqual(["cancelCallOff"]);
    expect(stepsOpen(ready, dispatch)).toEqual(["cancelCallOff", "collect"]);
  });

  test("what is asked and not done: an extension by a supervisor, a call-off by an operator", () => {
    expect(judgeStep("extend", out, supervisor)).toEqual({ ok: true, mode: "request" });
    expect(judgeStep("extend", out, dispatch)).toEqual({ ok: true, mode: "direct" });
    expect(judgeStep("callOff", out, operator)).toEqual({ ok: true, mode: "request" });
    expect(judgeStep("callOff", out, supervisor)).toEqual({ ok: true, mode: "direct" });
  });

  test("a closed rental takes no step, one that is not out yet none either, each with its own reason", () => {
    for (const action of RENTAL_ACTIONS) {
      for (const state of ["RETURNED", "CANCELLED"] as const)
        expect(judgeStep(action, { state, callOffDay: null }, dispatch)).toEqual({ ok: false, code: "rental.closed" });
      expect(judgeStep(action, { state: "RESERVED", callOffDay: null }, dispatch)).toEqual({
        ok: false,
        code: "rental.not_out",
      });
    }
  });

  test("each refusal says its own reason, and a role that may not learns nothing of the state", () => {
    expect(judgeStep("extend", calledOff, dispatch)).toEqual({ ok: false, code: "rental.called_off" });
    expect(judgeStep("ready", out, dispatch)).toEqual({ ok: false, code: "rental.not_called_off" });
    expect(judgeStep("cancelCallOff", out, dispatch)).toEqual({ ok: false, code: "rental.not_called_off" });
    expect(judgeStep("ready", ready, dispatch)).toEqual({ ok: false, code: "rental.already_ready" });
    expect(judgeStep("collect", { state: "RETURNED", callOffDay: null }, supervisor)).toEqual({
      ok: false,
      code: "auth.forbidden",
    });
  });

  test("an extension is the dealer's to grant, a call-off either side's", () => {
    expect([dispatch, hq, supervisor, operator].map((actor) => mayDecide("EXTEND", actor))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([dispatch, hq, supervisor, operator].map((actor) => mayDecide("CALL_OFF", actor))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("new due times", () => {
  const base = {
    dueAt: new Date("2026-11-20T16:00:00Z"),
    outAt: new Date("2026-11-10T08:00:00Z"),
    now: new Date("2026-11-15T08:00:00Z"),
  };
  test.each([
    ["extend", "2026-11-21T16:00:00Z", null],
    ["extend", "2026-11-20T16:00:00Z", "rental.not_longer"],
    ["extend", "2026-11-18T16:00:00Z", "rental.not_longer"],
    ["extend", "2026-11-09T16:00:00Z", "rental.ends_before_start"],
    ["extend", "2226-11-09T16:00:00Z", "rental.due_too_far"],
    ["shorten", "2026-11-18T16:00:00Z", null],
    ["shorten", "2026-11-20T16:00:00Z", "rental.not_shorter"],
    ["shorten", "2026-11-15T08:00:00Z", "rental.due_in_past"],
    ["shorten", "2026-11-10T08:00:00Z", "rental.ends_before_start"],
  ] as const)("%s to %s: %p", (kind, newDueAt, code) => {
    const verdict = judgeNewDue(kind, { ...base, newDueAt: new Date(newDueAt) });
    expect(verdict.ok ? null : verdict.code).toBe(code);
  });

  test("days beyond what was agreed are the site's days", () => {
    const agreed = new Date("2026-11-20T16:00:00Z");
    expect(daysBeyondAgreed(agreed, new Date("2026-11-23T05:30:00Z"), "Europe/Berlin")).toBe(3);
    expect(daysBeyondAgreed(agreed, new Date("2026-11-23T05:30:00Z"), "America/Los_Angeles")).toBe(2);
  });
});

describe("a call-off", () => {
  const base = {
    dueAt: new Date("2026-11-20T16:00:00Z"),
    now: new Date("2026-11-15T08:00:00Z"),
    timeZone: "Europe/Berlin",
  };
  test("at once ends the rent now", () => {
    expect(judgeCallOff({ ...base, day: null })).toEqual({
      ok: true,
      day: "2026-11-15",
      offRentAt: base.now,
      ready: true,
    });
  });
  test("for a day ends it when that day ends at the site", () => {
    expect(judgeCallOff({ ...base, day: "2026-11-18" })).toMatchObject({
      ok: true,
      offRentAt: new Date("2026-11-18T23:00:00Z"),
      ready: false,
    });
    expect(judgeCallOff({ ...base, day: "2026-11-15" })).toMatchObject({
      offRentAt: new Date("2026-11-15T23:00:00Z"),
    });
  });
  test("is refused for a past day and for one after the due day, but not today when it is overdue", () => {
    expect(judgeCallOff({ ...base, day: "2026-11-14" })).toEqual({ ok: false, code: "rental.call_off_in_past" });
    expect(judgeCallOff({ ...base, day: "2026-11-21" })).toEqual({ ok: false, code: "rental.call_off_after_due" });
    const late = { ...base, now: new Date("2026-11-25T08:00:00Z") };
    expect(judgeCallOff({ ...late, day: "2026-11-25" })).toMatchObject({ ok: true, day: "2026-11-25" });
    expect(judgeCallOff({ ...late, day: "2026-11-26" })).toEqual({ ok: false, code: "rental.call_off_after_due" });
  });
});

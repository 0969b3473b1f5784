import { describe, expect, test } from "bun:test";
import { type HoursForm, inputOf, problemsOf } from "./hours-form.ts";

const form: HoursForm = { date: "2026-11-23", ran: "6.5", idle: "1,5", fuel: "", meter: "1204.5", notes: " Rock " };
const known = { today: "2026-11-23", units: "METRIC" as const, hourMeter: 1200 };

describe("the hours of a day", () => {
  test("are taken as typed, with point or comma, and empty is nothing", () => {
    expect(problemsOf(form, known)).toEqual([]);
    expect(inputOf(form, "METRIC")).toEqual({
      date: "2026-11-23",
      runtimeH: 6.5,
      idleH: 1.5,
      fuelL: null,
      hourMeter: 1204.5,
      notes: "Rock",
    });
    expect(inputOf({ ...form, fuel: "10" }, "IMPERIAL").fuelL).toBeCloseTo(37.85, 1);
  });

  test("do not exceed the day, nor idle hours the hours, nor the day today", () => {
    expect(problemsOf({ ...form, ran: "25", idle: "" }, known)).toEqual(["ran"]);
    expect(problemsOf({ ...form, ran: "" }, known)).toEqual(["ran", "idleMore"]);
    expect(problemsOf({ ...form, idle: "7" }, known)).toEqual(["idleMore"]);
    expect(problemsOf({ ...form, date: "2026-11-24" }, known)).toEqual(["date"]);
    expect(problemsOf({ ...form, date: "" }, known)).toEqual(["date"]);
    expect(problemsOf({ ...form, idle: "x", fuel: "x", meter: "x" }, known)).toEqual(["idle", "fuel", "meter"]);
  });

  test("may end with less on the meter than now only for a day that is over", () => {
    expect(problemsOf({ ...form, meter: "1199" }, known)).toEqual(["meterLow"]);
    expect(problemsOf({ ...form, meter: "1199", date: "2026-11-22" }, known)).toEqual([]);
    expect(problemsOf({ ...form, meter: "1199" }, { ...known, hourMeter: null })).toEqual([]);
  });
});

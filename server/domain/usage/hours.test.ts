import { describe, expect, test } from "bun:test";
import { judgeMeter, lifetimeHours, offsetForNewMeter, rentalHours } from "./hours.ts";

const at = (hours: number, time: string) => ({ hours, at: new Date(`2026-03-01T${time}:00Z`) });

describe("judgeMeter", () => {
  test("accepts a first reading, a standing meter and a working one", () => {
    expect(judgeMeter({ previous: null, next: at(1200, "08:00") })).toEqual({ ok: true, gainedH: 0, flag: null });
    expect(judgeMeter({ previous: at(1200, "08:00"), next: at(1200, "16:00") })).toMatchObject({
      ok: true,
      gainedH: 0,
      flag: null,
    });
    expect(judgeMeter({ previous: at(1200.1, "08:00"), next: at(1207.4, "16:00") })).toEqual({
      ok: true,
      gainedH: 7.3,
      flag: null,
    });
  });

  test("refuses a meter that runs backwards", () => {
    expect(judgeMeter({ previous: at(1200, "08:00"), next: at(1199.9, "16:00") })).toEqual({
      ok: false,
      code: "rental.meter_backwards",
      previousHours: 1200,
      nextHours: 1199.9,
    });
  });

  test("flags a meter that outruns the clock by more than half an hour", () => {
    const after8h = (hours: number) => judgeMeter({ previous: at(1200, "08:00"), next: at(hours, "16:00") });
    expect(after8h(1208.5)).toMatchObject({ ok: true, flag: null });
    expect(after8h(1208.51)).toMatchObject({ ok: true, flag: "outruns_clock" });
    expect(after8h(47_570)).toMatchObject({ ok: true, flag: "outruns_clock", gainedH: 46_370 });
  });

  test("takes a late reading that shows no more than the newer one, and flags one that shows more", () => {
    expect(judgeMeter({ previous: at(1207, "16:00"), next: at(1203, "12:00") })).toEqual({
      ok: true,
      gainedH: -4,
      flag: null,
    });
    expect(judgeMeter({ previous: at(1207, "16:00"), next: at(1207.2, "12:00") })).toMatchObject({
      flag: "outruns_clock",
    });
  });
});

test("hours of a rental are free of floating-point noise", () => {
  expect(rentalHours(0.1, 0.3)).toBe(0.2);
  expect(rentalHours(5, 5)).toBe(0);
  expect(() => rentalHours(5, 4.9)).toThrow(RangeError);
  expect(() => rentalHours(5, Number.NaN)).toThrow(RangeError);
});

test("lifetime hours go on over a replaced meter", () => {
  const before = lifetimeHours(4321.5, 100);
  const offsetH = offsetForNewMeter({ lifetimeH: before, newMeterH: 0.2 });
  expect(lifetimeHours(0.2, offsetH)).toBe(before);
  expect(lifetimeHours(10.2, offsetH)).toBe(4431.5);
});

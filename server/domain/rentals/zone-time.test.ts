/** Every zone that the runtime knows, and every change of its clocks from 2024 to 2030. */
import { describe, expect, test } from "bun:test";
import { dueState, endOfLocalDay, judgeReturn, overdueFrom } from "./due.ts";
import {
  addDays,
  addLocalDays,
  keepLocal,
  localDay,
  localInstant,
  localText,
  offsetMs,
  startOfDay,
} from "./zone-time.ts";

const FROM = Date.UTC(2024, 0, 1);
const UNTIL = Date.UTC(2031, 0, 1);
const STEP = 20 * 86_400_000;
const MINUTE = 60_000;

/** The first minute at which a zone's clocks are changed, for each change. */
function transitionsOf(timeZone: string): Date[] {
  const found: Date[] = [];
  let offset = offsetMs(new Date(FROM), timeZone);
  for (let at = FROM; at < UNTIL; at += STEP) {
    const next = offsetMs(new Date(at + STEP), timeZone);
    if (next === offset) continue;
    let [before, after] = [at / MINUTE, (at + STEP) / MINUTE];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offsetMs(new Date(middle * MINUTE), timeZone) === offset) before = middle;
      else after = middle;
    }
    found.push(new Date(after * MINUTE));
    offset = next;
  }
  return found;
}

const changes = Intl.supportedValuesOf("timeZone").flatMap((timeZone) =>
  transitionsOf(timeZone).map((at) => ({ timeZone, at })),
);
/** What breaks a rule, so that a failure names the zones and instants. */
const broken = (rule: (change: { timeZone: string; at: Date }) => boolean) =>
  changes.filter((change) => !rule(change)).map(({ timeZone, at }) => `${timeZone} ${at.toISOString()}`);

describe("at every change of clocks of every zone", () => {
  test("there are hundreds of zones and a thousand changes to look at", () => {
    expect(Intl.supportedValuesOf("timeZone").length).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(1000);
  });

  test("a machine returned on its due day is not overdue, however long the day", () => {
    expect(
      broken(({ timeZone, at }) => {
        const end = endOfLocalDay(at, timeZone);
        const lastMinute = new Date(end.getTime() - MINUTE);
        const day = localDay(at, timeZone);
        const grace = { timeZone, graceMinutes: 0 };
        return (
          localDay(lastMinute, timeZone) === day &&
          localDay(end, timeZone) > day &&
          dueState({ dueAt: at, now: lastMinute, ...grace }) !== "overdue" &&
          dueState({ dueAt: at, now: end, ...grace }) === "overdue"
        );
      }),
    ).toEqual([]);
  });

  test("grace is counted in minutes that pass, over the change too", () => {
    expect(
      broken(({ timeZone, at }) => {
        const dueAt = new Date(at.getTime() - 86_400_000);
        const from = overdueFrom({ dueAt, timeZone, graceMinutes: 90 });
        return from.getTime() - endOfLocalDay(dueAt, timeZone).getTime() === 90 * MINUTE;
      }),
    ).toEqual([]);
  });

  test("five o'clock stays five o'clock, whether the due time moves by a day or the machine to another zone", () => {
    expect(
      broken(({ timeZone, at }) => {
        const day = localDay(at, timeZone);
        const before = localInstant(`${addDays(day, -1)}T17:00`, timeZone)!;
        const moved = keepLocal(before, timeZone, "Pacific/Chatham");
        return (
          localText(addLocalDays(before, 2, timeZone), timeZone) === `${addDays(day, 1)}T17:00` &&
          localText(moved, "Pacific/Chatham") === `${addDays(day, -1)}T17:00` &&
          keepLocal(moved, "Pacific/Chatham", timeZone).getTime() === before.getTime()
        );
      }),
    ).toEqual([]);
  });

  test("a local time is found again, the first of two, or the one after a gap", () => {
    expect(
      broken(({ timeZone, at }) => {
        const minutes = [-90, -31, -1, 0, 1, 29, 61];
        return minutes.every((minute) => {
          const text = localText(new Date(at.getTime() + minute * MINUTE), timeZone);
          const found = localInstant(text, timeZone)!;
          return localText(found, timeZone) === text && found.getTime() <= at.getTime() + minute * MINUTE;
        });
      }),
    ).toEqual([]);
  });

  test("a day starts where the one before ends", () => {
    expect(
      broken(({ timeZone, at }) => {
        const day = localDay(at, timeZone);
        const start = startOfDay(day, timeZone);
        return (
          localDay(start, timeZone) === day &&
          endOfLocalDay(new Date(start.getTime() - MINUTE), timeZone).getTime() === start.getTime()
        );
      }),
    ).toEqual([]);
  });
});

describe("in every zone", () => {
  test("the end of any day is the first moment of the next", () => {
    const wrong = Intl.supportedValuesOf("timeZone").filter((timeZone, i) => {
      const at = new Date(FROM + ((i * 7919) % 2500) * 86_400_000 + ((i * 613) % 1440) * MINUTE);
      const end = endOfLocalDay(at, timeZone);
      return localText(end, timeZone) !== `${addDays(localDay(at, timeZone), 1)}T00:00`;
    });
    // Where a change of clocks falls on that very midnight the day starts later; there is none among these.
    expect(wrong).toEqual([]);
  });
});

describe("a return", () => {
  const due = { dueAt: new Date("2026-11-20T16:00:00Z"), timeZone: "Europe/Berlin", graceMinutes: 0 };
  const night = new Date("2026-11-20T22:30:00Z");
  const morning = new Date("2026-11-21T06:10:00Z");

  test("after closing on the due day counts as that day where the dealer takes machines in at night", () => {
    const dropped = { ...due, acceptedAt: morning, droppedOffAt: night };
    expect(judgeReturn({ ...dropped, nightDropOff: true })).toEqual({ countsFrom: night, lateDays: 0 });
    expect(judgeReturn({ ...dropped, nightDropOff: false })).toEqual({ countsFrom: morning, lateDays: 1 });
  });

  test("within the grace is in time, after it late by days at the site", () => {
    const back = { droppedOffAt: null, nightDropOff: true };
    const inGrace = new Date("2026-11-21T00:20:00Z");
    expect(judgeReturn({ ...due, ...back, graceMinutes: 120, acceptedAt: inGrace }).lateDays).toBe(0);
    expect(judgeReturn({ ...due, ...back, graceMinutes: 60, acceptedAt: inGrace }).lateDays).toBe(1);
    expect(judgeReturn({ ...due, ...back, acceptedAt: new Date("2026-11-23T09:00:00Z") }).lateDays).toBe(3);
  });
});

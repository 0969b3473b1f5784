import { describe, expect, test } from "bun:test";
import { followTrack } from "./drift.ts";
import { deriveUsage, type DeriveInput } from "./derive.ts";
import { judgeMeterChain } from "./meter-chain.ts";
import type { UsageReading } from "./reading.ts";
import { sharesByDay } from "./spread.ts";

const ms = (time: string) => Date.parse(time.length === 16 ? `${time}:00Z` : time);
const reading = (time: string, said: Partial<UsageReading>): UsageReading => ({
  atMs: ms(time),
  source: "feed",
  hourMeter: null,
  idleHours: null,
  fuelUsedL: null,
  odometerKm: null,
  engineRunning: null,
  lat: null,
  lon: null,
  accuracyM: null,
  operatorUserId: null,
  timeZone: "UTC",
  declared: null,
  ...said,
});
const derive = (readings: UsageReading[], rest: Partial<DeriveInput> = {}) =>
  deriveUsage({
    readings: readings.toSorted((a, b) => a.atMs - b.atMs),
    offsetH: 0,
    changes: [],
    certain: [],
    position: null,
    cadenceS: 3600,
    ...rest,
  });
const meter = (time: string, hourMeter: number) => reading(time, { hourMeter });
const hoursOf = (derived: ReturnType<typeof derive>) =>
  Object.fromEntries(derived.days.map((day) => [day.day, day.runtimeH]));

describe("the meter's chain", () => {
  const chain = (...hours: number[]) => judgeMeterChain(hours.map((h, at) => ({ atMs: at * 3_600_000, hours: h })));
  test("one wild value is set aside, whichever way it points, and the others hold", () => {
    expect(chain(100, 100.5, 47_570, 101, 101.5)).toEqual([null, null, "meter_outruns_clock", null, null]);
    expect(chain(100, 100.5, 3, 101, 101.5)).toEqual([null, null, "meter_backwards", null, null]);
  });
  test("a first value beyond any likelihood is set aside until others say otherwise", () => {
    expect(chain(47_570)).toEqual(["meter_implausible"]);
    expect(chain(47_570, 100, 100.5)).toEqual(["meter_outruns_clock", null, null]);
  });
  test("a value that time allows is unmasked by those that follow", () => {
    const hour = 3_600_000;
    const points = [
      [0, 100],
      [3000, 900],
      [3001, 101],
      [3002, 102],
    ].map(([at, hours]) => ({ atMs: at! * hour, hours: hours! }));
    expect(judgeMeterChain(points.slice(0, 3))).toEqual([null, null, "meter_backwards"]);
    expect(judgeMeterChain(points)).toEqual([null, "meter_outruns_clock", null, null]);
  });
  test("what is certain holds against any number of others: a new meter is not taken for truth unasked", () => {
    const points = [
      { atMs: 0, hours: 4000, certain: true },
      ...Array.from({ length: 150 }, (_, at) => ({ atMs: (at + 1) * 3_600_000, hours: at / 10 })),
    ];
    expect(
      judgeMeterChain(points)
        .slice(1)
        .every((verdict) => verdict === "meter_backwards"),
    ).toBe(true);
    expect(judgeMeterChain([...points, { atMs: 151 * 3_600_000, hours: 4001 }]).at(-1)).toBeNull();
  });
  test("the verdict does not depend on rounding", () => {
    expect(chain(100, 100, 99.95, 100.1)).toEqual([null, null, null, null]);
  });
});

describe("days", () => {
  test("hours go to the local day in which they were run", () => {
    const readings = [meter("2026-03-02T20:00", 10), meter("2026-03-03T02:00", 13)];
    expect(hoursOf(derive(readings))).toEqual({ "2026-03-02": 2, "2026-03-03": 1 });
    const tokyo = readings.map((each) => ({ ...each, timeZone: "Asia/Tokyo" }));
    expect(hoursOf(derive(tokyo))).toEqual({ "2026-03-03": 3 });
  });
  test("over a change of the clocks no hour is lost or won", () => {
    const shares = sharesByDay(ms("2026-03-28T12:00"), ms("2026-03-30T12:00"), "Europe/Berlin");
    expect(shares.map(({ day }) => day)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
    expect(shares.map(({ share }) => Math.round(share * 48))).toEqual([11, 23, 14]);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
  test("silence gives no day hours: what the meter gained meanwhile is told as a gap", () => {
    const derived = derive([
      meter("2026-03-02T08:00", 10),
      meter("2026-03-02T12:00", 14),
      meter("2026-03-06T08:00", 30),
      meter("2026-03-06T10:00", 31),
    ]);
    expect(hoursOf(derived)).toEqual({ "2026-03-02": 4, "2026-03-06": 1 });
    expect(derived.gaps).toEqual([{ fromMs: ms("2026-03-02T12:00"), toMs: ms("2026-03-06T08:00"), hours: 16 }]);
  });
  test("an engine that was last heard running is not taken to run through a silence", () => {
    const derived = derive([
      reading("2026-03-02T08:00", { engineRunning: true }),
      reading("2026-03-02T08:20", { engineRunning: true }),
      reading("2026-03-05T08:00", { engineRunning: true }),
      reading("2026-03-05T08:30", { engineRunning: false }),
    ]);
    expect(hoursOf(derived)).toEqual({ "2026-03-02": 0.333, "2026-03-05": 0.5 });
    expect(derived.days[0]!.source).toBe("ENGINE");
  });
  test("a late, a repeated and a shuffled reading change nothing twice", () => {
    const all = [
      meter("2026-03-02T08:00", 10),
      meter("2026-03-02T10:00", 12),
      meter("2026-03-02T12:00", 12),
      meter("2026-03-02T16:00", 15),
    ];
    const whole = derive(all);
    expect(derive([all[3]!, all[0]!, all[2]!, all[1]!])).toEqual(whole);
    expect(hoursOf(derive([...all, ...all.map((each) => ({ ...each, source: "other" }))]))).toEqual(hoursOf(whole));
    expect(hoursOf(derive([all[0]!, all[3]!]))).toEqual({ "2026-03-02": 5 });
  });
  test("idle hours, fuel and distance come from their own counters, and idle is never more than running", () => {
    const [day] = derive([
      reading("2026-03-02T08:00", { hourMeter: 10, idleHours: 4, fuelUsedL: 100, odometerKm: 50 }),
      reading("2026-03-02T12:00", { hourMeter: 13, idleHours: 5, fuelUsedL: 145.5, odometerKm: 62 }),
      reading("2026-03-02T13:00", { hourMeter: 13, idleHours: 8 }),
    ]).days;
    expect(day).toEqual({
      day: "2026-03-02",
      runtimeH: 3,
      idleH: 1,
      fuelL: 45.5,
      distanceKm: 12,
      hourMeterEnd: 13,
      source: "METER",
      coveredH: 5,
    });
  });
  test("a counter that was set back begins anew and takes nothing away", () => {
    const derived = derive([
      reading("2026-03-02T08:00", { fuelUsedL: 1000 }),
      reading("2026-03-02T09:00", { fuelUsedL: 1010 }),
      reading("2026-03-02T10:00", { fuelUsedL: 3 }),
      reading("2026-03-02T11:00", { fuelUsedL: 8 }),
    ]);
    expect(derived.days[0]!.fuelL).toBe(15);
  });
});

describe("a replaced meter", () => {
  test("goes on with its offset, and shows what it shows", () => {
    const readings = [
      meter("2026-03-02T08:00", 4000),
      meter("2026-03-02T12:00", 4003),
      meter("2026-03-02T15:00", 0.5),
      meter("2026-03-02T17:00", 2.5),
    ];
    expect(derive(readings).quarantine).toEqual([null, null, "meter_backwards", "meter_backwards"]);
    const changed = derive(readings, {
      changes: [{ atMs: ms("2026-03-02T14:00"), source: null, meterH: 0, offsetH: 4004 }],
    });
    expect(changed.quarantine).toEqual([null, null, null, null]);
    expect(hoursOf(changed)).toEqual({ "2026-03-02": 6.5 });
    expect(changed.meter).toEqual({ atMs: ms("2026-03-02T17:00"), hours: 2.5 });
  });
  test("a hand-over's reading is certain, and the feed that contradicts it is set aside", () => {
    const derived = derive([meter("2026-03-02T08:00", 900), meter("2026-03-02T12:00", 101)], {
      certain: [{ atMs: ms("2026-03-02T10:00"), hourMeter: 100 }],
    });
    expect(derived.quarantine).toEqual(["meter_outruns_clock", null]);
  });
});

describe("declared days", () => {
  const item = (
    operatorUserId: string | null,
    runtimeH: number,
    time = "2026-03-03T18:00",
    fuelL: number | null = null,
  ) =>
    reading(time, {
      source: `BULK:${operatorUserId}`,
      operatorUserId,
      declared: { day: "2026-03-03", runtimeH, idleH: 1, fuelL },
    });
  test("count where no counter was heard; the last word of each person, added up", () => {
    const derived = derive([item("ann", 3), item("ann", 4, "2026-03-03T19:00", 20), item("ben", 2)]);
    expect(derived.days).toEqual([
      {
        day: "2026-03-03",
        runtimeH: 6,
        idleH: 2,
        fuelL: 20,
        distanceKm: null,
        hourMeterEnd: null,
        source: "DECLARED",
        coveredH: 0,
      },
    ]);
    expect(derived.operators.map(({ operatorUserId, runtimeH }) => [operatorUserId, runtimeH])).toEqual([
      ["ann", 4],
      ["ben", 2],
    ]);
  });
  test("stand as they were written where only people read the meter: a night gets no share of theirs", () => {
    const said = (day: string, hourMeter: number) =>
      reading(`${day}T16:00`, { source: "MANUAL", hourMeter, declared: { day, runtimeH: 8, idleH: 1, fuelL: null } });
    const derived = derive([said("2026-03-02", 108), said("2026-03-03", 116)]);
    expect(hoursOf(derived)).toEqual({ "2026-03-02": 8, "2026-03-03": 8 });
    expect(derived.days.every(({ source }) => source === "DECLARED")).toBe(true);
    expect(derived.meter).toEqual({ atMs: ms("2026-03-03T16:00"), hours: 116 });
  });
  test("count once beside a feed: what a person reads off the meter is one more word about the same hours", () => {
    const feed = [meter("2026-03-03T06:00", 100), meter("2026-03-03T18:00", 108)];
    const scan = {
      source: "MANUAL",
      hourMeter: 104,
      declared: { day: "2026-03-03", runtimeH: 4, idleH: 0, fuelL: null },
    };
    expect(hoursOf(derive([...feed, reading("2026-03-03T12:00", scan)]))).toEqual({ "2026-03-03": 8 });
  });
  test("leave a tracker without a meter its own hours, though somebody reads one off", () => {
    const heard = [
      reading("2026-03-03T08:00", { engineRunning: true }),
      reading("2026-03-03T08:30", { engineRunning: false }),
    ];
    const scan = {
      source: "MANUAL",
      hourMeter: 104,
      declared: { day: "2026-03-03", runtimeH: 4, idleH: 0, fuelL: null },
    };
    expect(hoursOf(derive([...heard, reading("2026-03-03T12:00", scan)]))).toEqual({ "2026-03-03": 0.5 });
  });
  test("do not add to a meter's hours, and still say who ran it", () => {
    const derived = derive([meter("2026-03-03T08:00", 10), meter("2026-03-03T16:00", 15), item("ann", 9)]);
    expect(hoursOf(derived)).toEqual({ "2026-03-03": 5 });
    expect(derived.operators).toHaveLength(1);
  });
});

describe("the place", () => {
  const metre = 1 / 111_195;
  const at = (minute: number, northM: number, accuracyM: number | null = null) => ({
    atMs: minute * 60_000,
    lat: 48 + northM * metre,
    lon: 11,
    accuracyM,
  });
  test("a parked machine that wanders 3.5 m for an hour has not moved", () => {
    const points = Array.from({ length: 71 }, (_, minute) => at(minute, 3.5 * Math.sin(minute)));
    const track = followTrack(at(0, 0), points);
    expect(track.verdicts.every((verdict) => verdict === "parked")).toBe(true);
    expect(track.movedM.every((metres) => metres === 0)).toBe(true);
    expect(track.last).toMatchObject({ lat: 48, lon: 11 });
  });
  test("creeping drift does not add up to a journey, work does", () => {
    expect(followTrack(at(0, 0), [at(1, 14), at(2, -14), at(3, 14)]).last).toMatchObject({ lat: 48 });
    expect(followTrack(at(0, 0), [at(1, 30), at(2, 60)]).movedM.map(Math.round)).toEqual([30, 30]);
  });
  test("a bad receiver's doubt is honoured, and a more exact fix at the same place is taken", () => {
    expect(followTrack(at(0, 0), [at(1, 60, 80)]).verdicts).toEqual(["parked"]);
    expect(followTrack(at(0, 0, 40), [at(1, 10, 3)]).last).toMatchObject({ accuracyM: 3 });
  });
  test("a single jump across the country is set aside; two words from there are believed", () => {
    expect(followTrack(at(0, 0), [at(1, 400_000), at(2, 0)]).verdicts).toEqual(["position_jump", "parked"]);
    expect(followTrack(at(0, 0), [at(1, 400_000), at(2, 400_010)]).verdicts).toEqual(["moved", "parked"]);
  });
  test("jumps are quarantined with their reading and count for no distance", () => {
    const derived = derive([
      reading("2026-03-02T08:00", { lat: 48, lon: 11 }),
      reading("2026-03-02T08:10", { lat: 52, lon: 11 }),
      reading("2026-03-02T08:20", { lat: 48, lon: 11 }),
    ]);
    expect(derived.quarantine).toEqual([null, "position_jump", null]);
    expect(derived.days).toEqual([]);
  });
});

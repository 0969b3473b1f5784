import { describe, expect, test } from "bun:test";
import { alertLimitsFor, policyThresholdsSchema } from "../policies/schema.ts";
import { addDays } from "../rentals/zone-time.ts";
import { feedSilent, type FeedFacts } from "./feed-silent.ts";
import type { Fix, MachineFacts, UsedDay } from "./machine-facts.ts";
import { nextLook } from "./next-look.ts";
import { MACHINE_ALERT_KINDS, MACHINE_RULES } from "./rules.ts";

const now = new Date("2026-11-24T12:00:00Z");
const today = "2026-11-24";
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
const limits = alertLimitsFor(policyThresholdsSchema.parse({}), "EXCAVATOR");
const facts = (rest: Partial<MachineFacts> = {}): MachineFacts => ({
  humanId: "EQX1004",
  siteName: "Harbour",
  timeZone: "Europe/Berlin",
  now,
  today,
  status: "ON_RENT",
  hourMeter: 1000,
  lastSeenAt: ago(1),
  reports: true,
  cadenceS: 900,
  feedSilent: false,
  usualSilenceH: null,
  days: [],
  fixes: [],
  inTransport: false,
  services: [],
  limits,
  ...rest,
});
/** Days ending yesterday, oldest first. */
const days = (...list: (Partial<UsedDay> & { ratio?: number })[]): UsedDay[] =>
  list.map(({ ratio = 0.2, ...day }, at) => {
    const runtimeH = day.runtimeH ?? 8;
    return {
      day: addDays(today, at - list.length),
      runtimeH,
      idleH: runtimeH * ratio,
      fuelL: runtimeH * 10,
      ours: true,
      ...day,
    };
  });
const { IDLE_RATIO, GEOFENCE_BREACH, NO_HEARTBEAT, MAINTENANCE_DUE, UNEXPECTED_MOTION, FUEL_OUTLIER } = MACHINE_RULES;

test("every rule is registered under its own kind, and none finds anything in a machine that just works", () => {
  expect(MACHINE_ALERT_KINDS.map((kind) => MACHINE_RULES[kind].kind)).toEqual(MACHINE_ALERT_KINDS);
  const fine = facts({ days: days({}, {}, {}, {}, {}, {}, {}), fixes: [fix(2, 0), fix(1, 0)] });
  expect(MACHINE_ALERT_KINDS.filter((kind) => MACHINE_RULES[kind].is(fine))).toEqual([]);
});

describe("IDLE_RATIO", () => {
  const idling = days({ ratio: 0.5 }, { ratio: 0.6 }, { ratio: 0.7 });
  test("three working days at the allowance or above, and not two of three", () => {
    expect(IDLE_RATIO.is(facts({ days: idling }))).toBe(true);
    expect(IDLE_RATIO.hasBecome(facts({ days: idling }), true)).toBe(false);
    expect(IDLE_RATIO.is(facts({ days: idling.slice(1) }))).toBe(false);
    expect(IDLE_RATIO.is(facts({ days: days({ ratio: 0.9 }, { ratio: 0.49 }, { ratio: 0.9 }) }))).toBe(false);
  });
  test("a free weekend neither counts nor ends the row; a fortnight does", () => {
    const [a, b, c] = idling as [UsedDay, UsedDay, UsedDay];
    expect(IDLE_RATIO.is(facts({ days: [{ ...a, day: addDays(c.day, -4) }, b, c] }))).toBe(true);
    expect(IDLE_RATIO.is(facts({ days: [{ ...a, day: addDays(c.day, -14) }, b, c] }))).toBe(false);
    const rest = { ...b, runtimeH: 0.4, idleH: 0 };
    expect(IDLE_RATIO.is(facts({ days: [{ ...a, day: addDays(a.day, -1) }, { ...a }, rest, c] }))).toBe(true);
  });
  test("this morning's warm-up says nothing, half a shift does; another customer's days are not ours", () => {
    const morning = { ...idling[2]!, day: today, runtimeH: 1, idleH: 1 };
    expect(IDLE_RATIO.is(facts({ days: [...idling.slice(1), morning] }))).toBe(false);
    expect(IDLE_RATIO.is(facts({ days: [...idling.slice(1), { ...morning, runtimeH: 5, idleH: 4 }] }))).toBe(true);
    expect(IDLE_RATIO.is(facts({ days: idling.map((day, at) => ({ ...day, ours: at > 0 })) }))).toBe(false);
  });
  test("a class may have its own allowance", () => {
    const thresholds = policyThresholdsSchema.parse({ typeLimits: { TELEHANDLER: { idleRatio: 0.65 } } });
    const strict = days({ ratio: 0.6 }, { ratio: 0.6 }, { ratio: 0.6 });
    expect(IDLE_RATIO.is(facts({ days: strict, limits: alertLimitsFor(thresholds, "EXCAVATOR") }))).toBe(true);
    expect(IDLE_RATIO.is(facts({ days: strict, limits: alertLimitsFor(thresholds, "TELEHANDLER") }))).toBe(false);
  });
  test("it ends with a clearly better day, not with one on the edge; with the return; and when nobody works any more", () => {
    const after = (ratio: number) =>
      facts({ days: [...idling, ...days({ ratio })].map((day, at) => ({ ...day, day: addDays(today, at - 4) })) });
    expect(IDLE_RATIO.hasCleared(after(0.49))).toBeNull();
    expect(IDLE_RATIO.hasCleared(after(0.44))).toBe("idles_less");
    expect(IDLE_RATIO.hasCleared(facts({ status: "IDLE", days: idling.map((day) => ({ ...day, ours: false })) }))).toBe(
      "returned",
    );
    expect(IDLE_RATIO.hasCleared(facts({ days: idling.map((day) => ({ ...day, day: addDays(day.day, -20) })) }))).toBe(
      "not_used",
    );
  });
  test("the reason says how much of how much, and what is allowed", () => {
    expect(IDLE_RATIO.reason(facts({ days: idling }), "UTC")).toBe(
      "EQX1004 at Harbour idled 60 % of its 24.0 h on 3 working days in a row; 50 % is allowed.",
    );
  });
});

function fix(hoursAgo: number, outsideM: number, rest: Partial<Fix> = {}): Fix {
  // North of the fence, so that places differ as far as the distances do.
  return {
    at: ago(hoursAgo),
    lat: 52 + outsideM / 111_250,
    lon: 13,
    accuracyM: 5,
    outsideM,
    hourMeter: 1000 - hoursAgo,
    running: false,
    ...rest,
  };
}

describe("GEOFENCE_BREACH", () => {
  const out = [fix(3, 0), fix(2, 400), fix(1.5, 420), fix(1, 410)];
  test("outside for longer than the dwell while the meter runs", () => {
    expect(GEOFENCE_BREACH.is(facts({ fixes: out }))).toBe(true);
    expect(GEOFENCE_BREACH.reason(facts({ fixes: out }), "UTC")).toBe(
      "EQX1004 is working 410 m outside the fence of Harbour, for 60 min and 1 h on the meter.",
    );
  });
  test("not with the engine off, as on a lorry; not for a turn; not by what the receiver errs; not from one position", () => {
    const standing = out.map((each) => ({ ...each, hourMeter: 997 }));
    expect(GEOFENCE_BREACH.is(facts({ fixes: standing }))).toBe(false);
    expect(GEOFENCE_BREACH.is(facts({ fixes: [fix(1, 400), fix(0.9, 400)] }))).toBe(false);
    expect(GEOFENCE_BREACH.is(facts({ fixes: [fix(2, 34), fix(1, 34)] }))).toBe(false);
    expect(GEOFENCE_BREACH.is(facts({ fixes: out.map((each) => ({ ...each, accuracyM: 395 })) }))).toBe(false);
    expect(GEOFENCE_BREACH.is(facts({ fixes: out.map((each) => ({ ...each, accuracyM: 900 })) }))).toBe(false);
    expect(GEOFENCE_BREACH.is(facts({ fixes: [fix(1, 900)] }))).toBe(false);
  });
  test("a parked machine that wanders by 3.5 m at the fence is no breach", () => {
    const wander = Array.from({ length: 12 }, (_, at) => fix(12 - at, (at * 7) % 3.5, { hourMeter: 990 + at }));
    expect(GEOFENCE_BREACH.is(facts({ fixes: wander }))).toBe(false);
  });
  test("it ends when the machine has been well inside for the dwell, not on the margin", () => {
    expect(GEOFENCE_BREACH.hasCleared(facts({ fixes: [...out, fix(0.5, 25)] }))).toBeNull();
    expect(GEOFENCE_BREACH.hasCleared(facts({ fixes: [...out, fix(0.1, 0)] }))).toBeNull();
    expect(GEOFENCE_BREACH.hasCleared(facts({ fixes: [...out, fix(0.5, 0)] }))).toBe("back_inside");
    expect(GEOFENCE_BREACH.hasCleared(facts({ status: "IDLE", fixes: out }))).toBe("returned");
  });
});

describe("UNEXPECTED_MOTION", () => {
  const out = [fix(3, 0), fix(2, 700), fix(1, 1500)];
  const checkedIn = (rest: Partial<MachineFacts> = {}) => facts({ status: "IDLE", fixes: out, ...rest });
  test("a machine that is checked in and left its place", () => {
    expect(UNEXPECTED_MOTION.is(checkedIn())).toBe(true);
    expect(UNEXPECTED_MOTION.is(facts({ fixes: out }))).toBe(false);
  });
  test("not on a lorry that was ordered, not in a workshop's hands, not where it always stood", () => {
    expect(UNEXPECTED_MOTION.is(checkedIn({ inTransport: true }))).toBe(false);
    expect(UNEXPECTED_MOTION.is(checkedIn({ status: "MAINTENANCE" }))).toBe(false);
    expect(UNEXPECTED_MOTION.is(checkedIn({ fixes: [fix(3, 700), fix(2, 703), fix(1, 701)] }))).toBe(false);
  });
  test("it ends when it is sent out, fetched, or back for a while", () => {
    expect(UNEXPECTED_MOTION.hasCleared(checkedIn())).toBeNull();
    expect(UNEXPECTED_MOTION.hasCleared(facts({ fixes: out }))).toBe("sent_out");
    expect(UNEXPECTED_MOTION.hasCleared(checkedIn({ inTransport: true }))).toBe("transport");
    expect(UNEXPECTED_MOTION.hasCleared(checkedIn({ fixes: [...out, fix(0.2, 0)] }))).toBe("back_inside");
  });
});

describe("NO_HEARTBEAT", () => {
  test("after 12 h for what reports often, after three times its cadence for what reports daily", () => {
    for (const [cadenceS, limitH] of [
      [900, 12],
      [43_200, 36],
      [86_400, 72],
      [null, 12],
    ] as const) {
      expect(NO_HEARTBEAT.is(facts({ cadenceS, lastSeenAt: ago(limitH) }))).toBe(false);
      expect(NO_HEARTBEAT.is(facts({ cadenceS, lastSeenAt: ago(limitH + 0.1) }))).toBe(true);
    }
  });
  test("not of what never reported, does not report by itself, or is silent with its whole feed", () => {
    expect(NO_HEARTBEAT.is(facts({ lastSeenAt: null }))).toBe(false);
    expect(NO_HEARTBEAT.is(facts({ reports: false, lastSeenAt: ago(99) }))).toBe(false);
    expect(NO_HEARTBEAT.is(facts({ feedSilent: true, lastSeenAt: ago(99) }))).toBe(false);
    expect(NO_HEARTBEAT.hasCleared(facts({ feedSilent: true, lastSeenAt: ago(99) }))).toBe("feed_silent");
  });
  test("an old point that arrives late does not end it, a fresh one does", () => {
    expect(NO_HEARTBEAT.hasCleared(facts({ lastSeenAt: ago(11) }))).toBeNull();
    expect(NO_HEARTBEAT.hasCleared(facts({ lastSeenAt: ago(1) }))).toBe("heard_again");
  });
  test("a lost machine's silence is critical, as is a fortnight's on rent", () => {
    expect(NO_HEARTBEAT.severity(facts({ lastSeenAt: ago(20) }))).toBe("WARNING");
    expect(NO_HEARTBEAT.severity(facts({ status: "LOST", lastSeenAt: ago(20) }))).toBe("CRITICAL");
    expect(NO_HEARTBEAT.severity(facts({ lastSeenAt: ago(15 * 24) }))).toBe("CRITICAL");
  });
  test("a pause that is usual for the machine is no silence, and one that is longer by a quarter is", () => {
    const sleeper = (silentH: number) => facts({ usualSilenceH: 16, lastSeenAt: ago(silentH) });
    expect([NO_HEARTBEAT.is(sleeper(20)), NO_HEARTBEAT.is(sleeper(20.1))]).toEqual([false, true]);
    expect(nextLook(sleeper(15), false)).toEqual(new Date(ago(15).getTime() + 20 * HOUR_MS + 1000));
    // What is heard more often than the limit asks makes it no shorter.
    expect(NO_HEARTBEAT.is(facts({ usualSilenceH: 0.25, lastSeenAt: ago(11) }))).toBe(false);
  });
});

describe("FEED_SILENT", () => {
  const feed = (rest: Partial<FeedFacts> = {}): FeedFacts => ({
    name: "VisionLink",
    machines: 40,
    cadenceS: 86_400,
    lastSeenAt: ago(37),
    now,
    limits,
    ...rest,
  });
  test("a feed is found silent before the first of its machines can be, whatever its cadence", () => {
    for (const cadenceS of [300, 900, 43_200, 86_400]) {
      // The feed stopped; the machine that was due next had reported one cadence earlier.
      for (let hours = 0; hours < 100; hours += 0.25) {
        const machine = facts({ cadenceS, lastSeenAt: ago(hours + cadenceS / 3600) });
        if (NO_HEARTBEAT.is(machine)) expect(feedSilent.is(feed({ cadenceS, lastSeenAt: ago(hours) }))).toBe(true);
      }
    }
  });
  test("one machine makes no feed, and a feed that is heard is over", () => {
    expect(feedSilent.is(feed())).toBe(true);
    expect(feedSilent.is(feed({ machines: 1 }))).toBe(false);
    expect(feedSilent.hasCleared(feed())).toBeNull();
    expect(feedSilent.hasCleared(feed({ lastSeenAt: ago(1) }))).toBe("heard_again");
  });
});

describe("MAINTENANCE_DUE", () => {
  const service = {
    service: "250 h service",
    state: "OPEN" as const,
    dueAtHours: null,
    dueAt: null,
    deferredUntil: null,
  };
  const byHours = (hourMeter: number) => facts({ hourMeter, services: [{ ...service, dueAtHours: 1000 }] });
  const byDate = (inDays: number) => facts({ services: [{ ...service, dueAt: ago(-24 * inDays) }] });
  test("soft before, hard at, critical long after, by the meter and by date", () => {
    expect(
      [974, 975, 999.9, 1000, 1049, 1050].map(
        (meter) => MAINTENANCE_DUE.is(byHours(meter)) && MAINTENANCE_DUE.severity(byHours(meter)),
      ),
    ).toEqual([false, "INFO", "INFO", "WARNING", "WARNING", "CRITICAL"]);
    expect(
      [8, 7, 0.1, 0, -29, -30].map(
        (days) => MAINTENANCE_DUE.is(byDate(days)) && MAINTENANCE_DUE.severity(byDate(days)),
      ),
    ).toEqual([false, "INFO", "INFO", "WARNING", "WARNING", "CRITICAL"]);
  });
  test("it ends with the work, its beginning or its deferral, and a corrected meter does not flicker", () => {
    const of = (rest: object) => facts({ hourMeter: 1000, services: [{ ...service, dueAtHours: 1000, ...rest }] });
    expect(MAINTENANCE_DUE.hasCleared(of({}))).toBeNull();
    expect(MAINTENANCE_DUE.hasCleared(of({ state: "IN_WORK" }))).toBe("in_work");
    expect(MAINTENANCE_DUE.hasCleared(of({ deferredUntil: ago(-1) }))).toBe("deferred");
    expect(MAINTENANCE_DUE.hasCleared(of({ dueAtHours: 1250 }))).toBe("serviced");
    expect(MAINTENANCE_DUE.hasCleared(byHours(972))).toBeNull();
  });
  test("the reason tells hours or the date", () => {
    expect(MAINTENANCE_DUE.reason(byHours(1012.5), "UTC")).toBe(
      "EQX1004 has 1012.5 h on the meter; its service was due at 1000 h.",
    );
    expect(MAINTENANCE_DUE.reason(byDate(2), "UTC")).toBe("EQX1004: 250 h service is due on 2026-11-26.");
  });
});

describe("FUEL_OUTLIER", () => {
  const usual = Array.from({ length: 10 }, (_, at) => ({ fuelL: 80 + at }));
  const last = (fuelL: number, rest: Partial<UsedDay> = {}) => facts({ days: days(...usual, { fuelL, ...rest }) });
  test("far above the machine's own rate, and not merely above it", () => {
    expect(FUEL_OUTLIER.is(last(120))).toBe(false);
    expect(FUEL_OUTLIER.is(last(180))).toBe(true);
    expect(FUEL_OUTLIER.reason(last(180), "UTC")).toBe(
      "EQX1004 at Harbour burned 22.5 L/h, 2.1 times what it usually does.",
    );
  });
  test("a rate of minutes, of a machine that is new, or that always scatters, is none", () => {
    expect(FUEL_OUTLIER.is(last(60, { runtimeH: 1.5 }))).toBe(false);
    expect(FUEL_OUTLIER.is(facts({ days: days({ fuelL: 80 }, { fuelL: 82 }, { fuelL: 200 }) }))).toBe(false);
    const wild = days(
      { fuelL: 40 },
      { fuelL: 120 },
      { fuelL: 45 },
      { fuelL: 150 },
      { fuelL: 60 },
      { fuelL: 100 },
      { fuelL: 50 },
      { fuelL: 170 },
    );
    expect(FUEL_OUTLIER.is(facts({ days: wild }))).toBe(false);
  });
  test("it ends with an ordinary day", () => {
    expect(FUEL_OUTLIER.hasCleared(last(180))).toBeNull();
    expect(FUEL_OUTLIER.hasCleared(last(84))).toBe("normal_again");
  });
});

describe("the next look", () => {
  test("is when silence would count, when the day is over, when a service comes near, and at most a day ahead", () => {
    expect(nextLook(facts(), false)).toEqual(new Date(ago(-11).getTime() + 1000));
    expect(nextLook(facts({ reports: false }), false)).toEqual(ago(-24));
    const day = { day: today, runtimeH: 1, idleH: 0, fuelL: null, ours: true };
    expect(nextLook(facts({ reports: false, days: [day] }), false)).toEqual(new Date("2026-11-24T23:00:00Z"));
    const service = { service: "s", state: "OPEN" as const, dueAtHours: null, dueAt: ago(-2), deferredUntil: null };
    expect(nextLook(facts({ services: [service] }), false)).toEqual(ago(-2));
  });
  test("is when a machine that is back will have been back for long enough", () => {
    const back = facts({ reports: false, fixes: [fix(1, 400), fix(0.05, 0)] });
    expect(nextLook(back, false)).toEqual(ago(-24));
    expect(nextLook(back, true)).toEqual(new Date(ago(0.05).getTime() + 5 * 60_000));
  });
});

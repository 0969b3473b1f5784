/** How many actionable alerts a person gets in ten minutes of a simulated week, and in a day. */
import type { AlertKind } from "../../../server/domain/alerts/schema.ts";
import type { Role } from "../../../server/domain/iam/claims.ts";
import { waysOf, type Told as Heard } from "../../../server/domain/notifications/channels.ts";
import { defaultSettings } from "../../../server/domain/notifications/settings.ts";
import type { PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { dice } from "../random.ts";
import { DAY_MS, HOUR_MS, WEEK_ENDS_MS, WEEK_STARTS_MS, type WeekMachine } from "./fleet.ts";
import { ANSWERED } from "./rates.ts";
import type { Told } from "./told.ts";

const WINDOW_MS = 10 * 60_000;
const WINDOWS = (WEEK_ENDS_MS - WEEK_STARTS_MS) / WINDOW_MS;
const WORK_HOURS = [6, 18] as const;
const ANSWERING = ["DEALER_ADMIN", "DEALER_DISPATCH", "CUSTOMER_SUPERVISOR"] as const satisfies Role[];
type Answering = (typeof ANSWERING)[number];

export type Person = {
  role: Answering;
  /** Times at which they were told something to act on. */
  told: { atMs: number; kind: AlertKind }[];
};

/**
 * Who is told what, as the product decides it for people who have chosen nothing: what is pushed to them, by the time at which it
 * happened, whether or not quiet hours hold it back. A dealer's administrator sees the whole dealer, a dispatcher the branch they are
 * bound to, a supervisor the machines that their customer rents.
 */
export function peopleOf(
  machines: readonly WeekMachine[],
  all: readonly Told[],
  thresholds: PolicyThresholds,
): Person[] {
  const people = new Map<string, Person>();
  const personOf = (role: Answering, key: string) => {
    const name = `${role} ${key}`;
    if (!people.has(name)) people.set(name, { role, told: [] });
    return people.get(name)!;
  };
  for (const { dealer, branch, jobsites } of machines) {
    personOf("DEALER_ADMIN", dealer);
    personOf("DEALER_DISPATCH", branch);
    for (const { customer } of jobsites) personOf("CUSTOMER_SUPERVISOR", customer!);
  }
  for (const told of all) {
    const { dealer, branch, customer, kind, atMs } = told;
    const tell = (change: Heard["change"], at: number) => {
      const to = { DEALER_ADMIN: dealer, DEALER_DISPATCH: branch, CUSTOMER_SUPERVISOR: customer };
      for (const role of ANSWERING)
        if (to[role] !== null && isPushed(role, { ...told, change, siteId: null }, at))
          personOf(role, to[role]).told.push({ atMs: at, kind });
    };
    tell(told.change, atMs);
    const unansweredMs = unansweredAt(told, thresholds);
    if (unansweredMs !== null) tell("UNANSWERED", unansweredMs);
  }
  return [...people.values()];
}

const settings = Object.fromEntries(ANSWERING.map((role) => [role, defaultSettings(role, "UTC", "en")]));
const isPushed = (role: Answering, heard: Heard, atMs: number): boolean =>
  waysOf(heard, { role, isAssignee: false, isActor: false, hasPush: true, settings: settings[role]! }, new Date(atMs))
    ?.pushAt != null;

/** When an alert is raised because nobody has answered it; null where somebody has, where it only informs or was over before. */
function unansweredAt(told: Told, { escalateCriticalHours, escalateHours }: PolicyThresholds): number | null {
  const { atMs, change, severity, untilMs } = told;
  if (change !== "OPENED" || severity === "INFO") return null;
  const chance = dice(`answer ${told.about} ${told.kind} ${atMs}`);
  const answersMs = chance.chance(ANSWERED) ? nextWorkMs(atMs) + chance.between(0, 2) * HOUR_MS : Infinity;
  const limitMs = atMs + (severity === "CRITICAL" ? escalateCriticalHours : escalateHours) * HOUR_MS;
  return limitMs < Math.min(answersMs, untilMs, WEEK_ENDS_MS) ? limitMs : null;
}

function isWork(ms: number): boolean {
  const at = new Date(ms);
  return at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= WORK_HOURS[0] && at.getUTCHours() < WORK_HOURS[1];
}

function nextWorkMs(ms: number): number {
  let at = ms;
  while (!isWork(at)) at = (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  return at;
}

export type Spread = { p50: number; p95: number; p99: number; max: number; mean: number };

function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0, mean };
}

export type Counted = {
  people: number;
  /** Over every ten minutes of every person's week, and of their working hours alone (Monday to Friday, 6 to 18 h). */
  window: Spread;
  workWindow: Spread;
  /** Over every person's days. */
  day: Spread;
  byKind: Partial<Record<AlertKind, number>>;
};

export function count(people: readonly Person[]): Counted {
  const windows: number[] = [];
  const days: number[] = [];
  const byKind: Counted["byKind"] = {};
  for (const { told } of people) {
    const [ofWindow, ofDay] = [Array<number>(WINDOWS).fill(0), Array<number>(7).fill(0)];
    for (const { atMs, kind } of told) {
      ofWindow[Math.floor((atMs - WEEK_STARTS_MS) / WINDOW_MS)]!++;
      ofDay[Math.floor((atMs - WEEK_STARTS_MS) / DAY_MS)]!++;
      byKind[kind] = (byKind[kind] ?? 0) + 1;
    }
    windows.push(...ofWindow);
    days.push(...ofDay);
  }
  const atWork = windows.filter((_, at) => isWork(WEEK_STARTS_MS + (at % WINDOWS) * WINDOW_MS));
  return {
    people: people.length,
    window: spreadOf(windows),
    workWindow: spreadOf(atWork),
    day: spreadOf(days),
    byKind,
  };
}

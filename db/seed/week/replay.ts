/**
 * A machine's week held against the alert rules as the sweeps do it: when something is heard of it or entered about it, and when its next
 * look has come, at five-minute ticks. The rules, what becomes of live alerts and the next look are the product's own; what
 * `server/features/alerts/load-machines.ts` reads of a machine is kept here in memory.
 */
import { feedSilent } from "../../../server/domain/alerts/feed-silent.ts";
import type { DueFacts } from "../../../server/domain/alerts/due-facts.ts";
import { judgeMachine, rankOf, type Live } from "../../../server/domain/alerts/judge.ts";
import type { Fix, MachineFacts, OpenService, UsedDay } from "../../../server/domain/alerts/machine-facts.ts";
import { nextLook } from "../../../server/domain/alerts/next-look.ts";
import { isSilent } from "../../../server/domain/alerts/no-heartbeat.ts";
import { DUE_ALERT_KINDS, DUE_RULES, MACHINE_RULES } from "../../../server/domain/alerts/rules.ts";
import type { AlertKind, AlertSeverity } from "../../../server/domain/alerts/schema.ts";
import { alertLimitsFor, type PolicyThresholds } from "../../../server/domain/policies/schema.ts";
import { distanceToFenceM } from "../../../server/domain/sites/distance.ts";
import { courseOf } from "./course.ts";
import { HOUR_MS, WARM_UP_DAYS, WEEK_ENDS_MS, WEEK_STARTS_MS, type WeekMachine, type WeekSite } from "./fleet.ts";
import { isDue, nextDueLook } from "./due-looks.ts";
import { feedFacts } from "./feeds.ts";
import { historyOf, servicePlan } from "./history.ts";
import { dayMs, type Entry } from "./model.ts";
import { pausesOf } from "./pauses.ts";
import { habitOf, reportsOf, type Report } from "./reports.ts";
import { tick, type Told } from "./told.ts";

const FIXES = 12;
const FIX_MS = 7 * 24 * HOUR_MS;
const dayName = (day: number) => new Date(dayMs(day)).toISOString().slice(0, 10);

/** What was told of one machine in the week. */
export function replay(machine: WeekMachine, thresholds: PolicyThresholds): Told[] {
  const course = courseOf(machine);
  const habit = habitOf(machine);
  const { begins } = course;
  const limits = alertLimitsFor(thresholds, machine.type);
  const days: UsedDay[] = historyOf(machine, begins, habit);
  const service = servicePlan(machine);
  let fixes: Fix[] = [];
  let { status }: { status: MachineFacts["status"] } = begins;
  let { site, dueMs }: { site: WeekSite; dueMs: number | null } = begins;
  let rentalState: DueFacts["rentalState"] = "ON_RENT";
  let siteSinceMs = Number.NEGATIVE_INFINITY;
  let transportUntilMs = Number.NEGATIVE_INFINITY;
  let hourMeter = service.meterH;
  const pauses = pausesOf();
  const already = course.silences.find(({ fromMs }) => fromMs < dayMs(-WARM_UP_DAYS));
  let lastSeenMs = already?.fromMs ?? dayMs(-WARM_UP_DAYS);

  const live: (Live & { told: Told[] })[] = [];
  const all: Told[] = [];
  const tell = (alert: Live & { told: Told[] }, change: Told["change"], atMs: number) => {
    const { kind, severity } = alert;
    const { name: about, dealer, branch } = machine;
    const told = {
      atMs,
      change,
      kind,
      severity,
      untilMs: WEEK_ENDS_MS,
      about,
      dealer,
      branch,
      customer: site.customer,
    };
    alert.told.push(told);
    all.push(told);
  };
  const open = (kind: AlertKind, severity: AlertSeverity, atMs: number) => {
    const alert = { kind, severity, told: [] };
    live.push(alert);
    tell(alert, "OPENED", atMs);
  };
  const worsen = (alert: Live & { told: Told[] }, severity: AlertSeverity, atMs: number) => {
    alert.severity = severity;
    tell(alert, "WORSENED", atMs);
  };
  const resolve = (alert: Live & { told: Told[] }, atMs: number) => {
    live.splice(live.indexOf(alert), 1);
    for (const told of alert.told) told.untilMs = atMs;
  };

  const judgeDue = (now: Date) => {
    const of = { humanId: machine.name, siteName: site.key, timeZone: "UTC", graceMinutes: thresholds.graceMinutes };
    const facts: DueFacts = {
      ...of,
      now,
      rentalState: dueMs === null ? "RETURNED" : rentalState,
      dueAt: new Date(dueMs ?? 0),
      dueSoonHours: thresholds.dueSoonHours,
    };
    for (const alert of live.slice()) {
      if (!isDue(alert.kind)) continue;
      const rule = DUE_RULES[alert.kind];
      if (rule.hasCleared(facts)) resolve(alert, now.getTime());
      else if (rule.is(facts) && rankOf(rule.severity(facts)) > rankOf(alert.severity))
        worsen(alert, rule.severity(facts), now.getTime());
    }
    const kind = DUE_ALERT_KINDS.find((each) =>
      DUE_RULES[each].hasBecome(
        facts,
        live.some((alert) => alert.kind === each),
      ),
    );
    if (kind) open(kind, DUE_RULES[kind].severity(facts), now.getTime());
  };

  const judge = (now: Date): Date => {
    const facts: MachineFacts = {
      humanId: machine.name,
      siteName: site.key,
      timeZone: "UTC",
      now,
      today: now.toISOString().slice(0, 10),
      status,
      hourMeter,
      lastSeenAt: new Date(lastSeenMs),
      reports: true,
      cadenceS: machine.cadenceS,
      feedSilent: false,
      usualSilenceH: pauses.usualH(now.getTime(), lastSeenMs, limits.heartbeatHours),
      days,
      fixes,
      inTransport: now.getTime() < transportUntilMs,
      services: service.open(hourMeter) satisfies OpenService[],
      limits,
    };
    facts.feedSilent = isSilent(facts) && feedSilent.is(feedFacts(machine, now, thresholds));
    const judged = judgeMachine(facts, live);
    for (const kind of judged.open) open(kind, MACHINE_RULES[kind].severity(facts), now.getTime());
    for (const { alert, kind } of judged.worsen) worsen(alert, MACHINE_RULES[kind].severity(facts), now.getTime());
    for (const { alert } of judged.resolve) resolve(alert, now.getTime());
    return nextLook(facts, live.length > 0);
  };

  const hear = ({ atMs, lat, lon, accuracyM, running, ranH, today }: Report) => {
    const isLast = atMs >= lastSeenMs;
    pauses.hear(atMs);
    lastSeenMs = Math.max(lastSeenMs, atMs);
    if (isLast) hourMeter = service.meterH + ranH;
    const row = {
      day: dayName(today.day),
      runtimeH: today.runtimeH,
      idleH: today.idleH,
      fuelL: today.fuelL,
      ours: true,
    };
    const at = days.findIndex(({ day }) => day === row.day);
    if (at < 0) days.push(row);
    else if (days[at]!.runtimeH <= row.runtimeH) days[at] = { ...row, ours: days[at]!.ours };
    if (atMs < siteSinceMs) return;
    const fences = [site.fence, machine.yard.fence];
    const outsideM = Math.min(...fences.map((fence) => distanceToFenceM(fence, { lat, lon })));
    const fix = { at: new Date(atMs), lat, lon, accuracyM, outsideM, hourMeter: service.meterH + ranH, running };
    fixes = [...fixes, fix].sort((a, b) => a.at.getTime() - b.at.getTime()).slice(-FIXES);
    fixes = fixes.filter((each) => each.at.getTime() > atMs - FIX_MS);
  };
  const move = (to: WeekSite, atMs: number) => {
    [site, siteSinceMs, fixes] = [to, atMs, []];
    days.splice(0, days.length, ...days.map((day) => ({ ...day, ours: false })));
  };
  const enter = (entry: Entry) => {
    if (entry.what === "TRANSPORT") transportUntilMs = entry.toMs;
    else if (entry.what === "EXTENDED") ({ dueMs } = entry);
    else if (entry.what === "CALLED_OFF") rentalState = "PICK_UP_READY";
    else if (entry.what === "INSPECTED") status = status === "IDLE" ? "AVAILABLE" : status;
    else if (entry.what === "SENT_OUT") {
      [status, rentalState, dueMs] = ["ON_RENT", "ON_RENT", entry.dueMs];
      move(entry.site, entry.atMs);
    } else {
      [status, dueMs] = ["IDLE", null];
      move(machine.yard, entry.atMs);
    }
  };

  const heard = reportsOf(machine, course, habit);
  let [nextHeard, nextEntry] = [0, 0];
  let lookMs = dayMs(-WARM_UP_DAYS);
  let dueLookMs = lookMs;
  for (;;) {
    const [report, entry] = [heard[nextHeard], course.entries[nextEntry]];
    const atMs = Math.min(report?.knownMs ?? Infinity, entry?.atMs ?? Infinity, lookMs, dueLookMs);
    if (atMs >= WEEK_ENDS_MS) break;
    const now = new Date(atMs);
    if (entry?.atMs === atMs) {
      enter(entry);
      nextEntry++;
      dueLookMs = tick(atMs + 1);
    }
    while (heard[nextHeard] && heard[nextHeard]!.knownMs <= atMs) hear(heard[nextHeard++]!);
    if (dueLookMs <= atMs) {
      judgeDue(now);
      dueLookMs = nextDueLook(dueMs, atMs, thresholds);
    }
    service.tend(hourMeter);
    lookMs = tick(judge(now).getTime() + 1);
  }
  return all.filter(({ atMs }) => atMs >= WEEK_STARTS_MS);
}

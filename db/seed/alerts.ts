/** Alerts that follow from the data: due dates, services that are up, and what was planted; and those that have passed. */
import type { AlertKind, AlertSeverity } from "../../server/domain/alerts/schema.ts";
import { DEFAULT_THRESHOLDS } from "../../server/domain/policies/schema.ts";
import { dueState, overdueFrom } from "../../server/domain/rentals/due.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Anomaly, Machine, Site, Span } from "./model.ts";
import { currentSpan, spanOn, yardOf } from "./model.ts";
import { dice, idSource } from "./random.ts";
import { overdueSince, type Rental } from "./rentals.ts";
import type { Service } from "./service.ts";

const HOUR_MS = 3_600_000;
const LAST = HISTORY_DAYS - 1;
/** Alerts of the last weeks that are resolved are kept for the lists; older ones tell nobody anything. */
const RESOLVED_DAYS = 120;

type Cause = { machine: Machine; span: Span | null; kind: AlertKind; severity: AlertSeverity; reason: string; facts: Record<string, unknown>; openedAt: Date; resolvedAt?: Date; clearedBy?: string };

/** Rows of `alerts`; each names its cause in `reason` and the numbers behind it in `facts`. */
export function alertRows(rentals: Rental[], services: { machine: Machine; service: Service }[], calendar: Calendar) {
  const machines = new Set(services.map(({ machine }) => machine));
  const causes = [
    ...rentals.flatMap((rental) => dueCause(rental, calendar)),
    ...services.flatMap(({ machine, service }) => serviceCause(machine, service, calendar)),
    ...[...machines].flatMap((machine) => machine.anomalies.flatMap((anomaly) => anomalyCause(machine, anomaly, calendar))),
  ].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const id = idSource("alerts");
  return causes.map((cause) => alertRow(cause, id(cause.openedAt)));
}

function alertRow({ machine, span, kind, severity, reason, facts, openedAt, resolvedAt, clearedBy }: Cause, id: string) {
  const chance = dice(`alert ${id}`);
  const seen = !resolvedAt && chance.chance(0.2);
  return {
    id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: span?.customer.id ?? null,
    siteId: (span?.site ?? yardOf(machine.dealer)).id,
    equipmentId: machine.id,
    rentalId: span?.id ?? null,
    humanId: machine.humanId,
    kind,
    severity,
    state: resolvedAt ? "RESOLVED" : seen ? "ACKNOWLEDGED" : "OPEN",
    reason,
    facts,
    openedAt,
    acknowledgedAt: seen ? new Date(openedAt.getTime() + 30_000) : null,
    acknowledgedBy: seen ? machine.dealer.dispatch.userId : null,
    assigneeUserId: seen ? machine.dealer.dispatch.userId : null,
    resolvedAt: resolvedAt ?? null,
    clearedBy: clearedBy ?? null,
  };
}

function dueCause(rental: Rental, calendar: Calendar): Cause[] {
  const { machine, span, dueAt, inAt } = rental;
  const { timeZone, name } = span.site;
  const base = { machine, span, facts: { dueAt: dueAt.toISOString(), siteName: name, timeZone } };
  const due = `${new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(dueAt)} at the site`;
  const since = overdueSince(rental);
  if (since && inAt && span.to > LAST - RESOLVED_DAYS)
    return [{ ...base, kind: "OVERDUE", severity: "WARNING", reason: `${machine.humanId} was due back from ${name} on ${due} and came back late.`, openedAt: since, resolvedAt: inAt, clearedBy: "returned" }];
  if (span.state !== "ON_RENT") return [];
  const state = dueState({ dueAt, now: calendar.now, timeZone, graceMinutes: DEFAULT_THRESHOLDS.graceMinutes, dueSoonHours: DEFAULT_THRESHOLDS.dueSoonHours });
  if (state === "overdue") {
    const openedAt = overdueFrom({ dueAt, timeZone, graceMinutes: DEFAULT_THRESHOLDS.graceMinutes });
    const overdueHours = Math.floor((calendar.now.getTime() - dueAt.getTime()) / HOUR_MS);
    return [{ ...base, facts: { ...base.facts, overdueHours }, kind: "OVERDUE", severity: overdueHours > 96 ? "CRITICAL" : "WARNING", reason: `${machine.humanId} was due back from ${name} on ${due}.`, openedAt }];
  }
  if (state === "due_soon") {
    const openedAt = new Date(dueAt.getTime() - DEFAULT_THRESHOLDS.dueSoonHours * HOUR_MS);
    return [{ ...base, kind: "DUE_SOON", severity: "INFO", reason: `${machine.humanId} is due back from ${name} on ${due}.`, openedAt }];
  }
  return [];
}

function serviceCause(machine: Machine, service: Service, calendar: Calendar): Cause[] {
  const hourMeter = machine.meter[LAST]! / 10;
  if (service.state === "DONE" || service.dueAtHours === null || hourMeter < service.dueAtHours) return [];
  const facts = { service: service.service, dueAtHours: service.dueAtHours, hourMeter };
  const reachedOn = machine.meter.findIndex((tenths) => tenths / 10 >= service.dueAtHours!);
  const span = currentSpan(machine);
  const openedAt = calendar.past(Math.max(0, reachedOn), 1140, (span?.site ?? yardOf(machine.dealer)).timeZone);
  const reason = `${machine.humanId} has ${hourMeter.toFixed(1)} h on the meter; its service was due at ${service.dueAtHours} h.`;
  return [{ machine, span, kind: "MAINTENANCE_DUE", severity: "WARNING", reason, facts, openedAt }];
}

function anomalyCause(machine: Machine, anomaly: Anomaly, calendar: Calendar): Cause[] {
  const span = spanOn(machine, anomaly.from);
  const site = span?.site ?? yardOf(machine.dealer);
  const told = tell(machine, anomaly, site, calendar);
  if (!told || (!anomaly.live && anomaly.to < LAST - RESOLVED_DAYS)) return [];
  const openedAt = told.openedAt ?? calendar.past(anomaly.to, 1200, site.timeZone);
  const over = anomaly.live ? {} : { resolvedAt: calendar.past(anomaly.to + 1, 1200, site.timeZone), clearedBy: "cause_gone" };
  return [{ machine, span, kind: told.kind, severity: told.severity, reason: told.reason, facts: told.facts, openedAt, ...over }];
}

type Told = Pick<Cause, "kind" | "severity" | "reason" | "facts"> & { openedAt?: Date };

function tell(machine: Machine, anomaly: Anomaly, site: Site, calendar: Calendar): Told | null {
  const { humanId } = machine;
  const sum = (days: Int16Array) => days.subarray(anomaly.from, anomaly.to + 1).reduce((total, value) => total + Math.max(0, value), 0) / 10;
  const runtimeH = sum(machine.runtime);
  const idleH = sum(machine.idle);
  const days = anomaly.to - anomaly.from + 1;
  switch (anomaly.kind) {
    case "IDLE_RATIO":
      return { kind: "IDLE_RATIO", severity: "WARNING", reason: `${humanId} idled ${Math.round((idleH / runtimeH) * 100)} % of its ${runtimeH.toFixed(1)} h at ${site.name}, on ${days} days in a row.`, facts: { days, idleH, runtimeH, idleRatio: Math.round((idleH / runtimeH) * 100) / 100 } };
    case "OFF_SITE_MOTION":
      return { kind: "GEOFENCE_BREACH", severity: "CRITICAL", reason: `${humanId} is working ${anomaly.detail.awayM} m outside the fence of ${site.name}.`, facts: { distanceM: anomaly.detail.awayM, runtimeH, siteName: site.name }, openedAt: machine.lastSeenAt };
    case "UNEXPECTED_MOTION":
      return { kind: "UNEXPECTED_MOTION", severity: "CRITICAL", reason: `${humanId} is checked in but moved to ${anomaly.detail.awayM} m outside ${site.name}.`, facts: { distanceM: anomaly.detail.awayM, siteName: site.name }, openedAt: machine.lastSeenAt };
    case "SILENCE": {
      const hours = Math.floor((calendar.now.getTime() - machine.lastSeenAt.getTime()) / HOUR_MS);
      return { kind: "NO_HEARTBEAT", severity: machine.fate === "LOST" ? "CRITICAL" : "WARNING", reason: `${humanId} has not reported for ${Math.floor(hours / 24)} days; its feed ${machine.feed} reports every ${machine.feedCadenceS / 3600} h.`, facts: { silentHours: hours, cadenceS: machine.feedCadenceS, lastSeenAt: machine.lastSeenAt.toISOString() }, openedAt: new Date(Math.min(machine.lastSeenAt.getTime() + 3 * machine.feedCadenceS * 1000, calendar.now.getTime() - 60_000)) };
    }
    case "FUEL_OUTLIER": {
      const litres = machine.fuel[anomaly.from]! / 10;
      const perHour = Math.round((litres / runtimeH) * 10) / 10;
      return { kind: "FUEL_OUTLIER", severity: "WARNING", reason: `${humanId} burned ${perHour} L/h at ${site.name}, ${anomaly.detail.factor} times what it usually does.`, facts: { litres, runtimeH, litresPerHour: perHour, factor: anomaly.detail.factor } };
    }
    default:
      return null; // A meter that cannot be true is quarantined with its reading and raises no alert.
  }
}

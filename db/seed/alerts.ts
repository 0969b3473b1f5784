/** Alerts that follow from the data: due dates, services that are up, and what was planted; and those that have passed. */
import type { DueFacts } from "../../server/domain/alerts/due-facts.ts";
import { DUE_ALERT_KINDS, DUE_RULES } from "../../server/domain/alerts/rules.ts";
import type { AlertKind, AlertSeverity } from "../../server/domain/alerts/schema.ts";
import { DEFAULT_THRESHOLDS } from "../../server/domain/policies/schema.ts";
import { overdueFrom } from "../../server/domain/rentals/due.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { tellAnomaly } from "./anomaly-alerts.ts";
import type { Anomaly, Machine, Span } from "./model.ts";
import { currentSpan, spanOn, yardOf } from "./model.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";
import type { Service } from "./service.ts";

const HOUR_MS = 3_600_000;
const LAST = HISTORY_DAYS - 1;
/** Alerts of the last weeks that are resolved are kept for the lists; older ones tell nobody anything. */
const RESOLVED_DAYS = 120;

type Cause = {
  machine: Machine;
  span: Span | null;
  kind: AlertKind;
  severity: AlertSeverity;
  reason: string;
  facts: Record<string, unknown>;
  openedAt: Date;
  resolvedAt?: Date;
  clearedBy?: string;
};

/** Rows of `alerts`; each names its cause in `reason` and the numbers behind it in `facts`. */
export function alertRows(rentals: Rental[], services: { machine: Machine; service: Service }[], calendar: Calendar) {
  const machines = new Set(services.map(({ machine }) => machine));
  const causes = [
    ...rentals.flatMap((rental) => dueCause(rental, calendar)),
    ...services.flatMap(({ machine, service }) => serviceCause(machine, service, calendar)),
    ...[...machines].flatMap((machine) =>
      machine.anomalies.flatMap((anomaly) => anomalyCause(machine, anomaly, calendar)),
    ),
  ].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const id = idSource("alerts");
  return causes.map((cause) => alertRow(cause, id(cause.openedAt)));
}

function alertRow(
  { machine, span, kind, severity, reason, facts, openedAt, resolvedAt, clearedBy }: Cause,
  id: string,
) {
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
  const { timeZone, name: siteName } = span.site;
  const { graceMinutes, dueSoonHours } = DEFAULT_THRESHOLDS;
  const since = overdueFrom({ dueAt, timeZone, graceMinutes });
  const causeAt = (now: Date): Cause[] => {
    const facts: DueFacts = {
      humanId: machine.humanId,
      siteName,
      rentalState: "ON_RENT",
      dueAt,
      now,
      timeZone,
      graceMinutes,
      dueSoonHours,
    };
    const kind = DUE_ALERT_KINDS.find((candidate) => DUE_RULES[candidate].is(facts));
    if (!kind) return [];
    const openedAt = kind === "OVERDUE" ? since : new Date(dueAt.getTime() - dueSoonHours * HOUR_MS);
    const shown = {
      dueAt: dueAt.toISOString(),
      at: openedAt.toISOString(),
      siteName,
      timeZone,
      graceMinutes,
      dueSoonHours,
    };
    return [
      {
        machine,
        span,
        kind,
        severity: DUE_RULES[kind].severity(facts),
        reason: DUE_RULES[kind].reason(facts, timeZone),
        facts: shown,
        openedAt,
      },
    ];
  };
  if (span.state === "ON_RENT") return causeAt(calendar.now);
  const late = inAt && inAt > since && span.to > LAST - RESOLVED_DAYS;
  return late ? causeAt(since).map((cause) => ({ ...cause, resolvedAt: inAt, clearedBy: "returned" })) : [];
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
  const told = tellAnomaly(machine, anomaly, site, calendar);
  if (!told || (!anomaly.live && anomaly.to < LAST - RESOLVED_DAYS)) return [];
  const openedAt = told.openedAt ?? calendar.past(anomaly.to, 1200, site.timeZone);
  const over = anomaly.live
    ? {}
    : { resolvedAt: calendar.past(anomaly.to + 1, 1200, site.timeZone), clearedBy: "cause_gone" };
  return [
    {
      machine,
      span,
      kind: told.kind,
      severity: told.severity,
      reason: told.reason,
      facts: told.facts,
      openedAt,
      ...over,
    },
  ];
}

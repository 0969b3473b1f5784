/** Advice about one machine, from what is told about it; its factors' points add up to the score. */
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Machine, Site } from "./model.ts";
import { cadenceOf, currentSpan, yardOf } from "./model.ts";

const LAST = HISTORY_DAYS - 1;

export type Factor = {
  factor: "demand" | "utilization" | "health" | "proximity" | "sla" | "inventory" | "weatherCalendar" | "carbon";
  points: number;
  reason: string;
};
export type Advice = {
  machine: Machine;
  type: "MOVE" | "EXTEND_OR_RETURN" | "SWAP" | "MAINTENANCE_WINDOW" | "ANTI_LOSS" | "FUEL";
  site: Site;
  toSite?: Site;
  confidence: number;
  factors: Factor[];
  explanation: string;
  /** Days from today at which it may be carried out first. */
  inDays: number;
  actorScope: "DEALER" | "CUSTOMER";
};

/** Advice for a machine that is overdue, due for service, silent, thirsty or idling; none for others. */
export function adviceFor(machine: Machine, calendar: Calendar): Advice[] {
  const { humanId } = machine;
  const span = currentSpan(machine);
  const site = span?.site ?? yardOf(machine.dealer);
  const week = machine.runtime.subarray(LAST - 6).reduce((sum, tenths) => sum + Math.max(0, tenths), 0) / 10;
  const anomaly = machine.anomalies.find(({ live }) => live);
  const at = { machine, site };
  if (machine.story === "OVERDUE" && span) {
    const late = HISTORY_DAYS - span.dueDay;
    return [
      {
        ...at,
        type: "EXTEND_OR_RETURN",
        confidence: 0.75,
        inDays: 0,
        actorScope: "CUSTOMER",
        factors: [
          { factor: "sla", points: 20 + Math.min(30, late * 4), reason: `It is ${late} days past its due date.` },
          {
            factor: "utilization",
            points: week > 25 ? 22 : 12,
            reason: `It ran ${week.toFixed(1)} h in the last seven days.`,
          },
          { factor: "inventory", points: 6, reason: "The next customer can be served from the yard." },
        ],
        explanation: `${humanId} was due back from ${site.name} ${late} days ago and ran ${week.toFixed(1)} h in the last week. ${week > 25 ? "It is in use: extend the rental." : "It is hardly used: have it picked up."}`,
      },
    ];
  }
  if (machine.story === "MAINTENANCE_DUE") {
    const past = Math.round((machine.meter[LAST]! % 2500) / 10);
    return [
      {
        ...at,
        type: "MAINTENANCE_WINDOW",
        confidence: 0.85,
        inDays: (6 - calendar.weekday(HISTORY_DAYS) + 7) % 7,
        actorScope: "DEALER",
        factors: [
          { factor: "health", points: 38 + past, reason: `${past} h past its 250 h service.` },
          { factor: "weatherCalendar", points: 14, reason: "Saturday is the site's quiet day." },
          { factor: "utilization", points: -4, reason: "Half a day of work is lost." },
        ],
        explanation: `${humanId} has run ${past} h past its service at ${site.name}. On Saturday the machine is needed least.`,
      },
    ];
  }
  if (anomaly?.kind === "SILENCE") {
    const days = Math.floor((calendar.now.getTime() - machine.lastSeenAt.getTime()) / 86_400_000);
    return [
      {
        ...at,
        type: "ANTI_LOSS",
        confidence: 0.5,
        inDays: 0,
        actorScope: "DEALER",
        factors: [
          { factor: "health", points: 25 + days * 3, reason: `Nothing heard for ${days} days.` },
          { factor: "sla", points: Math.min(20, Math.round(machine.oec / 40_000)), reason: "Its value is at risk." },
        ],
        explanation: `${humanId} was last heard ${days} days ago at ${site.name}, while its feed reports ${cadenceOf(machine)}. Have somebody look for it.`,
      },
    ];
  }
  if (anomaly?.kind === "FUEL_OUTLIER") {
    return [
      {
        ...at,
        type: "SWAP",
        confidence: 0.55,
        inDays: 1,
        actorScope: "CUSTOMER",
        factors: [
          { factor: "health", points: 34, reason: `It burned ${Number(anomaly.detail.factor)} times its usual fuel.` },
          { factor: "carbon", points: 12, reason: "A sound machine burns less than half of that." },
          { factor: "proximity", points: -5, reason: "A transport each way." },
        ],
        explanation: `${humanId} at ${site.name} burned ${Number(anomaly.detail.factor)} times its usual fuel per hour yesterday. Exchange it and have it looked at.`,
      },
    ];
  }
  if (anomaly?.kind === "IDLE_RATIO") {
    const percent = Math.round(Number(anomaly.detail.idleRatio) * 100);
    return [
      {
        ...at,
        type: "FUEL",
        confidence: 0.7,
        inDays: 0,
        actorScope: "CUSTOMER",
        factors: [
          {
            factor: "utilization",
            points: Math.round(percent / 2),
            reason: `${percent} % of its hours in the last three days were idle.`,
          },
          { factor: "carbon", points: 15, reason: `About ${machine.model.idleLph.toFixed(1)} L for each idle hour.` },
        ],
        explanation: `${humanId} at ${site.name} idled ${percent} % of its time on three days in a row. Shutting it down in breaks saves ${machine.model.idleLph.toFixed(1)} L an hour.`,
      },
    ];
  }
  return [];
}

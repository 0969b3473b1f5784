/** A few pieces of advice drawn from the demo's own data; the factors' points add up to the score. */
import { distanceBetweenM } from "../../server/domain/sites/distance.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { quantilesFor, type Demand } from "./forecasts.ts";
import type { Machine, Site } from "./model.ts";
import { currentSpan, yardOf } from "./model.ts";
import { idSource } from "./random.ts";

const LAST = HISTORY_DAYS - 1;

type Factor = { factor: "demand" | "utilization" | "health" | "proximity" | "sla" | "inventory" | "weatherCalendar" | "carbon"; points: number; reason: string };
type Advice = {
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

/** Open suggestions, the newest of each dealer, and one accepted and one declined with what people answered. */
export function suggestionRows(machines: Machine[], demands: Demand[], calendar: Calendar) {
  const id = idSource("suggestions");
  const advice = [...movesFor(machines, demands), ...machines.flatMap((machine) => adviceFor(machine, calendar))];
  const made = calendar.past(HISTORY_DAYS, 15, "UTC");
  const suggestions = advice.map((each) => suggestionRow(each, id(made), made, calendar));
  const decided = [
    { ...suggestions.find((row) => row.type === "FUEL"), state: "ACCEPTED" },
    { ...suggestions.findLast((row) => row.type === "EXTEND_OR_RETURN"), state: "DECLINED" },
  ].filter((row) => row.id !== undefined);
  const at = calendar.past(HISTORY_DAYS, 45, "UTC");
  for (const { id: decidedId, state } of decided) {
    const row = suggestions.find((each) => each.id === decidedId)!;
    Object.assign(row, { state, decidedAt: at });
  }
  const dealerOf = new Map(machines.map((machine) => [machine.id, machine.dealer]));
  const feedback = suggestions.filter((row) => row.decidedAt !== null).map((row) => ({
    id: id(at),
    orgOwnerId: row.orgOwnerId,
    dealerId: row.dealerId,
    customerId: row.customerId,
    siteId: row.siteId,
    suggestionId: row.id,
    userId: dealerOf.get(row.equipmentId)!.dispatch.userId,
    decision: row.state === "ACCEPTED" ? "accept" : "decline",
    reason: row.state === "ACCEPTED" ? null : "The site has asked for it until the end of the pour.",
    createdAt: at,
  }));
  return { suggestions, feedback };
}

function suggestionRow(advice: Advice, id: string, made: Date, calendar: Calendar) {
  const { machine, site, toSite } = advice;
  return {
    id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: (toSite ?? site).customer?.id ?? null,
    siteId: site.id,
    toSiteId: toSite?.id ?? null,
    equipmentId: machine.id,
    type: advice.type,
    state: "OPEN",
    equipmentType: machine.type,
    quantity: 1,
    score: Math.min(100, Math.max(0, advice.factors.reduce((sum, { points }) => sum + points, 0))),
    confidence: advice.confidence,
    factors: advice.factors,
    explanation: advice.explanation,
    earliest: calendar.day(HISTORY_DAYS + advice.inDays),
    actorScope: advice.actorScope,
    createdAt: made,
    decidedAt: null as Date | null,
  };
}

/** For each dealer the site whose usual need lies farthest above what stands there, and a machine in the yard for it. */
function movesFor(machines: Machine[], demands: Demand[]): Advice[] {
  return [...new Set(demands.map(({ dealer }) => dealer))].flatMap((dealer): Advice[] => {
    const short = demands
      .filter((demand) => demand.dealer === dealer)
      .map((demand) => ({ ...demand, usual: quantilesFor(demand.onRent, HISTORY_DAYS, HISTORY_DAYS + 5).p90, there: demand.onRent[LAST]! }))
      .sort((a, b) => b.usual - b.there - (a.usual - a.there));
    for (const { site, type, usual, there } of short) {
      const machine = machines.find((each) => each.dealer === dealer && each.fate === "FREE" && each.type === type);
      if (!machine || usual <= there) continue;
      const km = Math.round(distanceBetweenM(yardOf(dealer).centre, site.centre) / 1000);
      const yardDays = LAST - (machine.spans.findLast((span) => span.state === "RETURNED")?.to ?? 0);
      const factors: Factor[] = [
        { factor: "demand", points: Math.min(45, Math.round((usual - there) * 15)), reason: `On one day in ten the site has needed ${usual} of this type; ${there} are there now.` },
        { factor: "utilization", points: Math.min(25, yardDays), reason: `The machine has stood in the yard for ${yardDays} days.` },
        { factor: "sla", points: site.criticality * 2, reason: `The site's criticality is ${site.criticality} of 5.` },
        { factor: "proximity", points: -Math.min(15, Math.round(km / 60)), reason: `${km} km from the yard.` },
        { factor: "carbon", points: -Math.min(5, Math.round(km / 250)), reason: `About ${Math.round(km * 1.1)} kg of CO₂ for the transport.` },
      ];
      const explanation = `${site.name} has needed up to ${usual} machines of this type on the same weekdays of the last eight weeks and has ${there}. ${machine.humanId} (${machine.model.make} ${machine.model.model}) is free in ${yardOf(dealer).name}, ${km} km away.`;
      return [{ machine, type: "MOVE", site: yardOf(dealer), toSite: site, confidence: 0.6, factors, explanation, inDays: 1, actorScope: "CUSTOMER" }];
    }
    return [];
  });
}

function adviceFor(machine: Machine, calendar: Calendar): Advice[] {
  const { humanId } = machine;
  const span = currentSpan(machine);
  const site = span?.site ?? yardOf(machine.dealer);
  const week = machine.runtime.subarray(LAST - 6).reduce((sum, tenths) => sum + Math.max(0, tenths), 0) / 10;
  const anomaly = machine.anomalies.find(({ live }) => live);
  const at = { machine, site };
  if (machine.story === "OVERDUE" && span) {
    const late = HISTORY_DAYS - span.dueDay;
    return [{
      ...at, type: "EXTEND_OR_RETURN", confidence: 0.75, inDays: 0, actorScope: "CUSTOMER",
      factors: [
        { factor: "sla", points: 20 + Math.min(30, late * 4), reason: `It is ${late} days past its due date.` },
        { factor: "utilization", points: week > 25 ? 22 : 12, reason: `It ran ${week.toFixed(1)} h in the last seven days.` },
        { factor: "inventory", points: 6, reason: "The next customer can be served from the yard." },
      ],
      explanation: `${humanId} was due back from ${site.name} ${late} days ago and ran ${week.toFixed(1)} h in the last week. ${week > 25 ? "It is in use: extend the rental." : "It is hardly used: have it picked up."}`,
    }];
  }
  if (machine.story === "MAINTENANCE_DUE") {
    const past = Math.round((machine.meter[LAST]! % 2500) / 10);
    return [{
      ...at, type: "MAINTENANCE_WINDOW", confidence: 0.85, inDays: (6 - calendar.weekday(HISTORY_DAYS) + 7) % 7, actorScope: "DEALER",
      factors: [
        { factor: "health", points: 38 + past, reason: `${past} h past its 250 h service.` },
        { factor: "weatherCalendar", points: 14, reason: "Saturday is the site's quiet day." },
        { factor: "utilization", points: -4, reason: "Half a day of work is lost." },
      ],
      explanation: `${humanId} has run ${past} h past its service at ${site.name}. On Saturday the machine is needed least.`,
    }];
  }
  if (anomaly?.kind === "SILENCE") {
    const days = Math.floor((calendar.now.getTime() - machine.lastSeenAt.getTime()) / 86_400_000);
    return [{
      ...at, type: "ANTI_LOSS", confidence: 0.5, inDays: 0, actorScope: "DEALER",
      factors: [
        { factor: "health", points: 25 + days * 3, reason: `Nothing heard for ${days} days.` },
        { factor: "sla", points: Math.min(20, Math.round(machine.oec / 40_000)), reason: "Its value is at risk." },
      ],
      explanation: `${humanId} was last heard ${days} days ago at ${site.name}, while its feed reports every ${machine.feedCadenceS / 3600} h. Have somebody look for it.`,
    }];
  }
  if (anomaly?.kind === "FUEL_OUTLIER") {
    return [{
      ...at, type: "SWAP", confidence: 0.55, inDays: 1, actorScope: "CUSTOMER",
      factors: [
        { factor: "health", points: 34, reason: `It burned ${anomaly.detail.factor} times its usual fuel.` },
        { factor: "carbon", points: 12, reason: "A sound machine burns less than half of that." },
        { factor: "proximity", points: -5, reason: "A transport each way." },
      ],
      explanation: `${humanId} at ${site.name} burned ${anomaly.detail.factor} times its usual fuel per hour yesterday. Exchange it and have it looked at.`,
    }];
  }
  if (anomaly?.kind === "IDLE_RATIO") {
    const percent = Math.round(Number(anomaly.detail.idleRatio) * 100);
    return [{
      ...at, type: "FUEL", confidence: 0.7, inDays: 0, actorScope: "CUSTOMER",
      factors: [
        { factor: "utilization", points: Math.round(percent / 2), reason: `${percent} % of its hours in the last three days were idle.` },
        { factor: "carbon", points: 15, reason: `About ${machine.model.idleLph.toFixed(1)} L for each idle hour.` },
      ],
      explanation: `${humanId} at ${site.name} idled ${percent} % of its time on three days in a row. Shutting it down in breaks saves ${machine.model.idleLph.toFixed(1)} L an hour.`,
    }];
  }
  return [];
}

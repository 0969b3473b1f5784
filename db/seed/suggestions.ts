/** A few pieces of advice drawn from the demo's own data; the factors' points add up to the score. */
import { adviceFor, type Advice } from "./advice.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Demand } from "./forecasts.ts";
import type { Machine } from "./model.ts";
import { movesFor } from "./moves.ts";
import { idSource } from "./random.ts";

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
  const feedback = suggestions
    .filter((row) => row.decidedAt !== null)
    .map((row) => ({
      id: id(at),
      orgOwnerId: row.orgOwnerId,
      dealerId: row.dealerId,
      customerId: row.customerId,
      siteId: row.siteId,
      suggestionId: row.id,
      userId: dealerOf.get(row.equipmentId)!.admin.userId,
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
    score: Math.min(
      100,
      Math.max(
        0,
        advice.factors.reduce((sum, { points }) => sum + points, 0),
      ),
    ),
    confidence: advice.confidence,
    factors: advice.factors,
    explanation: advice.explanation,
    earliest: calendar.day(HISTORY_DAYS + advice.inDays),
    actorScope: advice.actorScope,
    createdAt: made,
    decidedAt: null as Date | null,
  };
}

/** Advice to move machines from the yard to where they are usually needed. */
import { distanceBetweenM } from "../../server/domain/sites/distance.ts";
import type { Advice, Factor } from "./advice.ts";
import { HISTORY_DAYS } from "./calendar.ts";
import { quantilesFor, type Demand } from "./forecasts.ts";
import type { Machine } from "./model.ts";
import { yardOf } from "./model.ts";

const LAST = HISTORY_DAYS - 1;

/** For each dealer the site whose usual need lies farthest above what stands there, and a machine in the yard for it. */
export function movesFor(machines: Machine[], demands: Demand[]): Advice[] {
  return [...new Set(demands.map(({ dealer }) => dealer))].flatMap((dealer): Advice[] => {
    const short = demands
      .filter((demand) => demand.dealer === dealer)
      .map((demand) => ({
        ...demand,
        usual: Math.round(quantilesFor(demand.onRent, HISTORY_DAYS, HISTORY_DAYS + 5).p90),
        there: demand.onRent[LAST]!,
      }))
      .sort((a, b) => b.usual - b.there - (a.usual - a.there));
    for (const { site, type, usual, there } of short) {
      const machine = machines.find((each) => each.dealer === dealer && each.fate === "FREE" && each.type === type);
      if (!machine || usual <= there) continue;
      const km = Math.round(distanceBetweenM(yardOf(dealer).centre, site.centre) / 1000);
      const yardDays = LAST - (machine.spans.findLast((span) => span.state === "RETURNED")?.to ?? 0);
      const factors: Factor[] = [
        {
          factor: "demand",
          points: Math.min(45, Math.round((usual - there) * 15)),
          reason: `On one day in ten the site has needed ${usual} of this type; ${there} are there now.`,
        },
        {
          factor: "utilization",
          points: Math.min(25, yardDays),
          reason: `The machine has stood in the yard for ${yardDays} days.`,
        },
        { factor: "sla", points: site.criticality * 2, reason: `The site's criticality is ${site.criticality} of 5.` },
        { factor: "proximity", points: -Math.min(15, Math.round(km / 60)), reason: `${km} km from the yard.` },
        {
          factor: "carbon",
          points: -Math.min(5, Math.round(km / 250)),
          reason: `About ${Math.round(km * 1.1)} kg of CO₂ for the transport.`,
        },
      ];
      const explanation = `${site.name} has needed up to ${usual} of this type on the same weekdays of the last eight weeks and has ${there}. ${machine.humanId} (${machine.model.make} ${machine.model.model}) is free in ${yardOf(dealer).name}, ${km} km away.`;
      return [
        {
          machine,
          type: "MOVE",
          site: yardOf(dealer),
          toSite: site,
          confidence: 0.6,
          factors,
          explanation,
          inDays: 1,
          actorScope: "CUSTOMER",
        },
      ];
    }
    return [];
  });
}

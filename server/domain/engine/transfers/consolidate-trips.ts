import { CENTS, haulBetween, isFreeFor, latenessCents, type Haul } from "./build-networks.ts";
import type { DemandLot, SupplyLot, TransferProblem } from "./lots.ts";
import type { Move } from "./plan-transfers.ts";
import type { TransferTerms } from "./terms.ts";

/** A move before it has a truck. */
export type PlannedMove = Pick<
  Move,
  "typeId" | "fromSiteId" | "toSiteId" | "supply" | "demand" | "quantity" | "departDay"
>;

/** A plan to consolidate. `cost` is money with a truck for each unit, carbon, lateness and shortage included. */
export type PlannedMoves = { moves: PlannedMove[]; cost: number };

/** One truck from one site to another. `loads` name the problem's lots by index. */
export type Trip = {
  fromSiteId: string;
  toSiteId: string;
  departDay: number;
  arrivalDay: number;
  km: number;
  tonnes: number;
  loads: { supply: number; demand: number; quantity: number }[];
};

export type TripPlan = {
  trips: Trip[];
  /** Money for trucks, carbon, lateness and shortage together, to compare with the plan's own. */
  cost: number;
};

/** One machine on its way. */
type Unit = { move: PlannedMove; tonnes: number; supply: SupplyLot; demand: DemandLot };
type Open = { day: number; tonnes: number; units: Unit[] };

/**
 * Puts machines of the plan that go the same way on one truck, up to `truckTonnes`. Those that are ready first are placed first, of these the
 * heavy ones: each on the truck where it costs least to wait for it, if that is less than a truck of its own, and the wait neither runs into
 * a service nor beyond the horizon. Carbon is each machine's own on any truck; the truck's kilometres are paid once. Each joining
 * saves money by itself, so the trips never cost more than the plan.
 */
export function consolidateTrips(
  plan: PlannedMoves,
  problem: TransferProblem,
  terms: TransferTerms,
  truckTonnes: number,
): TripPlan {
  const sites = new Map(problem.sites.map((site) => [site.siteId, site]));
  const lanes = Map.groupBy(plan.moves, ({ fromSiteId, toSiteId }) => `${fromSiteId}\n${toSiteId}`);
  const answer: TripPlan = { trips: [], cost: plan.cost };
  for (const moves of lanes.values()) {
    const { fromSiteId, toSiteId } = moves[0]!;
    // The truck's price is the same whatever it carries; carbon is each machine's own and stays as planned.
    const haul = haulBetween(sites.get(fromSiteId)!, sites.get(toSiteId)!, 0, terms);
    const units = moves.flatMap((move) => unitsOf(move, problem, terms));
    const trucks = pack(units, haul, terms, truckTonnes);
    let cents = (trucks.length - units.length) * haul.transportCents;
    for (const { day, tonnes, units: loaded } of trucks) {
      for (const unit of loaded) cents += latenessAt(unit, day, haul) - latenessAt(unit, unit.move.departDay, haul);
      const loads = [...Map.groupBy(loaded, ({ move }) => move)].map(([{ supply, demand }, { length }]) => {
        return { supply, demand, quantity: length };
      });
      const arrivalDay = day + haul.days;
      answer.trips.push({ fromSiteId, toSiteId, departDay: day, arrivalDay, km: haul.km, tonnes, loads });
    }
    answer.cost += cents / CENTS;
  }
  answer.trips.sort((a, b) => a.departDay - b.departDay);
  return answer;
}

function unitsOf(move: PlannedMove, problem: TransferProblem, terms: TransferTerms): Unit[] {
  const tonnes = problem.tonnes.get(move.typeId) ?? terms.tonnes;
  const unit: Unit = { move, tonnes, supply: problem.supplies[move.supply]!, demand: problem.demands[move.demand]! };
  return Array.from({ length: move.quantity }, () => unit);
}

const latenessAt = ({ demand }: Unit, day: number, haul: Haul) => latenessCents(demand, day + haul.days);

/** The trucks of one lane. */
function pack(units: readonly Unit[], haul: Haul, terms: TransferTerms, truckTonnes: number): Open[] {
  const trucks: Open[] = [];
  for (const unit of units.toSorted((a, b) => a.move.departDay - b.move.departDay || b.tonnes - a.tonnes)) {
    let best: { truck: Open; day: number; cost: number } | null = null;
    for (const truck of trucks) {
      if (truck.tonnes + unit.tonnes > truckTonnes) continue;
      const day = Math.max(truck.day, unit.move.departDay);
      if (day + haul.days >= terms.horizonDays) continue;
      let cost = latenessAt(unit, day, haul) - latenessAt(unit, unit.move.departDay, haul);
      for (const other of truck.units) cost += latenessAt(other, day, haul) - latenessAt(other, truck.day, haul);
      if (cost >= (best?.cost ?? haul.transportCents)) continue;
      if ([...truck.units, unit].every(({ supply }) => isFreeFor(supply, day, haul.days))) best = { truck, day, cost };
    }
    if (!best) {
      trucks.push({ day: unit.move.departDay, tonnes: unit.tonnes, units: [unit] });
      continue;
    }
    best.truck.day = best.day;
    best.truck.tonnes += unit.tonnes;
    best.truck.units.push(unit);
  }
  return trucks;
}

import { roadKm } from "../road.ts";
import type { DemandLot, SupplyLot, TransferProblem, TransferSite } from "./lots.ts";
import { NearestPlaces } from "./nearest-places.ts";
import type { Arcs } from "./spanning-tree.ts";
import type { TransferTerms } from "./terms.ts";

/** Costs are counted in hundredths of the money's unit, so that the network's numbers are whole. */
export const CENTS = 100;

/** The transportation problem of one type. Supplies and demands are numbered as in `supplies` and `demands`, which index the problem's lots. */
export type TypeNetwork = {
  typeId: string;
  supplies: Int32Array;
  demands: Int32Array;
  supply: Int32Array;
  demand: Int32Array;
  /** Cents. */
  penalty: Float64Array;
  /** Costs in cents. */
  arcs: Arcs;
};

/** What one haul between two sites costs and how long it takes. */
export type Haul = { km: number; days: number; transportCents: number; carbonCents: number };

/**
 * One haul: transport = km ÷ (1 − empty share) × rate + rate per move, carbon = km × tonnes × kg ÷ 1000 × price, days = km ÷ km a day, rounded up.
 * Within a site nothing moves and nothing is paid.
 */
export function haulBetween(a: TransferSite, b: TransferSite, tonnes: number, terms: TransferTerms): Haul {
  if (a.siteId === b.siteId) return { km: 0, days: 0, transportCents: 0, carbonCents: 0 };
  const km = roadKm(a, b, terms.roadFactor);
  const transport = (km / (1 - terms.emptyShare)) * terms.ratePerKm + terms.ratePerMove;
  const carbon = ((km * tonnes * terms.carbonKgPerTonneKm) / 1000) * terms.carbonPrice;
  return {
    km,
    days: Math.ceil(km / terms.kmPerDay),
    transportCents: Math.round(transport * CENTS),
    carbonCents: Math.round(carbon * CENTS),
  };
}

/** The day a lot leaves for a way of so many days: as soon as it is free, or after the service that would interrupt the way. */
export function departDay(lot: SupplyLot, travelDays: number): number {
  return isFreeFor(lot, lot.availableDay, travelDays) ? lot.availableDay : lot.maintenance!.untilDay;
}

/** Whether a lot that leaves on that day for a way of so many days meets no service. */
export function isFreeFor({ maintenance }: SupplyLot, day: number, travelDays: number): boolean {
  return !maintenance || day >= maintenance.untilDay || day + travelDays < maintenance.fromDay;
}

/** What a unit that arrives then loses of its worth, in cents: the share of the wanted days that are gone. */
export function latenessCents(demand: DemandLot, arrivalDay: number): number {
  const late = Math.min(demand.days, Math.max(0, arrivalDay - demand.needDay));
  return Math.round((demand.penalty * late * CENTS) / demand.days);
}

/**
 * The networks of all types that have both a supply and a demand, or a demand alone. An arc stands where a unit of one of the demand's nearest
 * sites arrives within the horizon and transport, carbon and lateness together cost less than the shortage. Lots of no units
 * or no penalty are left out.
 *
 * @throws RangeError where a lot names an unknown site, a quantity is no whole number, or a demand is for no day
 */
export function buildNetworks(problem: TransferProblem, terms: TransferTerms): TypeNetwork[] {
  const sites = new Map(problem.sites.map((site) => [site.siteId, site]));
  const check = (lot: SupplyLot | DemandLot) => {
    if (!sites.has(lot.siteId)) throw new RangeError(`a lot at ${lot.siteId}, which is none of the sites`);
    if (!Number.isInteger(lot.quantity) || lot.quantity < 0) throw new RangeError(`a lot of ${lot.quantity} units`);
  };
  const supplies = new Map<string, number[]>();
  for (const [i, lot] of problem.supplies.entries()) {
    check(lot);
    if (lot.quantity > 0) append(supplies, lot.typeId, i);
  }
  const demands = new Map<string, number[]>();
  for (const [i, lot] of problem.demands.entries()) {
    check(lot);
    if (!(lot.days >= 1 && Number.isFinite(lot.penalty)))
      throw new RangeError(`a demand of ${lot.days} days at ${lot.penalty}`);
    if (lot.quantity > 0 && lot.penalty > 0) append(demands, lot.typeId, i);
  }
  return [...demands].map(([typeId, wanted]) =>
    networkOf(typeId, supplies.get(typeId) ?? [], wanted, problem, sites, terms),
  );
}

function networkOf(
  typeId: string,
  supplies: readonly number[],
  demands: readonly number[],
  problem: TransferProblem,
  sites: ReadonlyMap<string, TransferSite>,
  terms: TransferTerms,
): TypeNetwork {
  const tonnes = problem.tonnes.get(typeId) ?? terms.tonnes;
  const suppliesAt = new Map<string, number[]>();
  for (const [i, lot] of supplies.entries()) append(suppliesAt, problem.supplies[lot]!.siteId, i);
  const demandsAt = new Map<string, number[]>();
  for (const [i, lot] of demands.entries()) append(demandsAt, problem.demands[lot]!.siteId, i);
  const sources = [...suppliesAt.keys()].map((siteId) => sites.get(siteId)!);
  const nearest = new NearestPlaces(sources);

  const arcs = new ArcColumns();
  for (const [siteId, wanted] of demandsAt) {
    const site = sites.get(siteId)!;
    for (const index of nearest.of(site, terms.nearest)) {
      const source = sources[index]!;
      const haul = haulBetween(source, site, tonnes, terms);
      const moveCents = haul.transportCents + haul.carbonCents;
      for (const from of suppliesAt.get(source.siteId)!) {
        const arrivalDay = departDay(problem.supplies[supplies[from]!]!, haul.days) + haul.days;
        if (arrivalDay >= terms.horizonDays) continue;
        for (const to of wanted) {
          const lot = problem.demands[demands[to]!]!;
          const cost = moveCents + latenessCents(lot, arrivalDay);
          if (cost < Math.round(lot.penalty * CENTS)) arcs.add(from, to, cost);
        }
      }
    }
  }
  return {
    typeId,
    supplies: Int32Array.from(supplies),
    demands: Int32Array.from(demands),
    supply: Int32Array.from(supplies, (lot) => problem.supplies[lot]!.quantity),
    demand: Int32Array.from(demands, (lot) => problem.demands[lot]!.quantity),
    penalty: Float64Array.from(demands, (lot) => Math.round(problem.demands[lot]!.penalty * CENTS)),
    arcs: arcs.done(),
  };
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Arcs in columns that double as they fill. */
class ArcColumns {
  private count = 0;
  private from = new Int32Array(256);
  private to = new Int32Array(256);
  private cost = new Float64Array(256);

  add(from: number, to: number, cost: number): void {
    if (this.count === this.from.length) {
      const grown = <T extends Int32Array | Float64Array>(column: T, to: T) => (to.set(column), to);
      this.from = grown(this.from, new Int32Array(2 * this.count));
      this.to = grown(this.to, new Int32Array(2 * this.count));
      this.cost = grown(this.cost, new Float64Array(2 * this.count));
    }
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.cost[this.count] = cost;
    this.count += 1;
  }

  done(): Arcs {
    const { count } = this;
    return {
      count,
      from: this.from.slice(0, count),
      to: this.to.slice(0, count),
      cost: this.cost.slice(0, count),
    };
  }
}

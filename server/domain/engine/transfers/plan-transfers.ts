import { buildNetworks, CENTS, departDay, haulBetween, latenessCents, type TypeNetwork } from "./build-networks.ts";
import type { TransferProblem } from "./lots.ts";
import { solveTransport, type Flow } from "./network-simplex.ts";
import type { TransferTerms } from "./terms.ts";

/** Units that leave one lot for one demand. `supply` and `demand` are indices of the problem's lots; money is of one unit. */
export type Move = {
  typeId: string;
  fromSiteId: string;
  toSiteId: string;
  supply: number;
  demand: number;
  quantity: number;
  departDay: number;
  arrivalDay: number;
  km: number;
  transport: number;
  carbon: number;
  lateness: number;
  /** What a unit short would cost, less transport, carbon and lateness. */
  saving: number;
  /** What the next best unit would cost that demand, and what this unit is worth where it stands: the dual prices. */
  demandPrice: number;
  supplyWorth: number;
};

export type TransferPlan = {
  /** Between sites, the greatest saving of a unit first. */
  moves: Move[];
  /** Units that serve a demand of the site they stand on. */
  staying: number;
  /** Demands that stay short, by index, and what one more unit there would be worth. */
  shortages: { demand: number; quantity: number; worth: number }[];
  /** Money: everything short, were nothing to serve anything; and what the plan leaves of it, its moves included. */
  costOfNothing: number;
  cost: number;
};

/**
 * The plan of least cost: for each type a transportation problem of its own, solved to the optimum in whole units. Nothing to
 * move, nothing wanted or no way that pays is a plan without moves, with what stays short.
 *
 * @throws RangeError as `buildNetworks`
 */
export function planTransfers(problem: TransferProblem, terms: TransferTerms): TransferPlan {
  const plan: TransferPlan = { moves: [], staying: 0, shortages: [], costOfNothing: 0, cost: 0 };
  const sites = new Map(problem.sites.map((site) => [site.siteId, site]));
  for (const network of buildNetworks(problem, terms)) {
    const flow = solveTransport(network.supply, network.demand, network.penalty, network.arcs);
    plan.cost += flow.objective / CENTS;
    for (let i = 0; i < network.demand.length; i++) {
      plan.costOfNothing += (network.demand[i]! * network.penalty[i]!) / CENTS;
      if (flow.short[i]! > 0)
        plan.shortages.push({
          demand: network.demands[i]!,
          quantity: flow.short[i]!,
          worth: flow.demandPrice[i]! / CENTS,
        });
    }
    for (let arc = 0; arc < network.arcs.count; arc++) {
      if (flow.flow[arc] === 0) continue;
      const move = moveOn(arc, network, flow, problem, sites, terms);
      if (move.fromSiteId === move.toSiteId) plan.staying += move.quantity;
      else plan.moves.push(move);
    }
  }
  plan.moves.sort((a, b) => b.saving - a.saving);
  return plan;
}

function moveOn(
  arc: number,
  { typeId, supplies, demands, arcs, penalty }: TypeNetwork,
  flow: Flow,
  problem: TransferProblem,
  sites: ReadonlyMap<string, TransferProblem["sites"][number]>,
  terms: TransferTerms,
): Move {
  const [from, to] = [arcs.from[arc]!, arcs.to[arc]!];
  const supply = problem.supplies[supplies[from]!]!;
  const demand = problem.demands[demands[to]!]!;
  const tonnes = problem.tonnes.get(typeId) ?? terms.tonnes;
  const haul = haulBetween(sites.get(supply.siteId)!, sites.get(demand.siteId)!, tonnes, terms);
  const depart = departDay(supply, haul.days);
  return {
    typeId,
    fromSiteId: supply.siteId,
    toSiteId: demand.siteId,
    supply: supplies[from]!,
    demand: demands[to]!,
    quantity: flow.flow[arc]!,
    departDay: depart,
    arrivalDay: depart + haul.days,
    km: haul.km,
    transport: haul.transportCents / CENTS,
    carbon: haul.carbonCents / CENTS,
    lateness: latenessCents(demand, depart + haul.days) / CENTS,
    saving: (penalty[to]! - arcs.cost[arc]!) / CENTS,
    demandPrice: flow.demandPrice[to]! / CENTS,
    supplyWorth: flow.supplyWorth[from]! / CENTS,
  };
}

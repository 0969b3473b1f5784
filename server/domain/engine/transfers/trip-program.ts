import { buildNetworks, CENTS, departDay, haulBetween, isFreeFor, latenessCents, type Haul } from "./build-networks.ts";
import { consolidateTrips, type PlannedMoves, type TripPlan } from "./consolidate-trips.ts";
import type { TransferProblem } from "./lots.ts";
import { MixedColumns, type MixedProgram } from "./mixed-program.ts";
import type { TransferTerms } from "./terms.ts";

/** How many days a machine may wait for company on its way. */
const MOST_WAIT_DAYS = 3;

/** A way that units of a supply may go to a demand. `lane` names the two sites, `readyDay` is the first day to leave on. */
type Way = { typeId: string; supply: number; demand: number; haul: Haul; lane: string; readyDay: number };
/** A column that moves units: the way, the day, and what one unit costs with a truck of its own. */
type Choice = Way & { day: number; aloneCents: number };

/**
 * The integer program that plans moves and trucks together, for a region of some hundred machines: units from supply to demand by day of
 * departure, whole trucks by lane and day, and what stays short; at least carbon + lateness + trucks + shortage, where each machine takes
 * 1 ÷ how many of its kind a truck carries. Mixed loads may fit better than that, so what a solver finds is read back as moves, which
 * `consolidateTrips` packs and prices anew, and `betterTrips` takes them only if they are.
 */
export function tripProgram(
  problem: TransferProblem,
  terms: TransferTerms,
  truckTonnes: number,
): { program: MixedProgram; read: (values: ArrayLike<number>) => PlannedMoves | null } {
  const columns = new MixedColumns();
  const supplyRows = problem.supplies.map(({ quantity }) => columns.row(0, quantity));
  const demandRows = problem.demands.map(({ quantity }) => columns.row(quantity, quantity));
  const trucks = new Map<string, { row: number; cents: number }>();
  const choices: Choice[] = [];
  const ways = waysOf(problem, terms);
  const daysOf = Map.groupBy(ways, ({ lane }) => lane);
  for (const way of ways) {
    const { supply, demand, haul, readyDay } = way;
    const [from, to] = [problem.supplies[supply]!, problem.demands[demand]!];
    const perTruck = Math.max(1, Math.floor(truckTonnes / (problem.tonnes.get(way.typeId) ?? terms.tonnes)));
    // A machine waits for nothing but another one of the lane.
    const days = haul.km === 0 ? [readyDay] : new Set(daysOf.get(way.lane)!.map((other) => other.readyDay));
    for (const day of days) {
      if (day < readyDay || day > readyDay + MOST_WAIT_DAYS || day + haul.days >= terms.horizonDays) continue;
      if (day > readyDay && !isFreeFor(from, day, haul.days)) continue;
      const cents = haul.carbonCents + latenessCents(to, day + haul.days);
      if (cents >= Math.round(to.penalty * CENTS)) continue;
      const entries: [row: number, value: number][] = [
        [supplyRows[supply]!, 1],
        [demandRows[demand]!, 1],
      ];
      if (haul.km > 0) {
        const key = `${way.lane}\n${day}`;
        const truck = trucks.get(key) ?? { row: columns.row(Number.NEGATIVE_INFINITY, 0), cents: haul.transportCents };
        trucks.set(key, truck);
        entries.push([truck.row, 1 / perTruck]);
      }
      choices.push({ ...way, day, aloneCents: cents + haul.transportCents });
      columns.add(cents, Math.min(from.quantity, to.quantity), entries);
    }
  }
  const units = problem.demands.reduce((sum, { quantity }) => sum + quantity, 0);
  for (const { row, cents } of trucks.values()) columns.add(cents, units, [[row, -1]]);
  for (const [i, { quantity, penalty }] of problem.demands.entries())
    columns.add(Math.round(penalty * CENTS), quantity, [[demandRows[i]!, 1]]);
  return { program: columns.done(), read: (values) => readMoves(values, choices, problem) };
}

/** The cheaper of the flow plan's trips and of those that the moves of a solver make; the former where it found none. */
export function betterTrips(
  ofFlow: TripPlan,
  found: PlannedMoves | null,
  problem: TransferProblem,
  terms: TransferTerms,
  truckTonnes: number,
): TripPlan {
  const polished = found && consolidateTrips(found, problem, terms, truckTonnes);
  return polished && polished.cost < ofFlow.cost ? polished : ofFlow;
}

/** Without the price of a truck, every way is a candidate that carbon and lateness alone do not forbid. */
function waysOf(problem: TransferProblem, terms: TransferTerms): Way[] {
  const sites = new Map(problem.sites.map((site) => [site.siteId, site]));
  return buildNetworks(problem, { ...terms, ratePerKm: 0, ratePerMove: 0 }).flatMap((network) =>
    Array.from({ length: network.arcs.count }, (_, arc): Way => {
      const supply = network.supplies[network.arcs.from[arc]!]!;
      const demand = network.demands[network.arcs.to[arc]!]!;
      const [from, to] = [problem.supplies[supply]!, problem.demands[demand]!];
      const tonnes = problem.tonnes.get(network.typeId) ?? terms.tonnes;
      const haul = haulBetween(sites.get(from.siteId)!, sites.get(to.siteId)!, tonnes, terms);
      const lane = `${from.siteId}\n${to.siteId}`;
      return { typeId: network.typeId, supply, demand, haul, lane, readyDay: departDay(from, haul.days) };
    }),
  );
}

/** The moves of a solver's columns, or null where they ask for more than there is. */
function readMoves(
  values: ArrayLike<number>,
  choices: readonly Choice[],
  problem: TransferProblem,
): PlannedMoves | null {
  const left = problem.supplies.map(({ quantity }) => quantity);
  const missing = problem.demands.map(({ quantity }) => quantity);
  const planned: PlannedMoves = { moves: [], cost: 0 };
  for (const [i, { typeId, supply, demand, haul, day, aloneCents }] of choices.entries()) {
    const quantity = Math.round(values[i] ?? 0);
    if (quantity === 0) continue;
    left[supply]! -= quantity;
    missing[demand]! -= quantity;
    planned.cost += (quantity * aloneCents) / CENTS;
    const [fromSiteId, toSiteId] = [problem.supplies[supply]!.siteId, problem.demands[demand]!.siteId];
    if (haul.km > 0) planned.moves.push({ typeId, fromSiteId, toSiteId, supply, demand, quantity, departDay: day });
  }
  if (!left.every((units) => units >= 0) || !missing.every((units) => units >= 0)) return null;
  for (const [i, units] of missing.entries())
    planned.cost += (units * Math.round(problem.demands[i]!.penalty * CENTS)) / CENTS;
  return planned;
}

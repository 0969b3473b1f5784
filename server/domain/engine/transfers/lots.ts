/** Supplies and demands of machines, as the transfer plan takes them. Days are counted from the plan's first day, which is 0. */
import type { Place } from "../road.ts";

export type TransferSite = Place & { siteId: string };

/** Like machines of one site that are free from the same day on. */
export type SupplyLot = {
  siteId: string;
  typeId: string;
  availableDay: number;
  quantity: number;
  /** A service from the first day up to before the second: nothing travels or arrives meanwhile, it leaves when the service is done. */
  maintenance?: { fromDay: number; untilDay: number };
};

/** Units that a site will want with the same likelihood. */
export type DemandLot = {
  siteId: string;
  typeId: string;
  needDay: number;
  /** For how many days they are wanted from then on, 1 or more. */
  days: number;
  quantity: number;
  /** Money that a unit short is expected to cost over all those days. */
  penalty: number;
};

export type TransferProblem = {
  sites: readonly TransferSite[];
  supplies: readonly SupplyLot[];
  demands: readonly DemandLot[];
  /** Tonnes of a machine, by type. */
  tonnes: ReadonlyMap<string, number>;
};

/**
 * The demand for the k-th unit, k = 1, 2, …: wanted with probability P(D ≥ k), so that being short of it costs P(D ≥ k) × (margin + SLA) ×
 * days. The probabilities fall, so the penalties are convex and the first units are served first. Tranches that cost less than
 * `least` are left out.
 *
 * @param atLeast P(D ≥ k) at index k − 1
 */
export function demandTranches(
  of: { siteId: string; typeId: string; needDay: number; days: number },
  atLeast: ArrayLike<number>,
  perDay: { margin: number; sla: number },
  least = 0.01,
): DemandLot[] {
  const lots: DemandLot[] = [];
  for (let k = 0; k < atLeast.length; k++) {
    const penalty = atLeast[k]! * (perDay.margin + perDay.sla) * of.days;
    if (!(penalty >= least)) break;
    lots.push({ ...of, quantity: 1, penalty });
  }
  return lots;
}

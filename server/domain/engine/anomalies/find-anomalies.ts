import { ecodScores, tailsOf } from "./ecod.ts";
import { distancesFrom, FEATURES, medianOf, type Feature, type Matrix } from "./features.ts";
import { isolationScores } from "./isolation-forest.ts";

export type ObservedMachine = {
  machineId: string;
  typeId: string;
  /** What is known of it; what is missing, null or no finite number is left out. */
  features: Partial<Record<Feature, number | null>>;
};

/** Why: "idle share 0.62, its peers' middle is 0.31, and 0.4 % of them are as high". */
export type AnomalyReason = {
  feature: Feature;
  value: number;
  median: number;
  side: "high" | "low";
  /** Share of the peers, itself among them, that lie as far out on this side. */
  tailShare: number;
  /** Distance from the median in units of the middle distance on this side. */
  apart: number;
};

export type ScoredMachine = {
  machineId: string;
  typeId: string;
  /** How many machines of the type were compared, itself among them. */
  peers: number;
  /** Share of its peers that are less unlike the others, 0 … 1: the score to show and to sort by. */
  rank: number;
  /** Isolation Forest's score, 0 … 1, and ECOD's sum of log tails. */
  isolation: number;
  ecod: number;
  /** Whether isolation and a reason together say that somebody should look. */
  anomalous: boolean;
  /** The rarest first, at most three; without the features in which it is ordinary. */
  reasons: AnomalyReason[];
};

export type AnomalyOptions = {
  seed: number;
  /** Fewer machines of a type than this are not compared: of eight machines one is always the least. */
  minimumPeers: number;
  /** From this isolation score on a machine is anomalous that lies so far apart in one of its reasons. */
  isolation: number;
  apart: number;
  /** A feature is a reason where no larger share of the peers lies as far out. */
  tailShare: number;
};

/** `isolation` and `apart` gave the best F1 on the planted fleets of seeds 101 … 110, which no test uses. */
export const ANOMALY_OPTIONS: AnomalyOptions = {
  seed: 1,
  minimumPeers: 20,
  isolation: 0.53,
  apart: 8,
  tailShare: 0.05,
};

const MOST_REASONS = 3;

/**
 * Compares each machine with those of its type: Isolation Forest says how unlike them it is, ECOD's tail shares say in what. Types of too few
 * machines, or of which nothing at all is known, are named in `notCompared`.
 */
export function findAnomalies(
  machines: readonly ObservedMachine[],
  options: AnomalyOptions,
): { scored: ScoredMachine[]; notCompared: { typeId: string; peers: number }[] } {
  const byType = Map.groupBy(machines, ({ typeId }) => typeId);
  const scored: ScoredMachine[] = [];
  const notCompared: { typeId: string; peers: number }[] = [];
  for (const [typeId, peers] of byType) {
    const compared = peers.filter(({ features }) => FEATURES.some((feature) => isKnown(features[feature])));
    if (compared.length < Math.max(2, options.minimumPeers)) notCompared.push({ typeId, peers: compared.length });
    else scored.push(...scoredPeers(compared, options));
  }
  return { scored, notCompared };
}

const isKnown = (value: number | null | undefined): value is number =>
  typeof value === "number" && Number.isFinite(value);

function scoredPeers(peers: readonly ObservedMachine[], options: AnomalyOptions): ScoredMachine[] {
  const columns = FEATURES.map((feature) =>
    Float64Array.from(peers, ({ features }) => {
      const value = features[feature];
      return isKnown(value) ? value : Number.NaN;
    }),
  );
  const known: Matrix = { rows: peers.length, columns };
  const medians = columns.map(medianOf);
  const tails = columns.map(tailsOf);
  const distances = columns.map((values, i) => distancesFrom(medians[i]!, values));
  const ecod = ecodScores(known, tails);
  // What is not known is taken as ordinary, so that a gap in the data sets no machine apart.
  const filled = columns.map((values, i) => values.map((value) => (Number.isFinite(value) ? value : medians[i]! || 0)));
  const isolation = isolationScores({ rows: peers.length, columns: filled }, options.seed);
  const asUnlike = tailsOf(isolation).high;
  return peers.map(({ machineId, typeId }, row) => {
    const rank = ((1 - asUnlike[row]!) * peers.length) / (peers.length - 1);
    const reasons = FEATURES.flatMap((feature, i): AnomalyReason[] => {
      const value = columns[i]![row]!;
      if (!Number.isFinite(value)) return [];
      const [low, high] = [tails[i]!.low[row]!, tails[i]!.high[row]!];
      const side = high <= low ? "high" : "low";
      return [
        { feature, value, median: medians[i]!, side, tailShare: Math.min(low, high), apart: distances[i]![row]! },
      ];
    })
      .filter(({ tailShare }) => tailShare <= options.tailShare)
      .sort((a, b) => a.tailShare - b.tailShare || b.apart - a.apart)
      .slice(0, MOST_REASONS);
    return {
      machineId,
      typeId,
      peers: peers.length,
      rank,
      isolation: isolation[row]!,
      ecod: ecod[row]!,
      anomalous: isolation[row]! >= options.isolation && reasons.some(({ apart }) => apart >= options.apart),
      reasons,
    };
  });
}

/** Where a machine really is: a parked one seems to wander by metres, and a single wild position is no journey. */
import { distanceBetweenM } from "../sites/distance.ts";

export type PositionPoint = { atMs: number; lat: number; lon: number; accuracyM: number | null };
export type PositionVerdict = "moved" | "parked" | "position_jump";

/** Drift of a parked machine's receiver reaches a few metres; multipath between machines and walls some more. */
export const DRIFT_M = 15;
/** What a receiver that does not say is taken for. */
const USUAL_ACCURACY_M = 5;
/** Worse than this a position says nothing about a yard or a site. */
const USELESS_ACCURACY_M = 500;
/** On a lorry on the motorway, with a margin. */
const FASTEST_KMH = 160;

/**
 * Judges a position against the last one that counted. Within the drift, or within what both receivers may be off, it is parked
 * there still; faster than any lorry it is a jump, unless `confirmed` says that the next position is there, too.
 */
export function judgePosition(last: PositionPoint | null, next: PositionPoint, confirmed = false): PositionVerdict {
  if ((next.accuracyM ?? 0) > USELESS_ACCURACY_M) return last ? "parked" : "position_jump";
  if (!last) return "moved";
  const distanceM = distanceBetweenM(last, next);
  const doubtM = (last.accuracyM ?? USUAL_ACCURACY_M) + (next.accuracyM ?? USUAL_ACCURACY_M);
  if (distanceM <= Math.max(DRIFT_M, doubtM)) return "parked";
  const hours = Math.abs(next.atMs - last.atMs) / 3_600_000;
  return !confirmed && distanceM / 1000 > FASTEST_KMH * hours + 1 ? "position_jump" : "moved";
}

export type Track = {
  verdicts: PositionVerdict[];
  /** Metres between the places that counted. */
  movedM: number[];
  /** Where the machine is. */
  last: PositionPoint | null;
};

/** Judges positions in the order of time. A machine that stands has one place, the most accurate one that was heard there. */
export function followTrack(start: PositionPoint | null, points: readonly PositionPoint[]): Track {
  let last = start;
  const movedM: number[] = [];
  const verdicts = points.map((point, at) => {
    const next = points[at + 1];
    const confirmed = next !== undefined && distanceBetweenM(point, next) <= 1000;
    const verdict = judgePosition(last, point, confirmed);
    movedM.push(verdict === "moved" && last ? distanceBetweenM(last, point) : 0);
    if (verdict === "moved") last = point;
    else if (
      verdict === "parked" &&
      last &&
      (point.accuracyM ?? USUAL_ACCURACY_M) < (last.accuracyM ?? USUAL_ACCURACY_M)
    )
      last = { ...point, atMs: point.atMs };
    return verdict;
  });
  return { verdicts, movedM, last };
}

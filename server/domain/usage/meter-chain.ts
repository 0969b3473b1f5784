/**
 * Which of a machine's meter readings are true. A meter never runs back and never outruns the clock, so the truth is the longest
 * chain of readings in which each follows from the one before; what is not part of it is kept aside. The verdict depends on the
 * readings alone and not on the order in which they arrived.
 */
import { METER_TOLERANCE_H } from "./hours.ts";

/** Hours are those of the machine's life: with the offset of the meter that showed them. */
export type MeterPoint = {
  atMs: number;
  hours: number;
  /** Holds whatever the others say: what a person confirmed or read off at a hand-over. */
  certain?: boolean;
};

export const METER_OUTLIERS = ["meter_backwards", "meter_outruns_clock", "meter_implausible"] as const;
export type MeterOutlier = (typeof METER_OUTLIERS)[number];

/** Meters show tenths, feeds hundredths: a step back within that is rounding. */
const ROUNDING_H = 0.1;
/** The first that is ever heard of a machine and shows more than so many hours is more likely wrong than true. */
export const PLAUSIBLE_FIRST_H = 40_000;
/** A chain is looked for over so many readings back; more outliers in a row than that are a new meter, which a person confirms. */
const LOOK_BACK = 100;

/** Verdicts in the order of `points`, which must be sorted by time; null for what is true. */
export function judgeMeterChain(points: readonly MeterPoint[]): (MeterOutlier | null)[] {
  const best = chainLengths(points);
  const inChain = new Set(trace(points, best));
  return points.map((point, at) => (inChain.has(at) ? null : outlierOf(points, inChain, at, point)));
}

type Best = { length: number; from: number };

function chainLengths(points: readonly MeterPoint[]): Best[] {
  const best: Best[] = [];
  let certain = -1;
  points.forEach((point, at) => {
    // Nothing before the last certain reading can be followed by what comes after it.
    const first = Math.max(certain + 1, at - LOOK_BACK, 0);
    let found: Best = startOf(points, at, certain);
    for (const before of [...(certain === -1 ? [] : [certain]), ...range(first, at)]) {
      const chain = best[before]!;
      if (chain.length > found.length - 1 && chain.length > 0 && follows(points[before]!, point))
        found = { length: chain.length + 1, from: before };
    }
    if (point.certain && found.length <= 0) found = { length: 1, from: certain };
    best.push(found);
    if (point.certain) certain = at;
  });
  return best;
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** A chain may begin at the first certain reading or, where there is none, anywhere that is plausible. */
function startOf(points: readonly MeterPoint[], at: number, certain: number): Best {
  const point = points[at]!;
  if (point.certain) return { length: 0, from: certain };
  const isFirst = certain === -1;
  return { length: isFirst && point.hours <= PLAUSIBLE_FIRST_H ? 1 : 0, from: -1 };
}

/** From the end of the longest chain that holds all certain readings; of two as long, the one that was there first. */
function trace(points: readonly MeterPoint[], best: readonly Best[]): number[] {
  const lastCertain = points.findLastIndex((point) => point.certain);
  let end = lastCertain;
  for (let at = lastCertain + 1; at < best.length; at++) {
    const { length } = best[at]!;
    if (length > 0 && length > (end === -1 ? 0 : best[end]!.length)) end = at;
  }
  const chain: number[] = [];
  for (let at = end; at !== -1; at = best[at]!.from) chain.push(at);
  return chain.reverse();
}

function follows(before: MeterPoint, after: MeterPoint): boolean {
  const gainedH = after.hours - before.hours;
  return gainedH >= -ROUNDING_H && gainedH <= (after.atMs - before.atMs) / 3_600_000 + METER_TOLERANCE_H;
}

function outlierOf(
  points: readonly MeterPoint[],
  inChain: ReadonlySet<number>,
  at: number,
  point: MeterPoint,
): MeterOutlier {
  for (let before = at - 1; before >= 0; before--) {
    if (!inChain.has(before)) continue;
    return point.hours < points[before]!.hours ? "meter_backwards" : "meter_outruns_clock";
  }
  const next = points.findIndex((_, index) => index > at && inChain.has(index));
  if (next !== -1) return point.hours > points[next]!.hours ? "meter_outruns_clock" : "meter_backwards";
  return "meter_implausible";
}

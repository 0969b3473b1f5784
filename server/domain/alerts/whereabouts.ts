/** Inside or outside its site, with the receiver's accuracy counted in the machine's favour. */
import { distanceBetweenM } from "../sites/distance.ts";
import type { Fix, MachineFacts } from "./machine-facts.ts";

/** What a receiver that does not say is taken for; worse than the other it says nothing. */
const USUAL_ACCURACY_M = 5;
const USELESS_ACCURACY_M = 500;
const MINUTE_MS = 60_000;

const useful = ({ fixes }: MachineFacts) => fixes.filter(({ accuracyM }) => (accuracyM ?? 0) <= USELESS_ACCURACY_M);

const isOutside = (fix: Fix, marginM: number) => fix.outsideM > marginM + (fix.accuracyM ?? USUAL_ACCURACY_M);

/** Back means well back: within half of the margin, so that a machine at the fence does not flicker. */
const isBack = (fix: Fix, marginM: number) => fix.outsideM <= marginM / 2;

/** The newest positions as long as they hold, and the one before them. */
function trail(facts: MachineFacts, holds: (fix: Fix) => boolean): { fixes: Fix[]; before: Fix | null } {
  const all = useful(facts);
  const from = all.findLastIndex((fix) => !holds(fix)) + 1;
  return { fixes: all.slice(from), before: all[from - 1] ?? null };
}

const spanMin = (fixes: readonly Fix[]) => (fixes.at(-1)!.at.getTime() - fixes[0]!.at.getTime()) / MINUTE_MS;

export type Outing = {
  since: Date;
  distanceM: number;
  dwellMin: number;
  ranH: number;
  running: boolean;
  movedM: number;
};

/** How the machine has been outside without a break until it was last heard; null while it is not, or only just. */
export function outingOf(facts: MachineFacts, marginM: number, dwellMin: number): Outing | null {
  const { fixes, before } = trail(facts, (fix) => isOutside(fix, marginM));
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (!first || !last || fixes.length < 2 || spanMin(fixes) < dwellMin) return null;
  const meters = fixes.flatMap(({ hourMeter }) => hourMeter ?? []);
  const path = before ? [before, ...fixes] : fixes;
  return {
    since: first.at,
    distanceM: Math.round(last.outsideM),
    dwellMin: Math.round(spanMin(fixes)),
    ranH: meters.length > 1 ? Math.max(...meters) - Math.min(...meters) : 0,
    running: fixes.some(({ running }) => running === true),
    movedM: Math.round(Math.max(...path.map((fix) => distanceBetweenM(path[0]!, fix)))),
  };
}

/** When a machine that was outside will have been back for long enough; null while it is out, or nothing was heard. */
export function backAt(facts: MachineFacts, marginM: number, dwellMin: number): Date | null {
  const { fixes } = trail(facts, (fix) => isBack(fix, marginM));
  return fixes[0] ? new Date(fixes[0].at.getTime() + dwellMin * MINUTE_MS) : null;
}

export const isBackNow = (facts: MachineFacts, marginM: number, dwellMin: number): boolean => {
  const at = backAt(facts, marginM, dwellMin);
  return at !== null && at <= facts.now;
};

/** What is shown of the positions that decided. */
export const shownFixes = (facts: MachineFacts) =>
  useful(facts).map(({ at, lat, lon, accuracyM, outsideM, hourMeter }) => ({
    at: at.toISOString(),
    lat,
    lon,
    accuracyM,
    outsideM: Math.round(outsideM),
    hourMeter,
  }));

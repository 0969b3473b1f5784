/**
 * The geofence gate: a machine changes hands only inside a fence. The app judges offline with this rule, the server judges
 * again with the same one.
 */
import { areaOfFenceM2, distanceToFenceM } from "./distance.ts";
import type { Geofence } from "./geofence.ts";
import type { Position } from "./position.ts";
import type { SITE_KINDS } from "./schema.ts";

type SiteKind = (typeof SITE_KINDS)[number];

/** A site as far as the gate needs it. */
export type FencedSite = { siteId: string; name: string; kind: SiteKind; geofence: Geofence };

/** Where a hand-over may take place: the site the machine goes to, or the yard where it stands. */
export type GatePlace = "DESTINATION" | "YARD";

export type GatePolicy = {
  /** Refuse when the device gives no position. */
  positionRequired: boolean;
  /** Most metres of the device's own uncertainty that count in its favour. */
  maxAccuracyCreditM: number;
  /** Refuse outside the fences; when false the finding is reported and nothing is refused for it. */
  gateRequired: boolean;
};

/** `siteId` and `place` are null when nothing had to match and nothing did; `distanceM` is null without a position. */
export type GateVerdict =
  | { ok: true; siteId: string | null; place: GatePlace | null; distanceM: number | null; creditM: number }
  | {
      ok: false;
      code: "site.outside_geofence" | "site.position_required";
      nearest?: { siteId: string; name: string; distanceM: number };
      accuracyM?: number;
    };

/**
 * Judges one hand-over. The position is good when it lies in a fence or no farther from it than the device's accuracy
 * radius, that radius capped by the policy. Of several good fences one that contains the position wins, then the
 * destination over the yard, then the nearer. Distances are rounded to the millimetre.
 */
export function judgeGate(input: {
  position?: Position | null;
  fences: readonly (FencedSite & { place: GatePlace })[];
  policy: GatePolicy;
}): GateVerdict {
  const { position, fences, policy } = input;
  if (!position) {
    if (policy.positionRequired) return { ok: false, code: "site.position_required" };
    return { ok: true, siteId: null, place: null, distanceM: null, creditM: 0 };
  }
  const creditM = creditOf(position, policy.maxAccuracyCreditM);
  const found = fences
    .map((site) => ({ site, distanceM: toMillimetre(distanceToFenceM(site.geofence, position)) }))
    .sort((a, b) => a.distanceM - b.distanceM || placeRank(a.site.place) - placeRank(b.site.place));
  const within = found.filter(({ distanceM }) => distanceM <= creditM);
  const best =
    within.find(({ distanceM }) => distanceM === 0) ??
    within.find(({ site }) => site.place === "DESTINATION") ??
    within[0];
  if (best) return { ok: true, siteId: best.site.siteId, place: best.site.place, distanceM: best.distanceM, creditM };

  const nearest = found[0];
  if (!policy.gateRequired)
    return { ok: true, siteId: null, place: null, distanceM: nearest?.distanceM ?? null, creditM };
  return {
    ok: false,
    code: "site.outside_geofence",
    ...(nearest && { nearest: { siteId: nearest.site.siteId, name: nearest.site.name, distanceM: nearest.distanceM } }),
    ...(position.accuracyM !== undefined && { accuracyM: position.accuracyM }),
  };
}

/**
 * The site a person most likely stands on: of the fences that contain the position the smallest (a jobsite inside an
 * industrial park), otherwise the nearest within the accuracy credit, otherwise null.
 */
export function guessSite<S extends Pick<FencedSite, "siteId" | "geofence">>(
  position: Position,
  sites: readonly S[],
  maxAccuracyCreditM: number,
): { site: S; distanceM: number; creditM: number } | null {
  const creditM = creditOf(position, maxAccuracyCreditM);
  const near = sites
    .map((site) => ({ site, distanceM: toMillimetre(distanceToFenceM(site.geofence, position)), creditM }))
    .filter(({ distanceM }) => distanceM <= creditM);
  const containing = near.filter(({ distanceM }) => distanceM === 0);
  if (containing.length > 0) {
    const bySize = containing.map((guess) => ({ guess, areaM2: areaOfFenceM2(guess.site.geofence) }));
    return bySize.reduce((small, next) => (next.areaM2 < small.areaM2 ? next : small)).guess;
  }
  return near.reduce<(typeof near)[number] | null>(
    (best, next) => (best && best.distanceM <= next.distanceM ? best : next),
    null,
  );
}

function creditOf(position: Position, maxAccuracyCreditM: number): number {
  return Math.min(position.accuracyM ?? 0, maxAccuracyCreditM);
}

function placeRank(place: GatePlace): number {
  return place === "DESTINATION" ? 0 : 1;
}

function toMillimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

import { orient2d, type LonLat } from "./orient2d.ts";

/** What makes rings unusable as a fence; null from `findInvalidity` means the polygon is valid. */
export type Invalidity = "self_crossing" | "rings_touch" | "hole_outside" | "holes_overlap";

/**
 * Decides with exact arithmetic whether the rings form a valid polygon (OGC Simple Features 1.2.1, 6.1.11, made a little
 * stricter: rings may not even touch themselves or each other). Expects closed rings on a continuous plane without
 * equal neighbours, the exterior first. Quadratic, which is fine for the few hundred vertices of a fence.
 */
export function findInvalidity(rings: readonly (readonly LonLat[])[]): Invalidity | null {
  if (rings.some((ring) => !isSimpleRing(ring))) return "self_crossing";
  for (let i = 0; i < rings.length; i++)
    for (let j = i + 1; j < rings.length; j++) if (ringsMeet(rings[i]!, rings[j]!)) return "rings_touch";
  const [exterior, ...holes] = rings;
  if (!exterior) return "self_crossing";
  // Rings that never meet are wholly inside or wholly outside each other: one vertex tells.
  if (holes.some((hole) => !ringHolds(exterior, hole[0]!))) return "hole_outside";
  const nested = holes.some((hole) => holes.some((other) => other !== hole && ringHolds(other, hole[0]!)));
  return nested ? "holes_overlap" : null;
}

/** 1 for a counter-clockwise ring, -1 for a clockwise one; exact for simple rings, by the turn at the lowest vertex. */
export function windingOf(ring: readonly LonLat[]): -1 | 0 | 1 {
  const count = ring.length - 1;
  let lowest = 0;
  for (let i = 1; i < count; i++) {
    const [lon, lat] = ring[i]!;
    const best = ring[lowest]!;
    if (lat < best[1] || (lat === best[1] && lon > best[0])) lowest = i;
  }
  return orient2d(ring[(lowest + count - 1) % count]!, ring[lowest]!, ring[lowest + 1]!);
}

function isSimpleRing(ring: readonly LonLat[]): boolean {
  const count = ring.length - 1;
  if (count < 3) return false;
  for (let i = 0; i < count; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    // A neighbour shares b: it may not fold back over this edge.
    const c = ring[(i + 2) % count]!;
    if (orient2d(a, b, c) === 0 && !isBetween(a, b, c)) return false;
    for (let j = i + 2; j < count; j++) {
      const isNeighbour = i === 0 && j === count - 1;
      if (!isNeighbour && segmentsMeet(a, b, ring[j]!, ring[j + 1]!)) return false;
    }
  }
  return true;
}

function ringsMeet(one: readonly LonLat[], two: readonly LonLat[]): boolean {
  for (let i = 0; i + 1 < one.length; i++)
    for (let j = 0; j + 1 < two.length; j++) if (segmentsMeet(one[i]!, one[i + 1]!, two[j]!, two[j + 1]!)) return true;
  return false;
}

/** Even-odd rule with exact sides, for a point that is not on the ring. */
function ringHolds(ring: readonly LonLat[], point: LonLat): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [low, high] = ring[i]![1] <= ring[i + 1]![1] ? [ring[i]!, ring[i + 1]!] : [ring[i + 1]!, ring[i]!];
    if (low[1] <= point[1] && point[1] < high[1] && orient2d(low, high, point) > 0) inside = !inside;
  }
  return inside;
}

function segmentsMeet(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false;
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false;
  const cSide = orient2d(a, b, c);
  const dSide = orient2d(a, b, d);
  const aSide = orient2d(c, d, a);
  const bSide = orient2d(c, d, b);
  if (cSide * dSide < 0 && aSide * bSide < 0) return true;
  return (
    (cSide === 0 && isBetween(a, c, b)) ||
    (dSide === 0 && isBetween(a, d, b)) ||
    (aSide === 0 && isBetween(c, a, d)) ||
    (bSide === 0 && isBetween(c, b, d))
  );
}

/** For three points on one line: does the middle one lie on the closed stretch between the ends? */
function isBetween(end: LonLat, middle: LonLat, otherEnd: LonLat): boolean {
  return (
    Math.min(end[0], otherEnd[0]) <= middle[0] &&
    middle[0] <= Math.max(end[0], otherEnd[0]) &&
    Math.min(end[1], otherEnd[1]) <= middle[1] &&
    middle[1] <= Math.max(end[1], otherEnd[1])
  );
}

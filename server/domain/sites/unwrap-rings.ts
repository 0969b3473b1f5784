import type { LonLat } from "./orient2d.ts";

/**
 * The rings of a polygon on a continuous plane: longitudes run on past ±180 instead of jumping, each edge takes the short way
 * round, the exterior's west end lies in [-180, 180) and holes lie over the exterior. A fence away from the antimeridian
 * comes back unchanged, number by number. A ring around a pole does not close again (`closesOnPlane`).
 */
export function unwrapRings(fence: { coordinates: readonly (readonly LonLat[])[] }): LonLat[][] {
  const turned = fence.coordinates.map((ring) => ({ ring, turns: turnsOf(ring) }));
  const exterior = turned[0];
  if (!exterior) return [];
  const home = -Math.floor((westOf(exterior.ring, exterior.turns) + 180) / 360);
  const outline = place(exterior.ring, exterior.turns, home);
  const west = Math.min(...outline.map((p) => p[0]));
  const east = Math.max(...outline.map((p) => p[0]));

  const holes = turned.slice(1).map(({ ring, turns }) => {
    const candidates = [0, 1, -1, 2, -2].map((extra) => place(ring, turns, home + extra));
    return candidates.find((hole) => hole.every(([lon]) => lon >= west && lon <= east)) ?? candidates[0]!;
  });
  return [outline, ...holes];
}

/** False for a ring that runs once around a pole: on the plane its last position misses its first. */
export function closesOnPlane(ring: readonly LonLat[]): boolean {
  return turnsOf(ring).at(-1) === 0;
}

/** For each vertex the whole turns to add so that no edge is longer than 180 degrees. */
function turnsOf(ring: readonly LonLat[]): number[] {
  let turns = 0;
  return ring.map(([lon], i) => {
    const step = i === 0 ? 0 : lon - ring[i - 1]![0];
    if (step > 180) turns -= 1;
    else if (step < -180) turns += 1;
    return turns;
  });
}

function westOf(ring: readonly LonLat[], turns: readonly number[]): number {
  return Math.min(...ring.map(([lon], i) => lon + 360 * turns[i]!));
}

/** One addition from the given number, so that each longitude is rounded at most once. */
function place(ring: readonly LonLat[], turns: readonly number[], extra: number): LonLat[] {
  return ring.map(([lon, lat], i) => {
    const shift = 360 * (turns[i]! + extra);
    return [shift === 0 ? lon : lon + shift, lat] as const;
  });
}

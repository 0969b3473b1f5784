import { distanceBetweenM } from "../sites/distance.ts";

export type Place = { lat: number; lon: number };

/** Kilometres by road between two places: the great circle times how much longer roads are (`roadFactor`, 1 or more). */
export function roadKm(a: Place, b: Place, roadFactor: number): number {
  return (distanceBetweenM(a, b) / 1000) * roadFactor;
}

import type { Format } from "~/lib/format.ts";

const hectare = 10_000;
const acre = 4_046.856;

/** An area in the organisation's units: "12.4 ha" or "30.6 ac". */
export function areaText(squareMetres: number, format: Format): string {
  // `distance` knows the organisation's units; its answer for a kilometre tells which.
  const imperial = /mi|ft/.test(format.distance(1_000));
  const value = squareMetres / (imperial ? acre : hectare);
  return `${format.number(value, value < 100 ? 1 : 0)}\u202f${imperial ? "ac" : "ha"}`;
}

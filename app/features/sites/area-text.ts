import type { Format, Units } from "~/lib/format.ts";

const squareMetresPerHectare = 10_000;
const squareMetresPerAcre = 4_046.856;

/** An area in the organisation's units: "12.4 ha" or "30.6 ac". */
export function areaText(squareMetres: number, units: Units, format: Format): string {
  const imperial = units === "IMPERIAL";
  const value = squareMetres / (imperial ? squareMetresPerAcre : squareMetresPerHectare);
  return `${format.number(value, value < 100 ? 1 : 0)}\u202f${imperial ? "ac" : "ha"}`;
}

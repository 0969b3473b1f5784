/** Fuel as people read it off, in their organisation's unit. */
import { parseFigure } from "../scan/hours-text.ts";

const LITRES_PER_GALLON = 3.785411784;

export const fuelUnit = (units: "METRIC" | "IMPERIAL") => (units === "IMPERIAL" ? "gal" : "L");

/** Litres in the unit that people read off. */
export const inFuelUnit = (litres: number, units: "METRIC" | "IMPERIAL"): number =>
  units === "IMPERIAL" ? litres / LITRES_PER_GALLON : litres;

/** Litres to the tenth; null for an empty field, undefined for what is no figure. */
export function litresOf(text: string, units: "METRIC" | "IMPERIAL"): number | null | undefined {
  if (text.trim() === "") return null;
  const figure = parseFigure(text);
  if (figure === null) return undefined;
  return Math.round(figure * (units === "IMPERIAL" ? LITRES_PER_GALLON : 1) * 10) / 10;
}

/** Hours; null for an empty field, undefined for what is no figure. */
export const hoursOf = (text: string): number | null | undefined =>
  text.trim() === "" ? null : (parseFigure(text) ?? undefined);

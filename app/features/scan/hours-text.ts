/** Hour meters and litres as people type them. */

/** Zeros of the digits that keyboards of our languages type; the nine others follow each. */
const ZEROS = ["٠", "۰", "०", "０"].map((zero) => zero.codePointAt(0)!);
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  return String(code - ZEROS.find((zero) => code >= zero && code < zero + 10)!);
}

/** A figure with a point or a comma ("1204,5", "١٢٠٤٫٥"), not negative; null when it is none. Blanks and group marks are not taken. */
export function parseFigure(text: string): number | null {
  const compact = text
    .trim()
    .replaceAll(/[٠-٩۰-۹०-९０-９]/g, latinDigit)
    .replace(/[,٫．]/, ".");
  if (!/^\d{1,6}(\.\d{0,2})?$/.test(compact)) return null;
  return Number(compact);
}

/** The figure as its field shows it: meters have tenths, and no group marks, so that it can be edited. */
export function figureText(value: number, decimalMark: string): string {
  return String(Math.round(value * 10) / 10).replace(".", decimalMark);
}

/** One press of the stepper: whole steps up and down, never below `least`. Text that is no figure starts there. */
export function stepped(text: string, step: number, least: number): number {
  const next = Math.round(((parseFigure(text) ?? least) + step) * 10) / 10;
  return Math.max(least, next);
}

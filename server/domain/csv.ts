/** Writes tables as CSV (RFC 4180) that a spreadsheet opens without running anything in it. */

/** Signs that make a spreadsheet take a cell for a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const FIGURE = /^[+-]?\d+([.,]\d+)?$/;

/** A leading apostrophe turns what would be a formula into text; plain figures stay figures. */
export function guardedCell(text: string): string {
  return FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
}

/** Rows of cells as one text: CRLF, quotes doubled, and a byte order mark, by which Excel knows UTF-8. Null is an empty cell. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]) => cells.map(cellOf).join(",");
  return `\uFEFF${rows.map(line).join("\r\n")}\r\n`;
}

function cellOf(value: string | number | null): string {
  const text = typeof value === "number" ? String(value) : guardedCell(value ?? "");
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Reads cells as people and spreadsheets write them: decimal commas, German dates, lists. Pure; limits are judged elsewhere. */
import type { RowCode } from "./row-codes.ts";

export type Read<T> = { ok: true; value: T } | { ok: false; code: RowCode };

/** Reads one cell that is not empty; `decimal` is the file's decimal mark. */
export type ReadCell = (cell: string, decimal: DecimalMark) => Read<unknown>;

const ok = <T>(value: T): Read<T> => ({ ok: true, value });
const no = (code: RowCode): Read<never> => ({ ok: false, code });

/** No text that a machine or a place has comes near it; what is longer is refused before anything else is done with it. */
const LONGEST = 2_000;
/** Room for the fence with the most vertices that is accepted, every coordinate with all its digits. */
const LONGEST_FENCE = 60_000;

/** Text as it stands. One that a spreadsheet would run as a formula is refused: it would run for whoever exports it. */
export function readText(cell: string): Read<string> {
  if (cell.length > LONGEST) return no("too_long");
  if (!cell.isWellFormed() || /[^\P{Cc}\t\n\v\f\r]/u.test(cell)) return no("unstorable");
  if (/^[=@]/.test(cell) || (/^[+-]/.test(cell) && /[=(|!]/.test(cell))) return no("formula");
  return ok(cell.trim());
}

/** The sign before a fraction. */
export type DecimalMark = "." | ",";

/**
 * A figure: "1234.5", "1.234,5", "1,234.5", "1 234,5", also with a currency sign. Where both marks stand, the last one is the
 * decimal mark; a mark before other than three digits is one too. "1.234" alone could be either: there `decimal` decides.
 */
export function readFigure(cell: string, decimal: DecimalMark): Read<number> {
  if (cell.length > 40) return no("too_long");
  const text = bare(cell);
  if (!/^[+-]?\d[\d.,]*$/.test(text)) return no("not_a_number");
  const mark = ownMark(text) ?? decimal;
  const [whole, fraction, ...more] = text.split(mark);
  const thousands = mark === "." ? "," : ".";
  const plain = /^[+-]?\d+$/.test(whole!);
  const grouped = /^[+-]?\d{1,3}([.,]\d{3})+$/.test(whole!) && !whole!.includes(mark);
  if (more.length > 0) {
    // "1.234.567": the same mark more than once parts thousands.
    const groups = /^[+-]?\d{1,3}([.,]\d{3})+$/.test(text) && !text.includes(thousands);
    return groups ? ok(Number(text.replaceAll(mark, ""))) : no("not_a_number");
  }
  if ((!plain && !grouped) || (fraction !== undefined && !/^\d*$/.test(fraction))) return no("not_a_number");
  return ok(Number(`${whole!.replaceAll(thousands, "")}.${fraction || "0"}`));
}

const bare = (cell: string) => cell.replace(/[\s\u00a0\u202f'’€$£]/g, "");

/** The decimal mark that a figure shows by itself; null where it has none or could have either. */
function ownMark(text: string): DecimalMark | null {
  const marks = text.replace(/[^.,]/g, "");
  const last = marks.at(-1) as DecimalMark | undefined;
  if (!last) return null;
  if (new Set(marks).size === 2) return last;
  if (marks.length > 1) return last === "." ? "," : ".";
  return text.length - 1 - text.lastIndexOf(last) === 3 ? null : last;
}

/** The decimal mark of a file: what its clear figures show, or else what goes with the sign between its cells. */
export function detectDecimal(cells: Iterable<string>, delimiter: string): DecimalMark {
  const seen = { ".": 0, ",": 0 };
  for (const cell of cells) {
    const text = cell.length > 40 ? "" : bare(cell);
    const mark = /^[+-]?\d[\d.,]*$/.test(text) ? ownMark(text) : null;
    if (mark) seen[mark] += 1;
  }
  if (seen["."] !== seen[","]) return seen["."] > seen[","] ? "." : ",";
  return delimiter === ";" ? "," : ".";
}

/** A coordinate in degrees: one mark at most, so that "11.512" is never eleven thousand. */
export function readDegrees(cell: string): Read<number> {
  const text = cell.trim().replace(",", ".");
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(text) && text.length <= 40 ? ok(Number(text)) : no("not_a_number");
}

/** A day: "2026-03-01", "2026/03/01", "1.3.2026", "01.03.2026"; "3/4/2026" may be either month and is refused. */
export function readDay(cell: string): Read<string> {
  const text = cell.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?$/.exec(text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1, 4) : german ? [german[3], german[2], german[1]] : [];
  if (!year || !month || !day) return no("not_a_date");
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? ok(written) : no("not_a_date");
}

/** Items parted by `;`, `|`, a line break or, where there is none of those, a comma. */
export function readList(cell: string): Read<string[]> {
  const text = readText(cell);
  if (!text.ok) return text;
  const sign = /[;|\n]/.test(text.value) ? /[;|\n]/ : /,/;
  return ok([...new Set(text.value.split(sign).map((item) => item.trim()))].filter((item) => item !== ""));
}

/** GeoJSON as text; a Feature or a FeatureCollection of one stands for its geometry. The shape is judged elsewhere. */
export function readGeoJson(cell: string): Read<unknown> {
  if (cell.length > LONGEST_FENCE) return no("too_long");
  try {
    const json = JSON.parse(cell) as { type?: string; geometry?: unknown; features?: { geometry?: unknown }[] };
    if (json.type === "Feature") return ok(json.geometry);
    if (json.type === "FeatureCollection")
      return json.features?.length === 1 ? ok(json.features[0]?.geometry) : no("bad_fence");
    return ok(json);
  } catch {
    return no("bad_fence");
  }
}

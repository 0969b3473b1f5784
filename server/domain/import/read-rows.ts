/** From the cells of a table to typed rows: what each row says, or why it can not be read. */
import type { z } from "zod";
import { detectDecimal, readFigure, type ReadCell } from "./cells.ts";
import type { Column } from "./headers.ts";
import { problem, type RowCode, type RowProblem } from "./row-codes.ts";

/** A record of a table by its place in it: the header stands in row 1, as in a spreadsheet. `broken` is one that could not be cut. */
export type TableRow = { row: number; cells: readonly string[]; broken?: RowCode };
export type ReadRow<T> = { row: number; values: T; problems: RowProblem[] };

type Reading<T> = { cells: Readonly<Record<string, ReadCell>>; schema: z.ZodType<T> };

/** Empty cells say nothing. Each cell that can not be read is a problem of its own, so that a row is mended in one go. */
export function readRows<T extends object>(
  table: readonly TableRow[],
  columns: readonly Column[],
  delimiter: string,
  { cells: readers, schema }: Reading<T>,
): ReadRow<T>[] {
  const decimal = detectDecimal(figures(table, columns, readers), delimiter);
  return table.map(({ row, cells, broken }) => {
    if (broken) return { row, values: {} as T, problems: [problem(broken, null, cells[0] ?? null)] };
    const extra = cells.slice(columns.length).some((cell) => cell.trim() !== "");
    if (extra || cells.length < columns.length)
      return { row, values: {} as T, problems: [problem("ragged", null, `${cells.length} / ${columns.length}`)] };
    const said: Record<string, unknown> = {};
    const raw: Record<string, string> = {};
    const problems: RowProblem[] = [];
    columns.forEach(({ field }, at) => {
      const cell = cells[at]!;
      if (!field || cell.trim() === "") return;
      raw[field] = cell;
      const read = readers[field]!(cell, decimal);
      if (read.ok) said[field] = read.value;
      else problems.push(problem(read.code, field, cell));
    });
    const parsed = schema.safeParse(said);
    if (parsed.success) return { row, values: parsed.data, problems };
    const seen = new Set(problems.map(({ field }) => field));
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? "") || null;
      if (seen.has(field)) continue;
      seen.add(field);
      problems.push(problem(codeOf(issue, field), field, field ? (raw[field] ?? null) : null));
    }
    return { row, values: {} as T, problems };
  });
}

function* figures(table: readonly TableRow[], columns: readonly Column[], readers: Reading<unknown>["cells"]) {
  const places = columns.flatMap(({ field }, at) => (field && readers[field] === readFigure ? [at] : []));
  for (const { cells } of table) for (const at of places) yield cells[at] ?? "";
}

const OWN_CODES: Record<string, RowCode> = { timeZone: "unknown_zone", geofence: "bad_fence" };

function codeOf(issue: z.core.$ZodIssue, field: string | null): RowCode {
  const own = field ? OWN_CODES[field] : undefined;
  if (own) return own;
  if (issue.code !== "too_big" && issue.code !== "too_small") return "invalid";
  if (issue.origin === "string" || issue.origin === "array") return issue.code === "too_big" ? "too_long" : "missing";
  return "out_of_range";
}

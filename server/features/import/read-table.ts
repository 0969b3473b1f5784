/** A table as it was sent, cut into records: text by RFC 4180, or rows of JSON. */
import { CsvError, parse } from "csv-parse/sync";
import { detectDelimiter } from "../../domain/import/delimiter.ts";
import type { TableRow } from "../../domain/import/read-rows.ts";
import { MAX_ROWS, type ImportInput } from "../../domain/import/schema.ts";
import { AppError } from "../../domain/errors.ts";

export type Table = { headers: string[]; rows: TableRow[]; delimiter: string };

/** More cells than any list of machines has columns: what goes beyond is no table. */
const MAX_COLUMNS = 200;

/** Throws `import.no_header`, `import.too_many_rows`. */
export function readTable(input: Pick<ImportInput, "csv" | "rows">): Table {
  const table = input.csv === undefined ? fromJson(input.rows ?? []) : fromCsv(input.csv);
  if (table.rows.length > MAX_ROWS) throw new AppError("import.too_many_rows", { details: { most: MAX_ROWS } });
  return table;
}

/**
 * A record with a stray quote is kept as broken, so that its neighbours still count: csv-parse cuts it leniently, and what it took is
 * then held against the grammar. Blank lines are no rows, and are counted all the same: a row has the number that a spreadsheet
 * shows.
 */
function fromCsv(csv: string): Table {
  const text = csv.replace(/^\uFEFF/, "");
  const delimiter = detectDelimiter(text);
  const strict = grammarOf(delimiter);
  const records: TableRow[] = [];
  let row = 0;
  const note = (cells: readonly string[], broken: boolean) => {
    row += 1;
    if (records.length > MAX_ROWS + 1) throw new AppError("import.too_many_rows", { details: { most: MAX_ROWS } });
    if (broken) records.push({ row, cells, broken: "quotes" });
    else if (cells.some((cell) => cell.trim() !== "")) records.push({ row, cells });
  };
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      raw: true,
      on_record: (taken: string[]) => {
        // With `raw` a record comes together with the text that it was cut from, whatever the types say.
        const { record, raw } = taken as unknown as { record: string[]; raw: string };
        note(record, raw.includes('"') && !strict.test(raw));
        return null;
      },
    });
  } catch (error) {
    // A quote that is never closed swallows what follows: there is nothing left to read.
    if (!(error instanceof CsvError)) throw error;
    note([""], true);
  }
  const [header, ...rows] = records;
  const headers = header?.broken ? [] : (header?.cells.map((cell) => cell.trim()) ?? []);
  while (headers.at(-1) === "") headers.pop();
  if (headers.length === 0 || headers.length > MAX_COLUMNS) throw new AppError("import.no_header");
  return { headers, rows, delimiter };
}

/** One record of RFC 4180: cells without a quote, or inside quotes with each quote in them doubled. */
function grammarOf(delimiter: string): RegExp {
  const sign = delimiter === "|" ? "\\|" : delimiter;
  const cell = `(?:"(?:[^"]|"")*"|[^"${sign}]*)`;
  return new RegExp(`^${cell}(?:${sign}${cell})*\\s*$`);
}

type Cell = NonNullable<ImportInput["rows"]>[number][string];

/** The first row counts as 1. Numbers are written with a point, lists with semicolons, objects (a fence) as JSON. */
function fromJson(objects: NonNullable<ImportInput["rows"]>): Table {
  const headers = [...new Set(objects.flatMap((each) => Object.keys(each)))];
  if (headers.length === 0 || headers.length > MAX_COLUMNS) throw new AppError("import.no_header");
  const cellOf = (value: Cell | undefined): string => {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.join(";");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return {
    headers,
    rows: objects.map((each, at) => ({ row: at + 1, cells: headers.map((header) => cellOf(each[header])) })),
    delimiter: ",",
  };
}

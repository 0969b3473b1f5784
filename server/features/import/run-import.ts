/**
 * One import of any kind: the table is read, every row judged against what is there now, and, unless it is a dry run, exactly
 * that is written in the same transaction. A plan from a dry run that no longer holds is refused with nothing written.
 */
import { sql } from "drizzle-orm";
import { importBatches } from "../../../db/schema/imports.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { ReadCell } from "../../domain/import/cells.ts";
import { detectColumns, normaliseHeader, type Column } from "../../domain/import/headers.ts";
import { COLUMNS } from "../../domain/import/kinds-of-columns.ts";
import type { ImportKind } from "../../domain/import/kinds.ts";
import { readRows, type ReadRow } from "../../domain/import/read-rows.ts";
import type { ImportInput, ImportOutput, RowResult } from "../../domain/import/schema.ts";
import { canonicalJson } from "../../domain/ledger/canonical.ts";
import { fleetOwner } from "../assets/machine-rules.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { readColumns, saveColumns } from "./saved-columns.ts";
import { readTable, type Table } from "./read-table.ts";
import type { z } from "zod";

/** What is particular about one kind of file. */
export type Importer<Row extends object, Change> = {
  kind: ImportKind;
  cells: Readonly<Record<string, ReadCell>>;
  schema: z.ZodType<Row>;
  judge: (
    tenant: Tenant,
    dealerId: string,
    rows: readonly ReadRow<Row>[],
  ) => Promise<{ results: RowResult[]; changes: Change[] }>;
  /** Writes the changes with their events, and answers with what each new row is called from now on. */
  write: (
    tenant: Tenant,
    dealerId: string,
    changes: readonly Change[],
    input: ImportInput,
  ) => Promise<Map<number, string>>;
};

const SAMPLE = 40;
const sha256 = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("hex");

/** Throws `import.changed`, `import.no_header`, `import.too_many_rows`. */
export async function runImport<Row extends object, Change>(
  tenant: Tenant,
  importer: Importer<Row, Change>,
  input: ImportInput,
): Promise<ImportOutput> {
  const { kind } = importer;
  const dealerId = await fleetOwner(tenant);
  const table = readTable(input);
  const columns = await columnsOf(tenant, dealerId, kind, table, input);
  const rows = readRows(table.rows, columns, table.delimiter, importer);
  const { results, changes } = await importer.judge(tenant, dealerId, rows);
  const contentHash = sha256(
    canonicalJson({ kind, columns, rows: table.rows.map(({ row, cells }) => [row, ...cells]) }),
  );
  const plan = sha256(canonicalJson({ contentHash, dealerId, results }));
  if (input.plan && input.plan !== plan) throw new AppError("import.changed");
  const counts = countsOf(results);
  const written = counts.create + counts.update;
  const isApplied = !input.dryRun && written > 0;
  const batchId = isApplied ? Bun.randomUUIDv7() : null;
  if (!input.dryRun) await saveColumns(tenant, dealerId, kind, columns, input);
  if (batchId) {
    const names = await importer.write(tenant, dealerId, changes, input);
    for (const result of results) result.ref ??= names.get(result.row) ?? null;
    const outcome = {
      created: counts.create,
      updated: counts.update,
      unchanged: counts.unchanged,
      refused: counts.refused,
    };
    await tenant.tx.insert(importBatches).values({
      id: batchId,
      orgOwnerId: dealerId,
      dealerId,
      kind,
      fileName: input.fileName ?? null,
      contentHash,
      ...outcome,
      importedBy: tenant.actor.sub,
    });
    await appendEvent(tenant, {
      type: "import.applied",
      subject: { dealerId },
      data: { batchId, kind, contentHash, ...outcome },
      personal: input.fileName ? { fileName: input.fileName } : undefined,
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  const given = new Set(columns.map(({ field }) => field));
  return {
    kind,
    dryRun: input.dryRun,
    plan,
    delimiter: input.csv === undefined ? null : table.delimiter,
    columns: columns.map((column, at) => ({ ...column, sample: sampleOf(table, at) })),
    missing: COLUMNS[kind].required.filter((field) => !given.has(field)),
    counts,
    rows: results,
    batchId,
  };
}

/** What the person says about a column counts before what was said the last time, and that before the words over it. */
async function columnsOf(
  tenant: Tenant,
  dealerId: string,
  kind: ImportKind,
  table: Table,
  input: ImportInput,
): Promise<Column[]> {
  const said = new Map(Object.entries(input.columns ?? {}).map(([header, field]) => [normaliseHeader(header), field]));
  const known = input.rows ? new Map<string, string | null>() : await readColumns(tenant, dealerId, kind);
  return detectColumns(table.headers, COLUMNS[kind].words, new Map([...known, ...said]));
}

function countsOf(results: readonly RowResult[]): ImportOutput["counts"] {
  const of = (fate: RowResult["fate"]) => results.filter((result) => result.fate === fate).length;
  return { create: of("CREATE"), update: of("UPDATE"), unchanged: of("UNCHANGED"), refused: of("REFUSED") };
}

/** The first thing that stands in a column, so that a person knows it again. */
function sampleOf(table: Table, at: number): string {
  const cell = table.rows.find(({ cells, broken }) => !broken && cells[at]?.trim())?.cells[at]?.trim() ?? "";
  return cell.slice(0, SAMPLE).toWellFormed();
}

/** Files are long and may be written at any time, but one after the other for one dealer: rows are judged and written as one. */
export const lockImports = ({ tx }: Pick<Tenant, "tx">, dealerId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('import'), hashtext(${dealerId}))`);

/** What a dealer's columns meant the last time, by the normalised header. */
import { and, eq, sql } from "drizzle-orm";
import { importColumns } from "../../../db/schema/imports.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { normaliseHeader, type Column } from "../../domain/import/headers.ts";
import type { ImportKind } from "../../domain/import/kinds.ts";
import type { ImportInput } from "../../domain/import/schema.ts";

const MOST = 1_000;

export async function readColumns(
  { tx }: Tenant,
  dealerId: string,
  kind: ImportKind,
): Promise<Map<string, string | null>> {
  const rows = await tx
    .select({ header: importColumns.header, field: importColumns.field })
    .from(importColumns)
    .where(and(eq(importColumns.dealerId, dealerId), eq(importColumns.kind, kind)))
    .limit(MOST);
  return new Map(rows.map(({ header, field }) => [header, field]));
}

/** Keeps what a person said about the columns of a file that was applied; what was recognised by its words needs no memory. */
export async function saveColumns(
  { tx }: Tenant,
  dealerId: string,
  kind: ImportKind,
  columns: readonly Column[],
  input: ImportInput,
): Promise<void> {
  const said = new Set(Object.keys(input.columns ?? {}).map(normaliseHeader));
  const kept = new Map(
    columns
      .map(({ header, field }) => [normaliseHeader(header), field] as const)
      .filter(([header]) => said.has(header)),
  );
  if (kept.size === 0) return;
  const rows = [...kept].map(([header, field]) => ({ orgOwnerId: dealerId, dealerId, kind, header, field }));
  await tx
    .insert(importColumns)
    .values(rows)
    .onConflictDoUpdate({
      target: [importColumns.dealerId, importColumns.kind, importColumns.header],
      set: { field: sql`excluded.field` },
    });
}

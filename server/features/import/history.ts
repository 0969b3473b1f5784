import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { memberships } from "../../../db/schema/iam.ts";
import { importBatches } from "../../../db/schema/imports.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { importHistoryInput } from "../../domain/import/schema.ts";
import { fleetOwner } from "../assets/machine-rules.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** What a dealer has brought in, the newest first. */
export async function importHistory(tenant: Tenant, input: z.infer<typeof importHistoryInput>) {
  const dealerId = await fleetOwner(tenant);
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await tenant.tx
    .select({
      batch: importBatches,
      createdAt: sql<string>`${importBatches.createdAt}::text`,
      importedBy: memberships.displayName,
    })
    .from(importBatches)
    .leftJoin(
      memberships,
      and(eq(memberships.userId, importBatches.importedBy), eq(memberships.orgOwnerId, importBatches.orgOwnerId)),
    )
    .where(
      and(
        eq(importBatches.dealerId, dealerId),
        cursor
          ? sql`(${importBatches.createdAt}, ${importBatches.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(importBatches.createdAt), desc(importBatches.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt, row.batch.id]);
  return {
    items: items.map(({ batch, importedBy }) => ({
      id: batch.id,
      kind: batch.kind,
      fileName: batch.fileName,
      created: batch.created,
      updated: batch.updated,
      unchanged: batch.unchanged,
      refused: batch.refused,
      importedBy,
      at: batch.createdAt.toISOString(),
    })),
    nextCursor,
  };
}

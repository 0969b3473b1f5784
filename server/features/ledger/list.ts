import { and, desc, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import { events } from "../../../db/schema/ledger.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { listEventsInput } from "../../domain/ledger/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** Events that the actor may read, newest first, with the exact text that was hashed. */
export async function listEvents({ tx, actor }: Tenant, input: z.infer<typeof listEventsInput>) {
  const cursor = readCursor(input.cursor, cursors.byPosition);
  const rows = await tx
    .select({
      position: events.position,
      id: events.id,
      orgId: events.orgOwnerId,
      seq: events.seq,
      type: events.type,
      at: events.at,
      humanId: events.humanId,
      record: events.record,
      selfHash: events.selfHash,
    })
    .from(events)
    .where(
      and(
        actor.orgType === "CUSTOMER" ? ownedBy(actor, events) : undefined,
        input.orgId ? eq(events.orgOwnerId, input.orgId) : undefined,
        input.type ? eq(events.type, input.type) : undefined,
        input.humanId ? eq(events.humanId, input.humanId) : undefined,
        cursor ? lt(events.position, cursor[1]) : undefined,
      ),
    )
    .orderBy(desc(events.position))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [null, row.position]);
  return { items: items.map(({ position: _, ...row }) => ({ ...row, at: row.at.toISOString() })), nextCursor };
}

import { and, desc, eq, lt, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships } from "../../../db/schema/iam.ts";
import { eventPrivate, events } from "../../../db/schema/ledger.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { EventBody } from "../../domain/ledger/event.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** A machine's events, newest first, as far as the actor may read them. A machine that is not seen now may have been before. */
export async function assetTimeline(
  { tx }: Tenant,
  input: { humanId: string; limit: number; cursor?: string | null | undefined },
) {
  const [machine] = await tx.select({ id: equipment.id }).from(equipment).where(eq(equipment.humanId, input.humanId));
  const cursor = readCursor(input.cursor, cursors.byPosition);
  const rows = await tx
    .select({
      position: events.position,
      id: events.id,
      seq: events.seq,
      selfHash: events.selfHash,
      body: sql<EventBody>`${events.record}::jsonb -> 'event'`,
      personal: eventPrivate.data,
      actorName: memberships.displayName,
      siteName: sites.name,
    })
    .from(events)
    .leftJoin(eventPrivate, eq(eventPrivate.eventId, events.id))
    .leftJoin(sites, eq(sites.id, events.siteId))
    .leftJoin(
      memberships,
      sql`${memberships.userId}::text = ${events.record}::jsonb #>> '{event,actor,sub}' and ${memberships.orgOwnerId}::text = ${events.record}::jsonb #>> '{event,actor,orgId}'`,
    )
    .where(
      and(
        machine ? eq(events.equipmentId, machine.id) : eq(events.humanId, input.humanId),
        cursor ? lt(events.position, cursor[1]) : undefined,
      ),
    )
    .orderBy(desc(events.position))
    .limit(input.limit + 1);
  if (!machine && rows.length === 0 && !cursor) throw new AppError("not_found");
  const { items, nextCursor } = page(rows, input.limit, (row) => [null, row.position]);
  return {
    items: items.map(({ body, position: _, ...row }) => ({
      ...row,
      type: body.type,
      at: body.at,
      occurredAt: body.occurredAt ?? null,
      actorRole: body.actor.role,
      data: body.data,
    })),
    nextCursor,
  };
}

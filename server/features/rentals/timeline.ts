import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { eventPrivate, events } from "../../../db/schema/ledger.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { EventBody } from "../../domain/ledger/event.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** The steps of one rental and of its booking, newest first: who, when and why. Throws `not_found`. */
export async function rentalTimeline(
  { tx }: Tenant,
  input: { id: string; limit: number; cursor?: string | null | undefined },
) {
  const [rental] = await tx
    .select({ id: rentals.id, reservationId: rentals.reservationId })
    .from(rentals)
    .where(eq(rentals.id, input.id));
  if (!rental) throw new AppError("not_found");
  const ofBooking = rental.reservationId
    ? sql`${events.position} in (select app.events_of_reservation(${rental.reservationId}::uuid))`
    : undefined;
  const cursor = readCursor(input.cursor, cursors.byPosition);
  const actorAt = (field: "sub" | "orgId") => sql`${events.record}::jsonb #>> ${sql.raw(`'{event,actor,${field}}'`)}`;
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
      sql`${memberships.userId}::text = ${actorAt("sub")} and ${memberships.orgOwnerId}::text = ${actorAt("orgId")}`,
    )
    .where(and(or(eq(events.rentalId, rental.id), ofBooking), cursor ? lt(events.position, cursor[1]) : undefined))
    .orderBy(desc(events.position))
    .limit(input.limit + 1);
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

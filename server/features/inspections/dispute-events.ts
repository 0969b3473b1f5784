import { and, asc, eq, inArray } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { eventPrivate, events } from "../../../db/schema/ledger.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { MAX_DISPUTE_EVENTS, type Dispute } from "../../domain/inspections/dispute.ts";
import { eventBodySchema } from "../../domain/ledger/event.ts";
import { sha256Hex } from "../../domain/ledger/sha256.ts";
import type { StoredRental } from "./write-ticket.ts";

/** Not reasons or notes: a signature is shown on its ticket, and a person's exact place is nobody's argument. */
const APART = new Set(["strokes", "position", "operatorUserId", "assigneeUserId", "technicianUserId"]);

/** A rental's events in the chain's order with the text that was hashed, one more than fits. */
export async function disputeEvents({ tx }: Tenant, rental: StoredRental): Promise<Dispute["events"]> {
  const rows = await tx
    .select({
      id: events.id,
      seq: events.seq,
      type: events.type,
      at: events.at,
      record: events.record,
      selfHash: events.selfHash,
      words: eventPrivate.data,
    })
    .from(events)
    .leftJoin(eventPrivate, eq(eventPrivate.eventId, events.id))
    .where(and(eq(events.equipmentId, rental.equipmentId), eq(events.rentalId, rental.id)))
    .orderBy(asc(events.position))
    .limit(MAX_DISPUTE_EVENTS + 1);
  const bodies = rows.map((row) => eventBodySchema.parse(JSON.parse(row.record).event));
  const people = [...new Set(bodies.map(({ actor }) => actor.sub))];
  const names = await tx
    .select({ userId: memberships.userId, orgId: memberships.orgOwnerId, name: memberships.displayName })
    .from(memberships)
    .where(
      and(
        inArray(memberships.userId, people),
        inArray(memberships.orgOwnerId, [...new Set(bodies.map(({ actor }) => actor.orgId))]),
      ),
    );
  return rows.map((row, at) => {
    const body = bodies[at]!;
    const words = Object.entries(row.words ?? {}).filter(([key]) => !APART.has(key));
    return {
      ...row,
      at: row.at.toISOString(),
      occurredAt: body.occurredAt ?? null,
      actorName:
        names.find(({ userId, orgId }) => userId === body.actor.sub && orgId === body.actor.orgId)?.name ?? null,
      actorRole: body.actor.role,
      data: body.data,
      words: words.length > 0 ? Object.fromEntries(words) : null,
      intact: sha256Hex(row.record) === row.selfHash,
    };
  });
}

import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { media } from "../../../db/schema/media.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import {
  MAX_DISPUTE_DAYS,
  MAX_DISPUTE_EVENTS,
  MAX_DISPUTE_PHOTOS,
  type Dispute,
} from "../../domain/inspections/dispute.ts";
import type { InspectionKind } from "../../domain/inspections/words.ts";
import { rentalHours } from "../../domain/usage/hours.ts";
import { placesOf } from "../rentals/lock-rental.ts";
import { disputeEvents } from "./dispute-events.ts";
import { getTicket } from "./get-ticket.ts";
import { inspectionsOf } from "./read.ts";
import type { StoredRental } from "./write-ticket.ts";

/** Everything about one rental, for its dealer, its customer and HQ. Throws `not_found`. */
export async function disputePack(tenant: Tenant, now: Date, rentalId: string): Promise<Dispute> {
  const { tx } = tenant;
  const [row] = await tx
    .select({ rental: rentals, siteName: sites.name, siteTimeZone: sites.timeZone })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .where(eq(rentals.id, rentalId));
  if (!row) throw new AppError("not_found");
  const { rental } = row;
  const parties = await tx
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(inArray(organizations.id, [rental.dealerId, rental.customerId]));
  const photos = await tx
    .select({
      mediaId: media.id,
      purpose: media.purpose,
      sha256: media.sha256,
      contentType: media.contentType,
      at: media.createdAt,
    })
    .from(media)
    .where(and(eq(media.rentalId, rental.id), eq(media.state, "ATTACHED")))
    .orderBy(asc(media.createdAt), asc(media.id))
    .limit(MAX_DISPUTE_PHOTOS + 1);
  const { timeZone } = (await placesOf(tenant, [rental]))(rental);
  const usage = await usageOf(tenant, rental, timeZone, now);
  const events = await disputeEvents(tenant, rental);
  return {
    rental: { ...factsOf(rental), siteName: row.siteName, siteTimeZone: row.siteTimeZone },
    dealer: parties.find(({ id }) => id === rental.dealerId) ?? null,
    customer: parties.find(({ id }) => id === rental.customerId) ?? null,
    inspections: await inspectionsOf(tenant, rental.id),
    tickets: { out: await ticketOf(tenant, rental.id, "OUT"), in: await ticketOf(tenant, rental.id, "IN") },
    photos: photos.slice(0, MAX_DISPUTE_PHOTOS).map((photo) => ({ ...photo, at: photo.at.toISOString() })),
    workOrders: await workOrdersOf(tenant, rental.id),
    usage: usage.slice(0, MAX_DISPUTE_DAYS),
    events: events.slice(0, MAX_DISPUTE_EVENTS),
    truncated: [
      ...(events.length > MAX_DISPUTE_EVENTS ? (["events"] as const) : []),
      ...(photos.length > MAX_DISPUTE_PHOTOS ? (["photos"] as const) : []),
      ...(usage.length > MAX_DISPUTE_DAYS ? (["usage"] as const) : []),
    ],
    madeAt: now.toISOString(),
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function factsOf(rental: StoredRental) {
  const { engineStart, engineEnd } = rental;
  return {
    id: rental.id,
    state: rental.state,
    humanId: rental.humanId,
    type: rental.type,
    make: rental.make,
    model: rental.model,
    engineStart,
    engineEnd,
    fuelL: rental.fuelL,
    notes: rental.notes,
    overrideReason: rental.overrideReason,
    flags: rental.flags,
    expectedHours: rental.expectedHours,
    createdAt: rental.createdAt.toISOString(),
    firstDueAt: rental.firstDueAt.toISOString(),
    dueAt: rental.dueAt.toISOString(),
    checkedOutAt: iso(rental.checkedOutAt),
    checkedInAt: iso(rental.checkedInAt),
    hours: engineStart !== null && engineEnd !== null ? rentalHours(engineStart, engineEnd) : null,
  };
}

async function ticketOf(tenant: Tenant, rentalId: string, kind: InspectionKind) {
  return getTicket(tenant, { rentalId, kind }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
}

/** Days at the site while the machine was out, as far as they are stamped with this customer. */
async function usageOf({ tx }: Tenant, rental: StoredRental, timeZone: string, now: Date) {
  if (!rental.checkedOutAt) return [];
  const dayAt = (at: Date) => sql`(${at.toISOString()}::timestamptz at time zone ${timeZone})::date`;
  return tx
    .select({
      day: usageDaily.day,
      runtimeH: usageDaily.runtimeH,
      idleH: usageDaily.idleH,
      fuelL: usageDaily.fuelL,
    })
    .from(usageDaily)
    .where(
      and(
        eq(usageDaily.equipmentId, rental.equipmentId),
        eq(usageDaily.customerId, rental.customerId),
        gte(usageDaily.day, dayAt(rental.checkedOutAt)),
        lte(usageDaily.day, dayAt(rental.checkedInAt ?? now)),
      ),
    )
    .orderBy(asc(usageDaily.day))
    .limit(MAX_DISPUTE_DAYS + 1);
}

async function workOrdersOf({ tx }: Tenant, rentalId: string) {
  const rows = await tx
    .select({
      id: maintenance.id,
      service: maintenance.service,
      state: maintenance.state,
      severity: maintenance.severity,
      causeId: maintenance.causeId,
      doneAt: maintenance.doneAt,
    })
    .from(maintenance)
    .where(and(eq(maintenance.rentalId, rentalId), eq(maintenance.kind, "REPAIR")))
    .orderBy(asc(maintenance.createdAt))
    .limit(200);
  return rows.map(({ causeId, doneAt, ...row }) => ({
    ...row,
    checkpoint: causeId?.split(":")[1] ?? null,
    doneAt: iso(doneAt),
  }));
}

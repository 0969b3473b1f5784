import { and, eq, isNull, sql } from "drizzle-orm";
import { rentalRequests, rentalStays } from "../../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { TransferInput } from "../../domain/rentals/life-schema.ts";
import type { Rental } from "../../domain/rentals/schema.ts";
import { keepLocal } from "../../domain/rentals/zone-time.ts";
import { judgeGate } from "../../domain/sites/gate.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import { createTask } from "../tasks/create-task.ts";
import type { RentalDeps } from "./check-out.ts";
import { lockRental, type Locked, type RentalRow } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { moveDue, refuseOverlap } from "./move-due.ts";
import { getRental } from "./read.ts";
import { rentalTermsOf } from "./terms-of.ts";

/**
 * Moves a machine that is out to another jobsite of the same customer. It stays due on the same day and hour, by the new site's
 * clocks. With a position the arrival is judged at the new site's fence; without one a transport stands in the dealer's list. Throws,
 * with nothing written: `not_found`, what `judgeStep` refuses with, `rental.same_site`, `rental.other_customer`, `site.not_served`,
 * `site.outside_geofence`, `rental.meter_backwards`, `reservation.overlap`.
 */
export async function transferRental(tenant: Tenant, deps: RentalDeps, input: TransferInput): Promise<Rental> {
  const locked = await lockRental(tenant, input.id, "transfer");
  const { rental } = locked;
  const site = await newSite(tenant, rental, input.siteId);
  const at = happenedAt(input.occurredAt, deps.now, rental.checkedOutAt);
  const arrival = await judgeArrival(tenant, rental, site, input);
  proveMeter(rental, input.engineHours, at);
  for (const each of [locked, ...locked.along]) {
    const dueAt = keepLocal(each.rental.dueAt, each.timeZone, site.timeZone);
    if (dueAt > each.rental.dueAt) await refuseOverlap(tenant, each, dueAt);
    await transferOne(tenant, deps, input, each, { site, at, dueAt, arrival });
  }
  if (!input.position) {
    await createTask(tenant, {
      kind: "TRANSPORT",
      dealerId: rental.dealerId,
      customerId: rental.customerId,
      siteId: rental.siteId,
      toSiteId: site.id,
      equipmentId: rental.equipmentId,
      rentalId: rental.id,
      humanId: rental.humanId,
      dueAt: at,
      cause: { kind: "RENTAL_TRANSFER", id: `${rental.id} ${at.toISOString()}` },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return getRental(tenant, rental.id);
}

async function transferOne(
  tenant: Tenant,
  deps: RentalDeps,
  input: TransferInput,
  { rental, siteName, travels }: Locked,
  facts: { site: Site; at: Date; dueAt: Date; arrival: Awaited<ReturnType<typeof judgeArrival>> },
): Promise<void> {
  const { site, at, dueAt, arrival } = facts;
  await endStay(tenant, rental, at);
  const moved = await moveDue(tenant, rental, { dueAt, siteId: site.id });
  await tenant.tx.insert(rentalStays).values({ ...stampsOf(moved), fromAt: at });
  // What waits for an answer is read where the machine is.
  await tenant.tx
    .update(rentalRequests)
    .set({ siteId: site.id })
    .where(and(eq(rentalRequests.rentalId, rental.id), eq(rentalRequests.state, "PENDING")));
  await tenant.tx.execute(sql`select app.follow_rental(${rental.id}::uuid, null)`);
  await logStep(tenant, deps, {
    type: "rental.transferred",
    rental: moved,
    siteName: site.name,
    timeZone: site.timeZone,
    data: {
      fromSiteId: rental.siteId,
      fromSiteName: siteName,
      engineHours: travels ? null : (input.engineHours ?? null),
      dueAt: dueAt.toISOString(),
      from: rental.dueAt.toISOString(),
      firstDueAt: rental.firstDueAt.toISOString(),
      arrival,
    },
    personal: { reason: input.reason, position: input.position },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

type Site = Awaited<ReturnType<typeof newSite>>;

async function newSite({ tx }: Tenant, rental: RentalRow, siteId: string) {
  const [site] = await tx
    .select({
      id: sites.id,
      name: sites.name,
      kind: sites.kind,
      customerId: sites.customerId,
      timeZone: sites.timeZone,
      geofence: sites.geofence,
      served: siteDealers.dealerId,
    })
    .from(sites)
    .leftJoin(siteDealers, and(eq(siteDealers.siteId, sites.id), eq(siteDealers.dealerId, rental.dealerId)))
    .where(and(eq(sites.id, siteId), eq(sites.active, true)));
  if (!site) throw new AppError("not_found");
  if (site.id === rental.siteId) throw new AppError("rental.same_site");
  if (site.kind !== "JOBSITE" || !site.customerId) throw new AppError("site.not_served");
  if (site.customerId !== rental.customerId) throw new AppError("rental.other_customer");
  if (!site.served) throw new AppError("site.not_served");
  return site;
}

/** Where it was seen to arrive; null without a position. A dealer's administrator's word counts for more than the fence. */
async function judgeArrival(tenant: Tenant, rental: RentalRow, site: Site, { position }: TransferInput) {
  if (!position) return null;
  const policy = await rentalTermsOf(tenant, rental.dealerId, rental.customerId);
  const fence = { siteId: site.id, name: site.name, kind: site.kind, geofence: site.geofence };
  const verdict = judgeGate({ position, fences: [{ ...fence, place: "DESTINATION" }], policy });
  if (verdict.ok) return { inside: verdict.place !== null, distanceM: verdict.distanceM };
  if (tenant.actor.role !== "DEALER_ADMIN" && tenant.actor.role !== "CAT_ADMIN")
    throw new AppError(verdict.code, { details: { nearest: verdict.nearest, accuracyM: verdict.accuracyM } });
  return { inside: false, distanceM: verdict.nearest?.distanceM ?? null };
}

/** Throws `rental.meter_backwards` when the meter shows less than at the hand-over. */
export function proveMeter(rental: RentalRow, hours: number | null | undefined, at: Date): string | null {
  const { engineStart, checkedOutAt } = rental;
  if (hours === null || hours === undefined || engineStart === null) return null;
  const verdict = judgeMeter({
    previous: { hours: engineStart, at: checkedOutAt ?? at },
    next: { hours, at },
  });
  if (verdict.ok && hours >= engineStart) return verdict.flag;
  throw new AppError("rental.meter_backwards", {
    fields: { engineHours: `it went out with ${engineStart} h` },
    details: { engineStart },
  });
}

/** Closes the stay that runs, or writes down the first one, from the hand-over on. */
async function endStay({ tx }: Tenant, rental: RentalRow, at: Date): Promise<void> {
  const ended = await tx
    .update(rentalStays)
    .set({ toAt: at })
    .where(and(eq(rentalStays.rentalId, rental.id), isNull(rentalStays.toAt)));
  if (ended.rowCount) return;
  const fromAt = rental.checkedOutAt && rental.checkedOutAt < at ? rental.checkedOutAt : at;
  await tx.insert(rentalStays).values({ ...stampsOf(rental), fromAt, toAt: at });
}

const stampsOf = ({ id, dealerId, customerId, siteId }: RentalRow) => ({
  orgOwnerId: dealerId,
  dealerId,
  customerId,
  siteId,
  rentalId: id,
});

import { inArray, sql } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeDue } from "../../domain/rentals/due.ts";
import type { CheckOutInput, Rental } from "../../domain/rentals/schema.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import type { Services } from "../../context.ts";
import type { Presented } from "../assets/presented.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { attachMedia } from "../media/attach.ts";
import { claimReservation } from "../reservations/claim-reservation.ts";
import { endTransport } from "../reservations/transport.ts";
import { claimMachine, destinationOf, operatorOf } from "./hand-over-parties.ts";
import { logStep } from "./log-step.ts";
import { passGate } from "./pass-gate.ts";
import { getRental } from "./read.ts";
import { papersOf } from "./set-papers.ts";

/** What the verbs of rentals need beside the transaction. */
export type RentalDeps = Pick<Services, "files" | "rentalChanged"> & { now: Date };

/**
 * Sends a machine out to a jobsite: the rental is on, the machine follows it, and the event stands in its dealer's chain.
 * `tagId` is the tag of a verified label. Throws, with nothing written: `not_found`, `label.unknown`, `rental.already_out`,
 * `asset.not_available`, `rental.reservation_required`, `site.not_served`, `site.outside_geofence`, `site.position_required`,
 * `rental.due_in_past`, `rental.meter_backwards`, `rental.operator_unknown`, `media.not_stored`, and those of
 * `claimReservation`.
 */
export async function checkOut(
  tenant: Tenant,
  deps: RentalDeps,
  input: CheckOutInput,
  tagId: string | null,
): Promise<Rental> {
  const machine = await claimMachine(tenant, input, tagId);
  const at = happenedAt(input.occurredAt, deps.now, machine.last_return_at);
  const site = await destinationOf(tenant, machine, input.siteId);
  const due = judgeDue({ dueAt: new Date(input.dueAt), now: at });
  if (!due.ok) throw new AppError(due.code, { fields: { dueAt: "lies in the past" } });
  const flag = meterFlag(machine, input.engineStart, at);
  const gate = await passGate(tenant, machine, site, input);
  const operatorUserId = await operatorOf(tenant, site.customerId, input.operatorUserId);

  const facts = {
    state: "ON_RENT" as const,
    siteId: site.id,
    period: { from: at, to: new Date(input.dueAt) },
    dueAt: new Date(input.dueAt),
    firstDueAt: new Date(input.dueAt),
    expectedHours: input.expectedHours ?? null,
    operatorUserId,
    checkedOutAt: at,
    checkedOutBy: tenant.actor.sub,
    checkOutPosition: input.position ?? null,
    engineStart: input.engineStart,
    notes: input.notes ?? null,
    flags: [flag, input.position ? null : "no_position"].filter((word) => word !== null),
    overriddenBy: gate.overridden ? tenant.actor.sub : null,
    overrideReason: gate.overridden ? (input.override?.reason ?? null) : null,
    ...papersOf(input),
  };
  const { rentalId, along, against } = await claimReservation(tenant, machine, site.customerId, facts);
  const owner = {
    dealerId: machine.dealer_id,
    customerId: site.customerId,
    siteId: site.id,
    equipmentId: machine.id,
    rentalId,
  };
  const photos = await attachMedia(tenant, deps.files, input.photos, owner);
  for (const id of [rentalId, ...along])
    await tenant.tx.execute(sql`select app.follow_rental(${id}::uuid, null), app.fix_rate(${id}::uuid)`);
  if (gate.place === "DESTINATION") await endTransport(tenant, [rentalId, ...along], at);
  const rental = await getRental(tenant, rentalId);
  await appendEvent(tenant, {
    type: "rental.checked_out",
    subject: { ...owner, humanId: machine.human_id },
    data: {
      siteName: site.name,
      engineStart: input.engineStart,
      dueAt: rental.dueAt,
      contractNumber: rental.contractNumber,
      poNumber: rental.poNumber,
      gate: { place: gate.place, distanceM: gate.distanceM, creditM: gate.creditM, overridden: gate.overridden },
      byLabel: tagId !== null,
      photos,
      flags: facts.flags,
      ...(against.length > 0 ? { against } : {}),
    },
    personal: personalOf({
      position: input.position,
      notes: input.notes,
      overrideReason: facts.overrideReason,
      operatorUserId,
      deliveryContact: input.deliveryContact,
    }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  tenant.afterCommit(() => deps.rentalChanged({ dealerId: owner.dealerId, rentalId, equipmentId: owner.equipmentId }));
  await logTravellers(tenant, deps, rental, along, input);
  return rental;
}

/** What goes out with a machine has a story of its own. */
async function logTravellers(
  tenant: Tenant,
  deps: RentalDeps,
  host: Rental,
  along: string[],
  input: CheckOutInput,
): Promise<void> {
  if (along.length === 0) return;
  for (const rental of await tenant.tx.select().from(rentals).where(inArray(rentals.id, along)).limit(along.length))
    await logStep(tenant, deps, {
      type: "rental.checked_out",
      rental,
      siteName: host.siteName,
      timeZone: host.siteTimeZone ?? "UTC",
      data: { dueAt: rental.dueAt.toISOString(), travelsWith: host.humanId },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
}

/** Judges the meter of a machine that goes out. Throws `rental.meter_backwards`; returns the doubt to keep with the record. */
export function meterFlag(machine: Presented, engineStart: number, at: Date): string | null {
  const { hour_meter: hours, hour_meter_at: readAt, last_return_at: backAt, last_return_hours: backHours } = machine;
  const next = { hours: engineStart, at };
  const isLate = readAt !== null && at < readAt && backAt !== null && backHours !== null;
  const sinceReturn = isLate ? judgeMeter({ previous: { hours: backHours, at: backAt }, next }) : null;
  const verdict =
    sinceReturn?.ok === false ? sinceReturn : judgeMeter({ previous: readAt && { hours, at: readAt }, next });
  if (!verdict.ok)
    throw new AppError(verdict.code, {
      fields: { engineStart: `the meter last showed ${verdict.previousHours} h` },
      details: { hourMeter: verdict.previousHours },
    });
  return verdict.flag;
}

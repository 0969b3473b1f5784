import { and, eq, lte, sql } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeDue } from "../../domain/rentals/due.ts";
import type { CheckOutInput, Rental } from "../../domain/rentals/schema.ts";
import { judgeGate } from "../../domain/sites/gate.ts";
import { judgeMeter } from "../../domain/usage/hours.ts";
import type { Services } from "../../context.ts";
import { maySendOut } from "../assets/present.ts";
import { presentedEquipment, type Presented } from "../assets/presented.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { attachMedia } from "../media/attach.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { getRental } from "./read.ts";

/** What the verbs of rentals need beside the transaction. */
export type RentalDeps = Pick<Services, "files" | "rentalChanged"> & { now: Date };

type Destination = { id: string; name: string; customerId: string; geofence: typeof sites.$inferSelect.geofence };

/**
 * Sends a machine out to a jobsite: the rental is on, the machine follows it, and the event stands in its dealer's chain.
 * `tagId` is the tag of a verified label. Throws, with nothing written: `not_found`, `label.unknown`, `rental.already_out`,
 * `asset.not_available`, `rental.reservation_required`, `site.not_served`, `site.outside_geofence`, `site.position_required`,
 * `rental.due_in_past`, `rental.meter_backwards`, `rental.operator_unknown`, `media.not_stored`, `reservation.overlap`.
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
  };
  const rentalId = await write(tenant, machine, site.customerId, at, facts);
  const owner = {
    dealerId: machine.dealer_id,
    customerId: site.customerId,
    siteId: site.id,
    equipmentId: machine.id,
    rentalId,
  };
  const photos = await attachMedia(tenant, deps.files, input.photos, owner);
  await tenant.tx.execute(sql`select app.follow_rental(${rentalId}::uuid, null)`);
  const rental = await getRental(tenant, rentalId);
  await appendEvent(tenant, {
    type: "rental.checked_out",
    subject: { ...owner, humanId: machine.human_id },
    data: {
      siteName: site.name,
      engineStart: input.engineStart,
      dueAt: rental.dueAt,
      gate: { place: gate.place, distanceM: gate.distanceM, creditM: gate.creditM, overridden: gate.overridden },
      byLabel: tagId !== null,
      photos,
      flags: facts.flags,
    },
    personal: personalOf({
      position: input.position,
      notes: input.notes,
      overrideReason: facts.overrideReason,
      operatorUserId,
    }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  tenant.afterCommit(() => deps.rentalChanged({ dealerId: owner.dealerId, rentalId, equipmentId: owner.equipmentId }));
  return rental;
}

/** Locks the presented machine and checks that it may go out at all. */
async function claimMachine(tenant: Tenant, input: CheckOutInput, tagId: string | null): Promise<Presented> {
  const machine = await presentedEquipment(tenant, tagId ? { tagId } : { humanId: input.humanId }, true);
  if (!machine) throw new AppError(tagId ? "label.unknown" : "not_found");
  if (machine.human_id !== input.humanId)
    throw new AppError("input.invalid", { fields: { label: "belongs to another machine" } });
  if (machine.status === "ON_RENT") throw new AppError("rental.already_out");
  if (machine.status !== "AVAILABLE")
    throw new AppError("asset.not_available", { details: { status: machine.status } });
  if (!maySendOut(tenant.actor.orgType, machine)) throw new AppError("rental.reservation_required");
  return machine;
}

/** The jobsite, proven to be the actor's to use and served by the machine's dealer. */
async function destinationOf({ tx }: Tenant, machine: Presented, siteId: string): Promise<Destination> {
  const [site] = await tx
    .select({
      id: sites.id,
      name: sites.name,
      kind: sites.kind,
      customerId: sites.customerId,
      geofence: sites.geofence,
      served: siteDealers.dealerId,
    })
    .from(sites)
    .leftJoin(siteDealers, and(eq(siteDealers.siteId, sites.id), eq(siteDealers.dealerId, machine.dealer_id)))
    .where(eq(sites.id, siteId));
  if (!site) throw new AppError("not_found");
  if (site.kind !== "JOBSITE" || !site.customerId || !site.served) throw new AppError("site.not_served");
  return { ...site, customerId: site.customerId };
}

/** A reading that is told late may be less than the machine's newest, but not less than at its last return. */
function meterFlag(machine: Presented, engineStart: number, at: Date): string | null {
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

/** The geofence gate. Only a dealer's administrator and HQ may pass it with a reason. */
async function passGate(tenant: Tenant, machine: Presented, site: Destination, input: CheckOutInput) {
  const policy = await thresholdsOf(tenant, machine.dealer_id);
  const fences = [
    {
      siteId: site.id,
      name: site.name,
      kind: "JOBSITE" as const,
      geofence: site.geofence,
      place: "DESTINATION" as const,
    },
  ];
  const { site_id: yardId, site_name: yard, site_kind: kind, site_geofence: geofence } = machine;
  const stands =
    yardId && yard && kind === "YARD" && geofence
      ? [{ siteId: yardId, name: yard, kind, geofence, place: "YARD" as const }]
      : [];
  const verdict = judgeGate({ position: input.position ?? null, fences: [...fences, ...stands], policy });
  if (verdict.ok)
    return { place: verdict.place, distanceM: verdict.distanceM, creditM: verdict.creditM, overridden: false };
  const mayOverride = tenant.actor.role === "DEALER_ADMIN" || tenant.actor.role === "CAT_ADMIN";
  if (!input.override || !mayOverride)
    throw new AppError(verdict.code, { details: { nearest: verdict.nearest, accuracyM: verdict.accuracyM } });
  return { place: null, distanceM: verdict.nearest?.distanceM ?? null, creditM: 0, overridden: true };
}

async function operatorOf(
  { tx, actor }: Tenant,
  customerId: string,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (!wanted) return actor.orgId === customerId ? actor.sub : null;
  const [member] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, wanted), eq(memberships.orgOwnerId, customerId), eq(memberships.active, true)));
  if (!member)
    throw new AppError("rental.operator_unknown", { fields: { operatorUserId: "does not belong to this customer" } });
  return member.userId;
}

type Facts = Omit<
  typeof rentals.$inferInsert,
  "dealerId" | "customerId" | "orgOwnerId" | "equipmentId" | "humanId" | "make" | "model" | "type"
>;

/** Turns the customer's own reservation of this machine into the rental, or makes a new one. */
async function write({ tx }: Tenant, machine: Presented, customerId: string, at: Date, facts: Facts): Promise<string> {
  try {
    if (machine.reserved) {
      const [reserved] = await tx
        .update(rentals)
        .set({ ...facts, firstDueAt: sql`${rentals.firstDueAt}` })
        .where(
          and(
            eq(rentals.equipmentId, machine.id),
            eq(rentals.customerId, customerId),
            eq(rentals.state, "RESERVED"),
            eq(rentals.siteId, facts.siteId),
            lte(sql`lower(${rentals.period})`, new Date(at.getTime() + 86_400_000)),
          ),
        )
        .returning({ id: rentals.id });
      if (reserved) return reserved.id;
    }
    const [made] = await tx
      .insert(rentals)
      .values({
        ...facts,
        orgOwnerId: machine.dealer_id,
        dealerId: machine.dealer_id,
        customerId,
        equipmentId: machine.id,
        humanId: machine.human_id,
        make: machine.make,
        model: machine.model,
        type: machine.type,
      })
      .returning({ id: rentals.id });
    return made!.id;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "rentals_one_out") throw new AppError("rental.already_out", { cause: error });
    if (constraint === "rentals_no_overlap") throw new AppError("reservation.overlap", { cause: error });
    throw error;
  }
}

/** What is about people, without what is absent; undefined when nothing is left. */
export function personalOf(facts: Record<string, unknown>): Record<string, unknown> | undefined {
  const present = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== null && value !== undefined),
  );
  return Object.keys(present).length > 0 ? present : undefined;
}

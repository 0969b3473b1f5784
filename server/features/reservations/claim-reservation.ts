import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { BusyKind } from "../../domain/reservations/words.ts";
import type { Presented } from "../assets/presented.ts";
import { attempt } from "./attempt.ts";
import { conflictsOf, refuseNoneFree, refuseOverlap } from "./conflicts.ts";
import { travellersOf } from "./hold-machine.ts";

/** A machine may be picked up so long before it is reserved for. */
const EARLY_MS = 24 * 3_600_000;

/** What a check-out says about the rental; who and which machine come from elsewhere. */
export type CheckOutFacts = Omit<
  typeof rentals.$inferInsert,
  "dealerId" | "customerId" | "orgOwnerId" | "equipmentId" | "humanId" | "make" | "model" | "type" | "reservationId"
>;

/** The rental that is out, those of what went along, and what stands against a machine that goes out over the counter nevertheless. */
export type Claimed = { rentalId: string; along: string[]; against: BusyKind[] };

/**
 * Writes the rental of a machine that goes out; the machine is locked by the caller. A machine reserved for this customer becomes the
 * rental: the same record, the first due date kept, and what travels with it goes along. Otherwise a new one is made, which counts
 * toward a confirmed reservation of the machine's type where the customer has one, and takes over its papers. Throws
 * `rental.already_out`, `reservation.overlap` when somebody else has it reserved before it is due back, `reservation.none_free` when a
 * customer without a reservation would take what is promised to others, and `reservation.not_confirmed`.
 */
export async function claimReservation(
  tenant: Tenant,
  machine: Presented,
  customerId: string,
  facts: CheckOutFacts & { checkedOutAt: Date },
): Promise<Claimed> {
  const { tx, actor } = tenant;
  const own = await reservedFor(tenant, machine.id, customerId, facts.checkedOutAt);
  if (own?.reservationState === "REQUESTED" && actor.orgType === "CUSTOMER")
    throw new AppError("reservation.not_confirmed");
  const window = { startsAt: facts.checkedOutAt, endsAt: facts.dueAt };
  // The hours kept between two bookings and planned services bind customers; a dealer that hands out over the counter is told of them.
  const against = own ? [] : await conflictsOf(tenant, machine.id, window);
  const wanted = {
    id: machine.id,
    humanId: machine.human_id,
    type: machine.type,
    dealerId: machine.dealer_id,
    siteId: facts.siteId,
  };
  if (against.length > 0 && actor.orgType === "CUSTOMER") await refuseOverlap(tenant, wanted, window, [], against);
  return attempt(
    tenant,
    async () => {
      if (own) {
        const { firstDueAt: _, ...taken } = facts;
        await tx.update(rentals).set(taken).where(eq(rentals.id, own.id));
        return { rentalId: own.id, along: await sendAlong(tenant, machine.id, own.id, facts), against: [] };
      }
      const id = Bun.randomUUIDv7();
      const promised = await promisedTo(tenant, machine, customerId, facts);
      await tx.insert(rentals).values({
        ...promised?.papers,
        ...facts,
        id,
        orgOwnerId: machine.dealer_id,
        dealerId: machine.dealer_id,
        customerId,
        equipmentId: machine.id,
        humanId: machine.human_id,
        make: machine.make,
        model: machine.model,
        type: machine.type,
        reservationId: promised?.id ?? null,
      });
      return { rentalId: id, along: [], against: against.map(({ kind }) => kind) };
    },
    async (lost, cause) => {
      if (lost === "rentals_one_out") throw new AppError("rental.already_out", { cause });
      if (lost === "reservations_capacity") return refuseNoneFree(tenant, { ...wanted, quantity: 1 }, window, cause);
      const without = own ? [own.id] : [];
      const conflicts = await conflictsOf(tenant, machine.id, window, without);
      return refuseOverlap(tenant, wanted, window, without, conflicts, cause);
    },
  );
}

/** The customer's reservation of this very machine for about now. */
async function reservedFor({ tx }: Tenant, equipmentId: string, customerId: string, at: Date) {
  const [reserved] = await tx
    .select({ id: rentals.id, reservationState: reservations.state })
    .from(rentals)
    .leftJoin(reservations, eq(reservations.id, rentals.reservationId))
    .where(
      and(
        eq(rentals.equipmentId, equipmentId),
        eq(rentals.customerId, customerId),
        eq(rentals.state, "RESERVED"),
        lte(sql`lower(${rentals.period})`, new Date(at.getTime() + EARLY_MS)),
        gt(sql`upper(${rentals.period})`, at),
      ),
    )
    .orderBy(asc(rentals.period))
    .limit(1);
  return reserved ?? null;
}

/** The customer's confirmed reservation of such machines for about now that still lacks one, one for this site first. */
async function promisedTo(
  { tx }: Tenant,
  machine: Presented,
  customerId: string,
  { siteId, checkedOutAt: at }: CheckOutFacts & { checkedOutAt: Date },
) {
  const { contractNumber, poNumber, deliveryContact } = reservations;
  const [open] = await tx
    .select({ id: reservations.id, papers: { contractNumber, poNumber, deliveryContact } })
    .from(reservations)
    .where(
      and(
        eq(reservations.dealerId, machine.dealer_id),
        eq(reservations.type, machine.type),
        eq(reservations.customerId, customerId),
        eq(reservations.state, "CONFIRMED"),
        sql`${reservations.equipmentId} is null`,
        gt(reservations.endsAt, at),
        lte(reservations.startsAt, new Date(at.getTime() + EARLY_MS)),
        sql`(select count(*) from ${rentals} u where u.reservation_id = ${reservations.id} and u.host_rental_id is null and u.replaced_by_rental_id is null and u.state <> 'CANCELLED') < ${reservations.quantity}`,
      ),
    )
    .orderBy(sql`${reservations.siteId} <> ${siteId}::uuid`, asc(reservations.startsAt))
    .limit(1)
    .for("update");
  return open ?? null;
}

/** What was reserved to travel with the machine and stands ready goes out with it; the rest stays reserved and is sent out by itself. */
async function sendAlong(
  tenant: Tenant,
  hostId: string,
  hostRentalId: string,
  facts: CheckOutFacts,
): Promise<string[]> {
  const { tx } = tenant;
  const reserved = await tx
    .select({ id: rentals.id, equipmentId: rentals.equipmentId })
    .from(rentals)
    .where(and(eq(rentals.hostRentalId, hostRentalId), eq(rentals.state, "RESERVED")));
  if (reserved.length === 0) return [];
  const travellers = await travellersOf(tenant, hostId);
  const ready = new Set(travellers.filter(({ status }) => status === "AVAILABLE").map(({ id }) => id));
  const along = reserved.filter(({ equipmentId }) => ready.has(equipmentId)).map(({ id }) => id);
  if (along.length === 0) return [];
  const { state, siteId, period, dueAt, operatorUserId, checkedOutAt, checkedOutBy, checkOutPosition } = facts;
  await tx
    .update(rentals)
    .set({ state, siteId, period, dueAt, operatorUserId, checkedOutAt, checkedOutBy, checkOutPosition })
    .where(inArray(rentals.id, along));
  return along;
}

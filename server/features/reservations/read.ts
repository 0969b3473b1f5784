import { and, desc, eq, gt, lt, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { listReservationsInput, Reservation, ReservationDetail } from "../../domain/reservations/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

const dealers = alias(organizations, "dealer");
const customers = alias(organizations, "customer");
type Given = { humanId: string | null; allocated: number; pickedUp: number; humanIds: string[] | null };

/** The machines given to it, what travels along left out; of one that was asked for, also when it is not given any more. One look at the rentals. */
const isGiven = sql`u.host_rental_id is null and u.replaced_by_rental_id is null and u.state <> 'CANCELLED'`;
const given = sql<Given>`(select json_build_object(
  'humanId', max(u.human_id) filter (where u.equipment_id = ${reservations.equipmentId}),
  'allocated', count(*) filter (where ${isGiven}),
  'pickedUp', count(*) filter (where ${isGiven} and u.state <> 'RESERVED'),
  'humanIds', (array_agg(u.human_id order by u.created_at, u.id) filter (where ${isGiven}))[1:20])
  from ${rentals} u where u.reservation_id = ${reservations.id})`;

const selectReservations = (tx: Tenant["tx"]) =>
  tx
    .select({
      reservation: reservations,
      createdAt: sql<string>`${reservations.createdAt}::text`,
      dealerName: dealers.name,
      customerName: customers.name,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      given,
    })
    .from(reservations)
    .leftJoin(dealers, eq(dealers.id, reservations.dealerId))
    .leftJoin(customers, eq(customers.id, reservations.customerId))
    .leftJoin(sites, eq(sites.id, reservations.siteId));

type Row = Awaited<ReturnType<ReturnType<typeof selectReservations>["limit"]>>[number];

function toReservation({ reservation: row, createdAt: _, given: machines, ...names }: Row): Reservation {
  const { id, dealerId, customerId, siteId, type, quantity, fromDay, toDay, attachments, notes, reason } = row;
  return {
    id,
    state: row.state,
    dealerId,
    customerId,
    siteId,
    type,
    quantity,
    fromDay,
    toDay,
    attachments,
    contractNumber: row.contractNumber,
    poNumber: row.poNumber,
    deliveryContact: row.deliveryContact,
    notes,
    reason,
    ...names,
    ...machines,
    humanIds: machines.humanIds ?? [],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

/** Reservations that the actor sees, newest first. */
export async function listReservations({ tx, actor }: Tenant, input: z.infer<typeof listReservationsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, reservations),
    input.state ? eq(reservations.state, input.state) : undefined,
    input.type ? eq(reservations.type, input.type) : undefined,
    input.siteId ? eq(reservations.siteId, input.siteId) : undefined,
    input.customerId ? eq(reservations.customerId, input.customerId) : undefined,
    input.from ? gt(reservations.endsAt, new Date(input.from)) : undefined,
    input.to ? lt(reservations.startsAt, new Date(input.to)) : undefined,
    cursor
      ? sql`(${reservations.createdAt}, ${reservations.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
      : undefined,
  ];
  const rows = await selectReservations(tx)
    .where(and(...conditions))
    .orderBy(desc(reservations.createdAt), desc(reservations.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ reservation, createdAt }) => [createdAt, reservation.id]);
  return { items: items.map(toReservation), nextCursor };
}

/** One reservation with its machines, as the actor sees it. Throws `not_found`. */
export async function getReservation({ tx }: Tenant, id: string): Promise<ReservationDetail> {
  const [row] = await selectReservations(tx).where(eq(reservations.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  const hosts = alias(rentals, "host");
  const found = await tx
    .select({
      rentalId: rentals.id,
      equipmentId: rentals.equipmentId,
      humanId: rentals.humanId,
      type: rentals.type,
      make: rentals.make,
      model: rentals.model,
      state: rentals.state,
      checkedOutAt: rentals.checkedOutAt,
      dueAt: rentals.dueAt,
      travelsWith: hosts.humanId,
    })
    .from(rentals)
    .leftJoin(hosts, eq(hosts.id, rentals.hostRentalId))
    .where(and(eq(rentals.reservationId, id), sql`${rentals.state} <> 'CANCELLED'`))
    .orderBy(sql`coalesce(${hosts.humanId}, ${rentals.humanId})`, sql`${hosts.humanId} is not null`, rentals.humanId)
    .limit(500);
  const names = await namesOf(tx, [row.reservation.requestedBy, row.reservation.decidedBy]);
  return {
    ...toReservation(row),
    requestedByName: names.get(row.reservation.requestedBy ?? "") ?? null,
    decidedByName: names.get(row.reservation.decidedBy ?? "") ?? null,
    units: found.map((unit) => ({
      ...unit,
      dueAt: unit.dueAt.toISOString(),
      checkedOutAt: unit.checkedOutAt?.toISOString() ?? null,
    })),
  };
}

/** Names of people whose memberships the actor sees. */
async function namesOf(tx: Tenant["tx"], userIds: (string | null)[]): Promise<Map<string, string>> {
  const ids = userIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const people = await tx
    .select({ userId: memberships.userId, name: memberships.displayName })
    .from(memberships)
    .where(sql`${memberships.userId} = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map(people.map(({ userId, name }) => [userId, name]));
}

/** A dealer's machine by its number. Throws `not_found` for what is not the actor's. */
export async function ownMachine({ tx, actor }: Tenant, humanId: string) {
  const [machine] = await tx
    .select({
      id: equipment.id,
      dealerId: equipment.dealerId,
      humanId: equipment.humanId,
      type: equipment.type,
      make: equipment.make,
      model: equipment.model,
    })
    .from(equipment)
    .where(
      and(eq(equipment.humanId, humanId), actor.orgType === "DEALER" ? eq(equipment.dealerId, actor.orgId) : undefined),
    );
  if (!machine) throw new AppError("not_found");
  return machine;
}

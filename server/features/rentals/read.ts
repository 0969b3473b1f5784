import { and, desc, eq, inArray, lt, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { rentalRequests, rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import { overdueFrom } from "../../domain/rentals/due.ts";
import type { listRentalsInput, Rental } from "../../domain/rentals/schema.ts";
import { rentalHours } from "../../domain/usage/hours.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { graceOf, pairKey } from "./terms-of.ts";

const dealers = alias(organizations, "dealers");

/** `createdAt` as text keeps the microseconds that a Date loses, and with them the place of rentals made in one millisecond. */
const selectRentals = (tx: Tenant["tx"]) =>
  tx
    .select({
      rental: rentals,
      createdAt: sql<string>`${rentals.createdAt}::text`,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      dealerTimeZone: dealers.timeZone,
      customerName: organizations.name,
      asked: sql<boolean>`exists (select from ${rentalRequests} where ${rentalRequests.rentalId} = ${rentals.id} and ${rentalRequests.state} = 'PENDING')`,
    })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .leftJoin(organizations, eq(organizations.id, rentals.customerId))
    .leftJoin(dealers, eq(dealers.id, rentals.dealerId));

type Row = Awaited<ReturnType<ReturnType<typeof selectRentals>["limit"]>>[number];

function toRental({ rental, createdAt: _, dealerTimeZone, ...rest }: Row, graceMinutes: number): Rental {
  const { engineStart, engineEnd, dueAt } = rental;
  // A site that is not visible (any more) leaves the dealer's own zone.
  const timeZone = rest.siteTimeZone ?? dealerTimeZone ?? "UTC";
  return {
    id: rental.id,
    humanId: rental.humanId,
    type: rental.type,
    make: rental.make,
    model: rental.model,
    state: rental.state,
    siteId: rental.siteId,
    customerId: rental.customerId,
    dealerId: rental.dealerId,
    engineStart,
    engineEnd,
    fuelL: rental.fuelL,
    flags: rental.flags,
    ...rest,
    checkedOutAt: rental.checkedOutAt?.toISOString() ?? null,
    checkedInAt: rental.checkedInAt?.toISOString() ?? null,
    dueAt: dueAt.toISOString(),
    firstDueAt: rental.firstDueAt.toISOString(),
    overdueFrom: overdueFrom({ dueAt, timeZone, graceMinutes }).toISOString(),
    hours: engineStart !== null && engineEnd !== null ? rentalHours(engineStart, engineEnd) : null,
    callOffDay: rental.callOffDay,
    offRentAt: rental.offRentAt?.toISOString() ?? null,
    lateDays: rental.lateDays,
    contractNumber: rental.contractNumber,
    poNumber: rental.poNumber,
  };
}

/** The rows as they are shown, each with its dealer's grace. */
async function toRentals(tenant: Tenant, rows: Row[]): Promise<Rental[]> {
  const grace = await graceOf(
    tenant,
    rows.map(({ rental }) => rental),
  );
  return rows.map((row) => toRental(row, grace.get(pairKey(row.rental)) ?? 0));
}

/** Rentals that the actor sees, newest first. */
export async function listRentals(tenant: Tenant, input: z.infer<typeof listRentalsInput>) {
  const { tx, actor } = tenant;
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, rentals),
    input.state ? eq(rentals.state, input.state) : undefined,
    input.dueBefore ? lt(rentals.dueAt, new Date(input.dueBefore)) : undefined,
    input.siteId ? eq(rentals.siteId, input.siteId) : undefined,
    input.customerId ? eq(rentals.customerId, input.customerId) : undefined,
    input.humanId ? eq(rentals.humanId, input.humanId) : undefined,
    input.contractNumber ? eq(rentals.contractNumber, input.contractNumber) : undefined,
    input.asked
      ? sql`exists (select from ${rentalRequests} where ${rentalRequests.rentalId} = ${rentals.id} and ${rentalRequests.state} = 'PENDING')`
      : undefined,
    cursor ? sql`(${rentals.createdAt}, ${rentals.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : undefined,
  ];
  const rows = await selectRentals(tx)
    .where(and(...conditions))
    .orderBy(desc(rentals.createdAt), desc(rentals.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ rental, createdAt }) => [createdAt, rental.id]);
  return { items: await toRentals(tenant, items), nextCursor };
}

/** One rental as the actor sees it. Throws `not_found`. */
export async function getRental(tenant: Tenant, id: string): Promise<Rental> {
  const [rental] = await getRentals(tenant, [id]);
  return rental!;
}

/** The same for several, in the order of the ids. Throws `not_found` when one is not seen. */
export async function getRentals(tenant: Tenant, ids: readonly string[]): Promise<Rental[]> {
  const rows = await selectRentals(tenant.tx)
    .where(inArray(rentals.id, [...ids]))
    .limit(ids.length);
  const found = new Map((await toRentals(tenant, rows)).map((rental) => [rental.id, rental]));
  return ids.map((id) => {
    const rental = found.get(id);
    if (!rental) throw new AppError("not_found");
    return rental;
  });
}

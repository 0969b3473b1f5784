import { and, desc, eq, lt, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { listRentalsInput, Rental } from "../../domain/rentals/schema.ts";
import { rentalHours } from "../../domain/usage/hours.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** `createdAt` as text keeps the microseconds that a Date loses, and with them the place of rentals made in one millisecond. */
const selectRentals = (tx: Tenant["tx"]) =>
  tx
    .select({
      rental: rentals,
      createdAt: sql<string>`${rentals.createdAt}::text`,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      customerName: organizations.name,
    })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .leftJoin(organizations, eq(organizations.id, rentals.customerId));

type Row = Awaited<ReturnType<ReturnType<typeof selectRentals>["limit"]>>[number];

function toRental({ rental, createdAt: _, ...names }: Row): Rental {
  const { id, humanId, type, make, model, state, siteId, customerId, dealerId, engineStart, engineEnd, fuelL, flags } =
    rental;
  return {
    id,
    humanId,
    type,
    make,
    model,
    state,
    siteId,
    customerId,
    dealerId,
    engineStart,
    engineEnd,
    fuelL,
    flags,
    ...names,
    checkedOutAt: rental.checkedOutAt?.toISOString() ?? null,
    checkedInAt: rental.checkedInAt?.toISOString() ?? null,
    dueAt: rental.dueAt.toISOString(),
    firstDueAt: rental.firstDueAt.toISOString(),
    hours: engineStart !== null && engineEnd !== null ? rentalHours(engineStart, engineEnd) : null,
  };
}

/** Rentals that the actor sees, newest first. */
export async function listRentals({ tx, actor }: Tenant, input: z.infer<typeof listRentalsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, rentals),
    input.state ? eq(rentals.state, input.state) : undefined,
    input.dueBefore ? lt(rentals.dueAt, new Date(input.dueBefore)) : undefined,
    input.siteId ? eq(rentals.siteId, input.siteId) : undefined,
    input.customerId ? eq(rentals.customerId, input.customerId) : undefined,
    input.humanId ? eq(rentals.humanId, input.humanId) : undefined,
    cursor ? sql`(${rentals.createdAt}, ${rentals.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : undefined,
  ];
  const rows = await selectRentals(tx)
    .where(and(...conditions))
    .orderBy(desc(rentals.createdAt), desc(rentals.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ rental, createdAt }) => [createdAt, rental.id]);
  return { items: items.map(toRental), nextCursor };
}

/** One rental as the actor sees it. Throws `not_found`. */
export async function getRental({ tx }: Tenant, id: string): Promise<Rental> {
  const [row] = await selectRentals(tx).where(eq(rentals.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toRental(row);
}

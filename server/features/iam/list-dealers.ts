import { and, asc, eq, ilike, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { dealerCustomers, memberships, organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Dealer, listOrganizationsInput } from "../../domain/iam/organizations.ts";
import { containing } from "../containing.ts";
import { cursors, page, readCursor } from "../paging.ts";

// Pieces of their own: in a query over one table the columns of a field lose their table's name, and "id" would be the inner one's.
const served = sql`from ${dealerCustomers} where ${dealerCustomers.dealerId} = ${organizations.id} and ${dealerCustomers.endedAt} is null`;
const fleet = sql`from ${equipment} where ${equipment.dealerId} = ${organizations.id}`;
const people = sql`from ${memberships} where ${memberships.orgOwnerId} = ${organizations.id} and ${memberships.active}`;

const selectDealers = (tx: Tenant["tx"]) =>
  tx
    .select({
      id: organizations.id,
      name: organizations.name,
      timeZone: organizations.timeZone,
      units: organizations.units,
      locale: organizations.locale,
      currency: organizations.currency,
      active: organizations.active,
      createdAt: organizations.createdAt,
      customers: sql<number>`(select count(*)::int ${served})`,
      machines: sql<number>`(select count(*)::int ${fleet})`,
      members: sql<number>`(select count(*)::int ${people})`,
      administrators: sql<number>`(select count(*)::int ${people} and ${memberships.role} = 'DEALER_ADMIN' and ${memberships.siteIds} is null)`,
    })
    .from(organizations);

type Row = Awaited<ReturnType<ReturnType<typeof selectDealers>["limit"]>>[number];

const toDealer = ({ createdAt, ...row }: Row): Dealer => ({ ...row, createdAt: createdAt.toISOString() });

/** All dealers by name, for HQ. */
export async function listDealers({ tx }: Tenant, input: z.infer<typeof listOrganizationsInput>) {
  const cursor = readCursor(input.cursor, cursors.byWord);
  const rows = await selectDealers(tx)
    .where(
      and(
        eq(organizations.type, "DEALER"),
        input.q ? ilike(organizations.name, containing(input.q)) : undefined,
        cursor ? sql`(${organizations.name}, ${organizations.id}) > (${cursor[0]}, ${cursor[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(organizations.name), asc(organizations.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.id]);
  return { items: items.map(toDealer), nextCursor };
}

/** One dealer, for HQ. Throws `not_found`. */
export async function getDealer({ tx }: Tenant, id: string): Promise<Dealer> {
  const [row] = await selectDealers(tx)
    .where(and(eq(organizations.id, id), eq(organizations.type, "DEALER")))
    .limit(1);
  if (!row) throw new AppError("not_found");
  return toDealer(row);
}

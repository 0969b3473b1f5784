import { and, asc, eq, ilike, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { dealerCustomers, invitations, memberships, organizations } from "../../../db/schema/iam.ts";
import { siteDealers } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { Customer, listCustomersInput } from "../../domain/iam/organizations.ts";
import { containing } from "../containing.ts";
import { cursors, page, readCursor } from "../paging.ts";

const dealers = alias(organizations, "dealers");
const { customerId, dealerId } = dealerCustomers;

const here = sql`customer_id = ${customerId} and dealer_id = ${dealerId}`;
const supervisors = sql<number>`(select count(*)::int from ${memberships} where ${memberships.orgOwnerId} = ${customerId}
  and ${memberships.active} and ${memberships.role} = 'CUSTOMER_SUPERVISOR')`;

const selectCustomers = (tx: Tenant["tx"]) =>
  tx
    .select({
      id: organizations.id,
      name: organizations.name,
      dealerId,
      dealerName: dealers.name,
      timeZone: organizations.timeZone,
      active: organizations.active,
      createdByOrg: organizations.createdByOrg,
      accountNumber: dealerCustomers.accountNumber,
      creditLimit: dealerCustomers.creditLimit,
      contacts: dealerCustomers.contacts,
      notes: dealerCustomers.notes,
      since: dealerCustomers.since,
      endedAt: dealerCustomers.endedAt,
      sites: sql<number>`(select count(*)::int from ${siteDealers} where ${here})`,
      machines: sql<number>`(select count(*)::int from ${equipment} where ${here})`,
      supervisors,
      invitation: sql<{
        email: string;
        expiresAt: string;
      } | null>`(select json_build_object('email', ${invitations.email},
        'expiresAt', ${invitations.expiresAt}) from ${invitations} where ${invitations.orgOwnerId} = ${customerId}
        and ${invitations.invitedByOrg} = ${dealerId} and ${invitations.acceptedAt} is null and ${invitations.revokedAt} is null
        order by ${invitations.sentAt} desc limit 1)`,
    })
    .from(dealerCustomers)
    .innerJoin(organizations, eq(organizations.id, customerId))
    .innerJoin(dealers, eq(dealers.id, dealerId));

type Row = Awaited<ReturnType<ReturnType<typeof selectCustomers>["limit"]>>[number];

const toCustomer = ({ createdByOrg, creditLimit, since, endedAt, invitation, ...row }: Row): Customer => ({
  ...row,
  creditLimit: creditLimit === null ? null : Number(creditLimit),
  since: since.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  invitable: createdByOrg === row.dealerId && row.supervisors === 0 && endedAt === null && row.active,
  invitation: invitation && { ...invitation, expiresAt: new Date(invitation.expiresAt).toISOString() },
});

/** The customers of the actor's dealer with that dealer's own terms, by name; for HQ those of all dealers, one row for each tie. */
export async function listCustomers({ tx, actor }: Tenant, input: z.infer<typeof listCustomersInput>) {
  const cursor = readCursor(input.cursor, cursors.byWordAndPair);
  // HQ sees a customer once for each of its dealers, so the pair names the row.
  const pair = sql`(${dealerId}::text || ${customerId}::text)`;
  const rows = await selectCustomers(tx)
    .where(
      and(
        ownedBy(actor, dealerCustomers),
        input.ended ? isNotNull(dealerCustomers.endedAt) : isNull(dealerCustomers.endedAt),
        input.q ? ilike(organizations.name, containing(input.q)) : undefined,
        cursor ? sql`(${organizations.name}, ${pair}) > (${cursor[0]}, ${cursor[1]})` : undefined,
      ),
    )
    .orderBy(asc(organizations.name), asc(pair))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, `${row.dealerId}${row.id}`]);
  return { items: items.map(toCustomer), nextCursor };
}

/** One customer as its dealer sees it. Throws `not_found`. */
export async function getCustomer({ tx }: Tenant, ofDealer: string, id: string): Promise<Customer> {
  const [row] = await selectCustomers(tx)
    .where(and(eq(dealerId, ofDealer), eq(customerId, id)))
    .limit(1);
  if (!row) throw new AppError("not_found");
  return toCustomer(row);
}

import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import { rentalRequests, rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { AppError } from "../../domain/errors.ts";
import { mayDecide } from "../../domain/rentals/life.ts";
import type { listRequestsInput, RentalRequest } from "../../domain/rentals/request-schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

const asker = alias(memberships, "asker");
const decider = alias(memberships, "decider");

const selectRequests = (tx: Tenant["tx"]) =>
  tx
    .select({
      request: rentalRequests,
      at: sql<string>`${rentalRequests.requestedAt}::text`,
      humanId: rentals.humanId,
      make: rentals.make,
      model: rentals.model,
      dueAt: rentals.dueAt,
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      customerName: organizations.name,
      requestedByName: asker.displayName,
      decidedByName: sql<string | null>`min(${decider.displayName})`,
    })
    .from(rentalRequests)
    .innerJoin(rentals, eq(rentals.id, rentalRequests.rentalId))
    .leftJoin(sites, eq(sites.id, rentalRequests.siteId))
    .leftJoin(organizations, eq(organizations.id, rentalRequests.customerId))
    .leftJoin(
      asker,
      and(eq(asker.userId, rentalRequests.requestedBy), eq(asker.orgOwnerId, rentalRequests.requestedByOrg)),
    )
    // Whoever answered belongs to one of the two sides; a person of both has a name in each.
    .leftJoin(
      decider,
      and(
        eq(decider.userId, rentalRequests.decidedBy),
        sql`${decider.orgOwnerId} in (${rentalRequests.dealerId}, ${rentalRequests.customerId})`,
      ),
    )
    .groupBy(rentalRequests.id, rentals.id, sites.id, organizations.id, asker.id);

type Row = Awaited<ReturnType<ReturnType<typeof selectRequests>["limit"]>>[number];

function toRequest(actor: Claims, { request, at: _, dueAt, ...names }: Row): RentalRequest {
  const pending = request.state === "PENDING";
  const ownSide = request.requestedByOrg === actor.orgId;
  return {
    id: request.id,
    kind: request.kind,
    state: request.state,
    rentalId: request.rentalId,
    siteId: request.siteId,
    ...names,
    dueAt: dueAt.toISOString(),
    askedDueAt: request.askedDueAt?.toISOString() ?? null,
    dueAtThen: request.dueAtThen?.toISOString() ?? null,
    askedDay: request.askedDay,
    reason: request.reason,
    requestedAt: request.requestedAt.toISOString(),
    decidedAt: request.decidedAt?.toISOString() ?? null,
    decisionReason: request.decisionReason,
    mayDecide: pending && mayDecide(request.kind, actor),
    mayWithdraw: pending && ownSide && (request.requestedBy === actor.sub || actor.role !== "OPERATOR"),
  };
}

/** Requests that the actor sees, newest first. */
export async function listRequests({ tx, actor }: Tenant, input: z.infer<typeof listRequestsInput>) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, rentalRequests),
    input.state ? eq(rentalRequests.state, input.state) : undefined,
    input.kind ? eq(rentalRequests.kind, input.kind) : undefined,
    input.rentalId ? eq(rentalRequests.rentalId, input.rentalId) : undefined,
    cursor
      ? sql`(${rentalRequests.requestedAt}, ${rentalRequests.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
      : undefined,
  ];
  const rows = await selectRequests(tx)
    .where(and(...conditions))
    .orderBy(desc(rentalRequests.requestedAt), desc(rentalRequests.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ request, at }) => [at, request.id]);
  return { items: items.map((row) => toRequest(actor, row)), nextCursor };
}

/** One request as the actor sees it. Throws `not_found`. */
export async function getRequest({ tx, actor }: Tenant, id: string): Promise<RentalRequest> {
  const [row] = await selectRequests(tx).where(eq(rentalRequests.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toRequest(actor, row);
}

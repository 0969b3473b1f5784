import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { relationRequests } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import { REQUEST_VALID_DAYS, type listRequestsInput, type relationRequestSchema } from "../../domain/iam/relations.ts";
import { cursors, page, readCursor } from "../paging.ts";

type RelationRequest = z.infer<typeof relationRequestSchema>;
type Row = typeof relationRequests.$inferSelect;

const VALID_MS = REQUEST_VALID_DAYS * 86_400_000;

/** Whom a request reached is left out: it is no dealer's to know before the customer has agreed. */
function toRequest({ id, email, message, state, createdAt, answeredAt }: Row, now: Date): RelationRequest {
  const lapsed = state === "PENDING" && now.getTime() - createdAt.getTime() >= VALID_MS;
  return {
    id,
    email,
    message,
    state: lapsed ? "LAPSED" : state,
    requestedAt: createdAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}

/** What the actor's dealer has asked for, the newest first. */
export async function listRequests({ tx, actor }: Tenant, input: z.infer<typeof listRequestsInput>, now: Date) {
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await tx
    .select({ row: relationRequests, at: sql<string>`${relationRequests.createdAt}::text` })
    .from(relationRequests)
    .where(
      and(
        ownedBy(actor, relationRequests),
        cursor
          ? sql`(${relationRequests.createdAt}, ${relationRequests.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(relationRequests.createdAt), desc(relationRequests.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ at, row }) => [at, row.id]);
  return { items: items.map(({ row }) => toRequest(row, now)), nextCursor };
}

/** One of the dealer's requests. Throws `not_found`. */
export async function getRequest({ tx }: Tenant, id: string, now: Date): Promise<RelationRequest> {
  const [row] = await tx.select().from(relationRequests).where(eq(relationRequests.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toRequest(row, now);
}

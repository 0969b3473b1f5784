/** Requests as the other steps touch them: asked once, and void when the rental goes another way. */
import { and, eq, inArray } from "drizzle-orm";
import { rentalRequests } from "../../../db/schema/rentals.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { RequestKind } from "../../domain/rentals/request-schema.ts";
import type { RentalRow } from "./lock-rental.ts";

/** Enters a request and returns its id. Throws `request.pending` when the same is asked already. */
export async function askFor(
  { tx, actor }: Tenant,
  rental: RentalRow,
  asked: { kind: RequestKind; dueAt?: Date; day?: string | null; reason: string | null | undefined; at: Date },
): Promise<string> {
  const id = Bun.randomUUIDv7();
  try {
    await tx.insert(rentalRequests).values({
      id,
      orgOwnerId: rental.dealerId,
      dealerId: rental.dealerId,
      customerId: rental.customerId,
      siteId: rental.siteId,
      rentalId: rental.id,
      kind: asked.kind,
      askedDueAt: asked.dueAt ?? null,
      dueAtThen: rental.dueAt,
      askedDay: asked.day ?? null,
      reason: asked.reason ?? null,
      requestedBy: actor.sub,
      requestedByOrg: actor.orgId,
      requestedAt: asked.at,
    });
    return id;
  } catch (error) {
    if (violatedConstraint(error) === "rental_requests_one_pending")
      throw new AppError("request.pending", { cause: error });
    throw error;
  }
}

/** Closes what waits for an answer that no longer matters. Returns the ids, for the step's event. */
export async function supersedeRequests(
  { tx, actor }: Tenant,
  rentalId: string,
  kinds: readonly RequestKind[],
  at: Date,
): Promise<string[]> {
  const closed = await tx
    .update(rentalRequests)
    .set({ state: "SUPERSEDED", decidedAt: at, decidedBy: actor.sub })
    .where(
      and(
        eq(rentalRequests.rentalId, rentalId),
        eq(rentalRequests.state, "PENDING"),
        inArray(rentalRequests.kind, [...kinds]),
      ),
    )
    .returning({ id: rentalRequests.id });
  return closed.map(({ id }) => id);
}

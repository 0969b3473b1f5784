import { eq } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { CancelCallOffInput } from "../../domain/rentals/life-schema.ts";
import type { Rental } from "../../domain/rentals/schema.ts";
import type { RentalDeps } from "./check-out.ts";
import { endPickUps } from "./end-pick-ups.ts";
import { lockRental, type Locked } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { getRental } from "./read.ts";

/**
 * Takes a call-off back: the machine stays on rent, without a gap, until its due time, and nobody fetches it. Throws, with nothing
 * written: `not_found`, what `judgeStep` refuses with.
 */
export async function cancelCallOff(tenant: Tenant, deps: RentalDeps, input: CancelCallOffInput): Promise<Rental> {
  const locked = await lockRental(tenant, input.id, "cancelCallOff");
  const at = happenedAt(input.occurredAt, deps.now, locked.rental.calledOffAt);
  for (const each of [locked, ...locked.along]) await cancelOne(tenant, deps, input, each, at);
  return getRental(tenant, locked.rental.id);
}

async function cancelOne(tenant: Tenant, deps: RentalDeps, input: CancelCallOffInput, locked: Locked, at: Date) {
  const { rental } = locked;
  const [changed] = await tenant.tx
    .update(rentals)
    .set({ state: "ON_RENT", callOffDay: null, offRentAt: null, calledOffAt: null, calledOffBy: null })
    .where(eq(rentals.id, rental.id))
    .returning();
  await endPickUps(tenant, rental, "CANCELLED", at);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.call_off_cancelled",
    rental: changed!,
    data: { day: rental.callOffDay, dueAt: rental.dueAt.toISOString() },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

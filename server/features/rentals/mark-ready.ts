import { eq } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { ReadyInput } from "../../domain/rentals/life-schema.ts";
import type { Rental } from "../../domain/rentals/schema.ts";
import type { RentalDeps } from "./check-out.ts";
import { lockRental, type Locked } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { getRental } from "./read.ts";

type Ready = Omit<ReadyInput, "operationId"> & Partial<Pick<ReadyInput, "operationId">>;

/**
 * A machine that was called off for a day stands ready for its pick-up. The rent runs to the day it was called off for. Throws, with
 * nothing written: `not_found`, what `judgeStep` refuses with.
 */
export async function markReady(
  tenant: Tenant,
  deps: Pick<RentalDeps, "rentalChanged">,
  input: Ready,
): Promise<Rental> {
  const locked = await lockRental(tenant, input.id, "ready");
  for (const each of [locked, ...locked.along]) await readyOne(tenant, deps, input, each);
  return getRental(tenant, input.id);
}

async function readyOne(tenant: Tenant, deps: Pick<RentalDeps, "rentalChanged">, input: Ready, locked: Locked) {
  const [changed] = await tenant.tx
    .update(rentals)
    .set({ state: "PICK_UP_READY" })
    .where(eq(rentals.id, locked.rental.id))
    .returning();
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.pick_up_ready",
    rental: changed!,
    data: { day: locked.rental.callOffDay },
    personal: { reason: input.reason, notes: input.notes },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

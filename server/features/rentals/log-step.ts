import type { Tenant } from "../../../db/tenancy.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import type { RentalDeps } from "./check-out.ts";
import type { RentalRow } from "./lock-rental.ts";
import { usageSoFar } from "./usage-so-far.ts";

type Step = {
  /** `rental.<past participle>`. */
  type: string;
  rental: RentalRow;
  timeZone: string;
  siteName: string | null;
  data?: Record<string, unknown>;
  /** Reasons and notes: words of people. */
  personal?: Record<string, unknown>;
  occurredAt?: string | undefined;
  operationId?: string | undefined;
};

/**
 * Writes one step of a rental's life to its dealer's chain, with the hours and fuel so far, so that each step tells what the rental
 * had come to. Tells the jobs after the commit.
 */
export async function logStep(tenant: Tenant, deps: Pick<RentalDeps, "rentalChanged">, step: Step): Promise<void> {
  const { rental } = step;
  const usage = await usageSoFar(tenant, rental, step.timeZone);
  await appendEvent(tenant, {
    type: step.type,
    subject: {
      dealerId: rental.dealerId,
      customerId: rental.customerId,
      siteId: rental.siteId,
      equipmentId: rental.equipmentId,
      rentalId: rental.id,
      humanId: rental.humanId,
    },
    data: { siteName: step.siteName, usage, ...step.data },
    personal: personalOf(step.personal ?? {}),
    occurredAt: step.occurredAt,
    operationId: step.operationId,
  });
  const { dealerId, id: rentalId, equipmentId } = rental;
  tenant.afterCommit(() => deps.rentalChanged({ dealerId, rentalId, equipmentId }));
}

import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { rates } from "../../../db/schema/rates.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { retireRateInput } from "../../domain/rates/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";

/** Takes a rate back: the one before it, or a wider one, holds from now on. Throws `not_found`, also when it is taken back already. */
export async function retireRate(tenant: Tenant, input: z.infer<typeof retireRateInput>, now: Date) {
  const [retired] = await tenant.tx
    .update(rates)
    .set({ retiredAt: now })
    .where(and(eq(rates.id, input.id), isNull(rates.retiredAt)))
    .returning({ id: rates.id, dealerId: rates.dealerId, type: rates.type });
  if (!retired) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "rate.retired",
    subject: { dealerId: retired.dealerId },
    data: { rateId: retired.id, rateType: retired.type },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { id: retired.id };
}

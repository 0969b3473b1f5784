import { and, eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { rates } from "../../../db/schema/rates.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { AddRateInput, Rate } from "../../domain/rates/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { getRate } from "./list.ts";
import { proveCustomer } from "./prove-customer.ts";

/**
 * Sets a rate from a day on, for a type or one machine, for everybody or one customer. What is out keeps the rate of its check-out.
 * Throws `not_found` (a machine that is not the dealer's), `rate.customer_unknown`, `input.invalid` (HQ names no dealer).
 */
export async function addRate(tenant: Tenant, input: AddRateInput, now: Date): Promise<Rate> {
  const { tx, actor } = tenant;
  const dealerId = actor.orgType === "DEALER" ? actor.orgId : input.dealerId;
  if (!dealerId) throw new AppError("input.invalid", { fields: { dealerId: "name the dealer" } });
  const [dealer] = await tx
    .select({ currency: organizations.currency })
    .from(organizations)
    .where(and(eq(organizations.id, dealerId), eq(organizations.type, "DEALER")));
  if (!dealer) throw new AppError("not_found");
  const machine = input.humanId ? await machineOf(tenant, dealerId, input.humanId) : null;
  if (input.customerId) await proveCustomer(tenant, dealerId, input.customerId);
  const id = Bun.randomUUIDv7();
  const prices = {
    currency: input.currency ?? dealer.currency,
    dayMinor: input.dayMinor,
    weekMinor: input.weekMinor ?? null,
    cycleMinor: input.cycleMinor ?? null,
    hoursPerDay: input.hoursPerDay ?? null,
    hoursPerWeek: input.hoursPerWeek ?? null,
    hoursPerCycle: input.hoursPerCycle ?? null,
    excessHourMinor: input.excessHourMinor ?? null,
  };
  await tx.insert(rates).values({
    id,
    orgOwnerId: dealerId,
    dealerId,
    customerId: input.customerId ?? null,
    type: input.type ?? null,
    equipmentId: machine?.id ?? null,
    ...prices,
    validFrom: input.validFrom,
    createdBy: actor.sub,
  });
  // Not stamped with the customer or the machine: an event's parties read it, and the price list is the dealer's alone.
  await appendEvent(tenant, {
    type: "rate.set",
    subject: { dealerId },
    data: {
      rateId: id,
      rateType: input.type ?? null,
      forOne: Boolean(input.customerId),
      validFrom: input.validFrom,
      ...prices,
    },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return getRate(tenant, id, now);
}

async function machineOf({ tx }: Tenant, dealerId: string, humanId: string) {
  const [machine] = await tx
    .select({ id: equipment.id })
    .from(equipment)
    .where(and(eq(equipment.humanId, humanId), eq(equipment.dealerId, dealerId)));
  if (!machine) throw new AppError("not_found", { fields: { humanId: "no machine of this dealer" } });
  return machine;
}

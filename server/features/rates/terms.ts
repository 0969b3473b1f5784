import { and, asc, eq } from "drizzle-orm";
import { dealerCustomers, organizations } from "../../../db/schema/iam.ts";
import { rentalTerms } from "../../../db/schema/rates.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { SetTermsInput } from "../../domain/rates/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { proveCustomer } from "./prove-customer.ts";

const CUSTOMERS = 500;

/** What the actor's dealer grants each of its customers beside its policy; null where the policy holds. */
export async function listTerms({ tx, actor }: Tenant) {
  const items = await tx
    .select({
      customerId: dealerCustomers.customerId,
      customerName: organizations.name,
      graceMinutes: rentalTerms.graceMinutes,
      autoExtendDays: rentalTerms.autoExtendDays,
      nightDropOff: rentalTerms.nightDropOff,
    })
    .from(dealerCustomers)
    .leftJoin(organizations, eq(organizations.id, dealerCustomers.customerId))
    .leftJoin(
      rentalTerms,
      and(eq(rentalTerms.dealerId, dealerCustomers.dealerId), eq(rentalTerms.customerId, dealerCustomers.customerId)),
    )
    .where(eq(dealerCustomers.dealerId, actor.orgId))
    .orderBy(asc(organizations.name), asc(dealerCustomers.customerId))
    .limit(CUSTOMERS);
  return { items };
}

/** Sets them for one customer. Throws `rate.customer_unknown`, and `auth.forbidden` for who is no dealer. */
export async function setTerms(tenant: Tenant, input: SetTermsInput, now: Date) {
  const { tx, actor } = tenant;
  if (actor.orgType !== "DEALER") throw new AppError("auth.forbidden");
  await proveCustomer(tenant, actor.orgId, input.customerId);
  const { customerId, graceMinutes, autoExtendDays, nightDropOff } = input;
  const terms = { graceMinutes, autoExtendDays, nightDropOff };
  const changed = { ...terms, changedBy: actor.sub, changedAt: now };
  await tx
    .insert(rentalTerms)
    .values({ orgOwnerId: actor.orgId, dealerId: actor.orgId, customerId, ...changed })
    .onConflictDoUpdate({ target: [rentalTerms.dealerId, rentalTerms.customerId], set: changed });
  await appendEvent(tenant, {
    type: "rate.terms_set",
    subject: { dealerId: actor.orgId },
    data: { customerId, ...terms },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  const { items } = await listTerms(tenant);
  return items.find((item) => item.customerId === customerId)!;
}

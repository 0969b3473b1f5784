import { and, eq } from "drizzle-orm";
import { dealerCustomers } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Customer, UpdateTermsInput } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getCustomer } from "./list-customers.ts";
import { requireAdministrator } from "./managed-organization.ts";

/** Replaces what the actor's dealer notes about a customer: account number, credit limit, contacts, notes. Throws `auth.forbidden`, `not_found`. */
export async function updateTerms(tenant: Tenant, input: UpdateTermsInput): Promise<Customer> {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  const { customerId, accountNumber = null, creditLimit = null, contacts, notes = null } = input;
  const changed = await tx
    .update(dealerCustomers)
    .set({ accountNumber, creditLimit: creditLimit === null ? null : creditLimit.toFixed(2), contacts, notes })
    .where(and(eq(dealerCustomers.dealerId, actor.orgId), eq(dealerCustomers.customerId, customerId)))
    .returning({ customerId: dealerCustomers.customerId });
  if (changed.length === 0) throw new AppError("not_found");
  // Stamped with the dealer alone: what it notes about the customer is not the customer's to read.
  await appendEvent(tenant, {
    type: "relation.terms_changed",
    subject: { dealerId: actor.orgId },
    data: { customerId, accountNumber, creditLimit },
    personal: personalOf({ contacts: contacts.length > 0 ? contacts : null, notes }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return getCustomer(tenant, actor.orgId, customerId);
}

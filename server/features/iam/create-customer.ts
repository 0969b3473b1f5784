import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CreateCustomerInput, Customer } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getCustomer } from "./list-customers.ts";

/**
 * Brings in a new customer, served by the actor's dealer (HQ names one), with that dealer's terms. What follows in the same
 * transaction may be about the customer at once. Inviting its first supervisor is `inviteSupervisor`. Throws `input.invalid`
 * where HQ names no dealer, `not_found` for another's dealer or one that is not active.
 */
export async function createCustomer(
  tenant: Tenant,
  input: Omit<CreateCustomerInput, "supervisor">,
): Promise<Customer> {
  const { tx, actor } = tenant;
  const dealerId = input.dealerId ?? (actor.orgType === "DEALER" ? actor.orgId : null);
  if (!dealerId) throw new AppError("input.invalid", { fields: { dealerId: "a customer needs its dealer" } });
  await requireDealer(tenant, dealerId);
  const id = Bun.randomUUIDv7();
  const { name, timeZone, units, locale, currency, accountNumber, creditLimit, contacts, notes } = input;
  const customer = { id, name, timeZone, units, locale, currency, accountNumber, creditLimit, contacts, notes };
  await tx.execute(sql`select app.create_customer(${dealerId}::uuid, ${JSON.stringify(customer)}::jsonb)`);
  // The claims in the database name it from here on; so do those that verbs read.
  if (actor.orgType === "DEALER") actor.customerIds.push(id);
  await appendEvent(tenant, {
    type: "organization.created",
    subject: { dealerId, customerId: id },
    data: { organizationId: id, type: "CUSTOMER", name, timeZone },
    personal: personalOf({ contacts: contacts.length > 0 ? contacts : null, notes }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return getCustomer(tenant, dealerId, id);
}

async function requireDealer({ tx, actor }: Tenant, dealerId: string): Promise<void> {
  if (actor.siteIds !== null) throw new AppError("auth.forbidden");
  if (actor.orgType !== "CATERPILLAR" && dealerId !== actor.orgId) throw new AppError("not_found");
  const { rows } = await tx.execute(
    sql`select from organizations where id = ${dealerId}::uuid and type = 'DEALER' and active`,
  );
  if (rows.length === 0) throw new AppError("not_found");
}

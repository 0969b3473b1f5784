import type { Tenant } from "../../../db/tenancy.ts";
import type { CreateCustomerInput, Customer } from "../../domain/iam/organizations.ts";
import { createCustomer } from "./create-customer.ts";
import { inviteMember } from "./invite-member.ts";
import { inviteSupervisor } from "./invite-supervisor.ts";
import { getCustomer } from "./list-customers.ts";
import type { MailDeps } from "./mail-deps.ts";
import { requireAdministrator } from "./managed-organization.ts";

/**
 * Brings in a customer and, where one is named, invites its first supervisor: both or neither. Throws what `createCustomer` and
 * `inviteSupervisor` do, and `auth.forbidden` to who is no administrator.
 */
export async function openCustomer(
  tenant: Tenant,
  deps: MailDeps,
  { supervisor, ...input }: CreateCustomerInput,
  now: Date,
): Promise<Customer> {
  const { actor } = tenant;
  requireAdministrator(actor);
  const customer = await createCustomer(tenant, input);
  if (!supervisor) return customer;
  const person = { email: supervisor.email, ...(supervisor.name ? { name: supervisor.name } : {}) };
  const operation = { operationId: input.operationId, occurredAt: input.occurredAt };
  if (actor.orgType === "DEALER")
    await inviteSupervisor(tenant, deps, { ...operation, customerId: customer.id, ...person }, now);
  else {
    const place = { orgId: customer.id, role: "CUSTOMER_SUPERVISOR" as const, siteIds: null };
    await inviteMember(tenant, deps, { ...operation, ...place, ...person }, now);
  }
  return getCustomer(tenant, customer.dealerId, customer.id);
}

import { eq } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Organization } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockManaged } from "./managed-organization.ts";
import { toOrganization } from "./update-organization.ts";

type Input = { id: string; operationId: string; occurredAt?: string | undefined };

/**
 * Shuts an organisation out, for HQ, or lets it back in. Its members' next call is refused and nothing new begins with it; what it
 * had stays readable to its partners, and machines that are out can be taken back. Throws `not_found`, and `auth.forbidden` for HQ itself.
 */
export async function setOrganizationActive(tenant: Tenant, input: Input, active: boolean): Promise<Organization> {
  if (tenant.actor.orgType !== "CATERPILLAR" || input.id === tenant.actor.orgId) throw new AppError("auth.forbidden");
  const org = await lockManaged(tenant, input.id);
  if (org.active === active) return toOrganization(org);
  await tenant.tx.update(organizations).set({ active }).where(eq(organizations.id, org.id));
  await appendEvent(tenant, {
    type: active ? "organization.reactivated" : "organization.deactivated",
    chain: org.id,
    subject: org.type === "DEALER" ? { dealerId: org.id } : { customerId: org.id },
    data: { organizationId: org.id, name: org.name },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return toOrganization({ ...org, active });
}

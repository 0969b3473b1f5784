import { eq } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Organization, UpdateOrganizationInput } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { lockManaged, type Managed } from "./managed-organization.ts";

const FIELDS = ["name", "timeZone", "units", "locale", "currency"] as const;

/** Changes the name and regional settings of the actor's own organisation; what is left out stays. Throws `auth.forbidden`. */
export async function updateOrganization(tenant: Tenant, input: UpdateOrganizationInput): Promise<Organization> {
  const before = await lockManaged(tenant, undefined);
  const changes = Object.fromEntries(
    FIELDS.flatMap((field) =>
      input[field] === undefined || input[field] === before[field] ? [] : [[field, input[field]]],
    ),
  );
  if (Object.keys(changes).length === 0) return toOrganization(before);
  const [after] = await tenant.tx.update(organizations).set(changes).where(eq(organizations.id, before.id)).returning();
  await appendEvent(tenant, {
    type: "organization.updated",
    chain: before.id,
    subject: {},
    data: {
      organizationId: before.id,
      from: Object.fromEntries(Object.keys(changes).map((field) => [field, before[field as (typeof FIELDS)[number]]])),
      to: changes,
    },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return toOrganization(after ?? before);
}

export const toOrganization = ({ id, name, timeZone, units, locale, currency, active }: Managed): Organization => ({
  id,
  name,
  timeZone,
  units,
  locale,
  currency,
  active,
});

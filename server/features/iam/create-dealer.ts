import { organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CreateDealerInput, Dealer } from "../../domain/iam/organizations.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { inviteMember } from "./invite-member.ts";
import { getDealer } from "./list-dealers.ts";
import type { MailDeps } from "./mail-deps.ts";
import { requireAdministrator } from "./managed-organization.ts";

/** Makes a dealer, for HQ, and invites its first administrator. Throws `auth.forbidden`. */
export async function createDealer(
  tenant: Tenant,
  deps: MailDeps,
  input: CreateDealerInput,
  now: Date,
): Promise<Dealer> {
  const { tx, actor } = tenant;
  requireAdministrator(actor);
  if (actor.orgType !== "CATERPILLAR") throw new AppError("auth.forbidden");
  const id = Bun.randomUUIDv7();
  const { name, timeZone, units, locale, currency, admin, operationId, occurredAt } = input;
  await tx
    .insert(organizations)
    .values({ id, name, type: "DEALER", timeZone, units, locale, currency, createdByOrg: actor.orgId });
  await appendEvent(tenant, {
    type: "organization.created",
    subject: { dealerId: id },
    data: { organizationId: id, type: "DEALER", name, timeZone },
    occurredAt,
    operationId,
  });
  const person = { email: admin.email, ...(admin.name ? { name: admin.name } : {}) };
  await inviteMember(
    tenant,
    deps,
    { operationId, occurredAt, orgId: id, ...person, role: "DEALER_ADMIN", siteIds: null },
    now,
  );
  return getDealer(tenant, id);
}

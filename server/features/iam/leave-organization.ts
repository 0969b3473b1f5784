import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { leaveInput } from "../../domain/iam/members.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { changePlace } from "./change-place.ts";
import { lockOrganization, requireUnchanged } from "./managed-organization.ts";

/** Ends the actor's own membership. What they did stays as it is. Throws `member.last_admin`. */
export async function leaveOrganization(tenant: Tenant, input: z.infer<typeof leaveInput>): Promise<{ orgId: string }> {
  const { actor } = tenant;
  const org = await lockOrganization(tenant, actor.orgId);
  if (!org || actor.membershipId === null) throw new AppError("not_found");
  await requireUnchanged(tenant);
  const { userId, before, displayName } = await changePlace(tenant, org, actor.membershipId, (place) => ({
    ...place,
    active: false,
  }));
  await appendEvent(tenant, {
    type: "membership.left",
    chain: org.id,
    subject: {},
    data: { membershipId: actor.membershipId, userId, role: before.role },
    personal: { name: displayName },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { orgId: org.id };
}

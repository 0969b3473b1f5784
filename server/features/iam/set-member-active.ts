import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Member, MemberIdInput } from "../../domain/iam/members.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { changePlace } from "./change-place.ts";
import { getMember } from "./list-members.ts";
import { lockManaged } from "./managed-organization.ts";

/**
 * Takes a member out of the organisation, or back in with the role and sites of before. Nothing that they did is touched. Again
 * the same changes nothing. Throws `auth.forbidden`, `not_found`, `member.last_admin`, and `organization.inactive` on the way in.
 */
export async function setMemberActive(tenant: Tenant, input: MemberIdInput, active: boolean): Promise<Member> {
  const org = await lockManaged(tenant, input.orgId);
  if (active && !org.active) throw new AppError("organization.inactive");
  const { before, userId, displayName } = await changePlace(tenant, org, input.id, (place) => ({ ...place, active }));
  const member = await getMember(tenant, org.id, input.id);
  if (before.active !== active) {
    await appendEvent(tenant, {
      type: active ? "membership.reactivated" : "membership.deactivated",
      chain: org.id,
      subject: {},
      data: { membershipId: input.id, userId, role: before.role },
      personal: { name: displayName },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return member;
}

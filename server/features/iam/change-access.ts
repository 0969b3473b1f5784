import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { ChangeAccessInput, Member } from "../../domain/iam/members.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { changePlace, type Changed } from "./change-place.ts";
import { getMember } from "./list-members.ts";
import { lockManaged } from "./managed-organization.ts";
import { requireSitesOf } from "./organization-sites.ts";

/**
 * Gives a member another role or other sites, from that member's next call on. Throws `auth.forbidden`, `not_found`,
 * `member.inactive`, `member.role_unfit`, `member.sites_unfit`, `member.last_admin`, and `input.invalid` for foreign sites. An
 * administrator that changes its own place is no longer shown the member where it has lost the right to see it.
 */
export async function changeAccess(tenant: Tenant, input: ChangeAccessInput): Promise<Member> {
  const org = await lockManaged(tenant, input.orgId);
  await requireSitesOf(tenant, org, input.siteIds);
  const changed = await changePlace(tenant, org, input.id, (before) => {
    if (!before.active) throw new AppError("member.inactive");
    return { ...before, role: input.role, siteIds: input.siteIds };
  });
  const member = await getMember(tenant, org.id, input.id);
  for (const type of kindsOf(changed)) {
    await appendEvent(tenant, {
      type,
      chain: org.id,
      subject: {},
      data: {
        membershipId: input.id,
        userId: changed.userId,
        from: type === "membership.role_changed" ? changed.before.role : changed.before.siteIds,
        to: type === "membership.role_changed" ? changed.after.role : changed.after.siteIds,
      },
      personal: { name: changed.displayName },
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
  }
  return member;
}

function kindsOf({ before, after }: Changed): string[] {
  const listed = (ids: readonly string[] | null) => ids && [...new Set(ids)].sort().join();
  return [
    ...(before.role === after.role ? [] : ["membership.role_changed"]),
    ...(listed(before.siteIds) === listed(after.siteIds) ? [] : ["membership.sites_changed"]),
  ];
}

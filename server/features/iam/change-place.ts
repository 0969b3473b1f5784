/** The one way in which a member's role, sites or activity change. */
import { and, eq } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { judgePlace, type Place } from "../../domain/iam/administrators.ts";
import type { Role } from "../../domain/iam/claims.ts";
import { countOtherAdmins, type Managed } from "./managed-organization.ts";

export type Changed = {
  before: Place & { role: Role };
  after: Place & { role: Role };
  userId: string;
  displayName: string;
};

/**
 * Writes what `change` makes of a member's place, under the organisation's lock, which the caller holds. The membership's version
 * moves with it (a trigger), so every claim made before is stale. Throws `not_found`, `member.role_unfit`, `member.sites_unfit`,
 * `member.last_admin`.
 */
export async function changePlace(
  tenant: Pick<Tenant, "tx">,
  org: Managed,
  id: string,
  change: (before: Place & { role: Role }) => Place & { role: Role },
): Promise<Changed> {
  const here = and(eq(memberships.id, id), eq(memberships.orgOwnerId, org.id));
  const [row] = await tenant.tx.select().from(memberships).where(here).for("no key update");
  if (!row) throw new AppError("not_found");
  const before = { role: row.role, siteIds: row.siteIds, active: row.active };
  const after = change(before);
  const verdict = judgePlace({
    orgType: org.type,
    before,
    after,
    otherAdmins: await countOtherAdmins(tenant, org, id),
  });
  if (!verdict.ok) throw new AppError(verdict.code);
  await tenant.tx
    .update(memberships)
    .set({ role: after.role, siteIds: after.siteIds && [...after.siteIds], active: after.active })
    .where(here);
  return { before, after, userId: row.userId, displayName: row.displayName };
}

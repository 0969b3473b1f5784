/** Who manages keys and badges: an administrator of the organisation; operators' badges also the supervisor of their sites. A person and no program. */
import { sql, type SQL } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { isAdministrator } from "../../domain/iam/administrators.ts";

/** Throws `auth.forbidden` for anybody else: a role alone does not make one who is bound to sites. */
export function requireAdministrator({ actor }: Pick<Tenant, "actor">): void {
  if (actor.clientId || !isAdministrator(actor.orgType, { ...actor, active: true }))
    throw new AppError("auth.forbidden");
}

/** Whether the actor is a supervisor who is bound to sites: of these, and no administrator. */
export const supervisesSites = ({ actor }: Pick<Tenant, "actor">): boolean =>
  !actor.clientId && actor.role === "CUSTOMER_SUPERVISOR" && actor.siteIds !== null;

/** Throws `auth.forbidden` for whoever looks after nobody's badge. Whose exactly, {@link keepsBadgeOf} says. */
export function requireBadgeKeeper(tenant: Pick<Tenant, "actor">): void {
  if (!supervisesSites(tenant)) requireAdministrator(tenant);
}

/** Whether the actor looks after the badge of a member, for a query over memberships. */
export const keepsBadgeOf = (): SQL<boolean> =>
  sql<boolean>`app.keeps_badge_of(${memberships.role}, ${memberships.siteIds})`;

/**
 * Who manages an organisation's members. An administrator is an active member with the highest role of the organisation's
 * type who is bound to no sites; an organisation that has one never loses its last. Administrators manage everybody's place,
 * their own too; nobody else changes anybody's. So nobody can give a right that they do not hold.
 */
import type { OrgType, Role } from "./claims.ts";

/** The roles of each type of organisation, the highest first. */
export const ROLES_OF = {
  CATERPILLAR: ["CAT_ADMIN"],
  DEALER: ["DEALER_ADMIN", "DEALER_DISPATCH"],
  CUSTOMER: ["CUSTOMER_SUPERVISOR", "OPERATOR"],
} as const satisfies Record<OrgType, readonly Role[]>;

export const adminRoleOf = (orgType: OrgType): Role => ROLES_OF[orgType][0];

export const roleFits = (orgType: OrgType, role: Role): boolean =>
  (ROLES_OF[orgType] as readonly Role[]).includes(role);

/** A member's place as far as rights depend on it. */
export type Place = { role: string; siteIds: readonly string[] | null; active: boolean };

export const isAdministrator = (orgType: OrgType, place: Place): boolean =>
  place.active && place.role === adminRoleOf(orgType) && place.siteIds === null;

export type PlaceVerdict =
  { ok: true } | { ok: false; code: "member.role_unfit" | "member.sites_unfit" | "member.last_admin" };

/**
 * Whether a member's place may change from `before` to `after`. `otherAdmins` counts the administrators beside this member,
 * under a lock that keeps the count true until the change is written.
 */
export function judgePlace(change: {
  orgType: OrgType;
  before: Place | null;
  after: Place & { role: Role };
  otherAdmins: number;
}): PlaceVerdict {
  const { orgType, before, after, otherAdmins } = change;
  if (!roleFits(orgType, after.role)) return { ok: false, code: "member.role_unfit" };
  if (orgType === "CATERPILLAR" && after.siteIds !== null) return { ok: false, code: "member.sites_unfit" };
  const loses = before !== null && isAdministrator(orgType, before) && !isAdministrator(orgType, after);
  return loses && otherAdmins === 0 ? { ok: false, code: "member.last_admin" } : { ok: true };
}

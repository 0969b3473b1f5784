/** The organisation whose members or settings the actor manages, and the lock under which it does. */
import { and, eq, sql } from "drizzle-orm";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { isAdministrator } from "../../domain/iam/administrators.ts";
import type { Claims } from "../../domain/iam/claims.ts";

export type Managed = typeof organizations.$inferSelect;

/**
 * The organisation `orgId` names, by default the actor's own. Throws `not_found` for another's unless the actor is HQ, and
 * `auth.forbidden` to whoever is no administrator: a role alone does not make one who is bound to sites.
 */
export function managedId({ actor }: Pick<Tenant, "actor">, orgId: string | undefined): string {
  requireAdministrator(actor);
  if (orgId !== undefined && orgId !== actor.orgId && actor.orgType !== "CATERPILLAR") throw new AppError("not_found");
  return orgId ?? actor.orgId;
}

/** Throws `auth.forbidden` unless the actor is an administrator of its own organisation. */
export function requireAdministrator(actor: Claims): void {
  if (!isAdministrator(actor.orgType, { ...actor, active: true })) throw new AppError("auth.forbidden");
}

/**
 * As {@link managedId}, with the organisation's row locked to the end of the transaction: changes of its members take turns, so
 * that each counts the administrators that are left. Whoever waited may have lost its own right meanwhile and is looked at again;
 * then throws `auth.membership_changed`.
 */
export async function lockManaged(tenant: Tenant, orgId: string | undefined): Promise<Managed> {
  const { tx, actor } = tenant;
  const id = managedId(tenant, orgId);
  const managed = await lockOrganization(tenant, id);
  if (!managed) throw new AppError("not_found");
  if (id === actor.orgId) await requireUnchanged({ tx, actor });
  return managed;
}

/** Locks an organisation's row, in a way that lets others go on referring to it; null where there is none to be changed. */
export async function lockOrganization({ tx }: Pick<Tenant, "tx">, id: string): Promise<Managed | null> {
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, id)).for("no key update");
  return row ?? null;
}

/** Throws `auth.membership_changed` where the actor's membership is no longer the one that its claims were made from. */
export async function requireUnchanged({ tx, actor }: Pick<Tenant, "tx" | "actor">): Promise<void> {
  if (actor.membershipId === null) return;
  const [mine] = await tx
    .select({ version: memberships.version, active: memberships.active })
    .from(memberships)
    .where(and(eq(memberships.id, actor.membershipId), eq(memberships.userId, actor.sub)));
  if (!mine?.active || mine.version !== actor.membershipVersion) throw new AppError("auth.membership_changed");
}

/** How many administrators an organisation has beside one member. Read it under the lock of {@link lockOrganization}. */
export async function countOtherAdmins({ tx }: Pick<Tenant, "tx">, org: Managed, except: string): Promise<number> {
  const rows = await tx
    .select({ role: memberships.role, siteIds: memberships.siteIds, active: memberships.active })
    .from(memberships)
    .where(and(eq(memberships.orgOwnerId, org.id), eq(memberships.active, true), sql`${memberships.id} <> ${except}`));
  return rows.filter((row) => isAdministrator(org.type, row)).length;
}

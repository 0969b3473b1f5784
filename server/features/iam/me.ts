import { eq } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import { users } from "../../../db/schema/auth.ts";
import type { CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import { roleSchema, type Claims } from "../../domain/iam/claims.ts";
import type { Me } from "../../domain/iam/me.ts";
import { membershipsOf } from "../../iam/memberships.ts";
import { permissionsOf } from "../../iam/permissions.ts";

/** The person, the organisation they act for, their other memberships and what their role may call. */
export async function me({ services, actor }: CallContext & { actor: Claims }): Promise<Me> {
  const organization = await services.db.withTenant(actor, async ({ tx }) => {
    const { id, name, type, timeZone, units, locale, currency } = organizations;
    const [row] = await tx
      .select({ id, name, type, timeZone, units, locale, currency })
      .from(organizations)
      .where(eq(id, actor.orgId));
    return row;
  });
  const { user, memberships } = await services.db.withService(async (tx) => {
    const [user] = await tx
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(eq(users.id, actor.sub));
    return { user, memberships: await membershipsOf(tx, actor.sub) };
  });
  if (!organization || !user) throw new AppError("auth.membership_changed");
  return {
    user,
    organization,
    role: roleSchema.parse(actor.role),
    siteIds: actor.siteIds,
    memberships,
    permissions: await permissionsOf(services.authorizer, actor),
    demo: services.config.demo,
  };
}

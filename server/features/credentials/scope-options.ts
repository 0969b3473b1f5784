import type { Services } from "../../context.ts";
import { scopesFor } from "../../domain/credentials/scopes.ts";
import { ROLES_OF } from "../../domain/iam/administrators.ts";
import type { Claims, Role } from "../../domain/iam/claims.ts";
import type { Authorizer } from "../../iam/authorizer.ts";
import { permissionMatrix } from "../../iam/permissions.ts";

/** The scopes that mean something with a role. */
export async function scopesOfRole(authorizer: Authorizer, role: Role): Promise<string[]> {
  const { procedures } = await permissionMatrix(authorizer);
  return scopesFor(procedures.filter(({ roles }) => roles.includes(role)));
}

/** What a program of the actor's organisation may be given: each role with its scopes. */
export async function scopeOptions({ authorizer }: Pick<Services, "authorizer">, { orgType }: Claims) {
  const roles: readonly Role[] = ROLES_OF[orgType];
  return {
    roles: await Promise.all(roles.map(async (role) => ({ role, scopes: await scopesOfRole(authorizer, role) }))),
  };
}

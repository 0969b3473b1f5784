/** Who manages badges and keys: an administrator of the organisation, a person and no program. */
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { isAdministrator } from "../../domain/iam/administrators.ts";

/** Throws `auth.forbidden` for anybody else: a role alone does not make one who is bound to sites. */
export function requireAdministrator({ actor }: Pick<Tenant, "actor">): void {
  if (actor.clientId || !isAdministrator(actor.orgType, { ...actor, active: true }))
    throw new AppError("auth.forbidden");
}

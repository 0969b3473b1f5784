import type { Caller, CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import { roleSchema } from "../../domain/iam/claims.ts";
import type { SwitchedOrganization } from "../../domain/iam/me.ts";
import { turnSession } from "../../iam/enter-organization.ts";
import { claimsOf } from "../../iam/memberships.ts";

/**
 * Makes the browser session act for another organisation of the same person, from its next call on. Throws `not_found` (404)
 * for one that is not theirs and `auth.forbidden` (403) for a token, which `/auth/switch` exchanges instead.
 */
export async function switchOrganization(
  { services, caller }: CallContext & { caller: Caller },
  orgId: string,
): Promise<SwitchedOrganization> {
  const { sessionId, userId } = caller;
  if (!sessionId)
    throw new AppError("auth.forbidden", {
      message: "A token acts for one organisation. Ask /api/v1/auth/switch for another.",
    });
  return services.db.withService(async (tx) => {
    const claims = await claimsOf(tx, userId, orgId);
    if (!claims) throw new AppError("not_found");
    await turnSession(tx, sessionId, orgId);
    return { orgId, role: roleSchema.parse(claims.role) };
  });
}

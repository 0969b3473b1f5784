import { sql } from "drizzle-orm";
import type { Caller, CallContext } from "../../context.ts";
import { AppError } from "../../domain/errors.ts";
import { roleSchema } from "../../domain/iam/claims.ts";
import type { SwitchedOrganization } from "../../domain/iam/me.ts";
import { claimsOf } from "../../iam/memberships.ts";
import { appendEvent } from "../ledger/append-event.ts";

/**
 * Makes the browser session act for another organisation of the same person, from its next call on, and writes it to that
 * organisation's chain. Throws `not_found` (404) for one that is not theirs and `auth.forbidden` (403) for a token, which
 * `/auth/switch` exchanges instead.
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
  const claims = await services.db.withService((tx) => claimsOf(tx, userId, orgId));
  if (!claims) throw new AppError("not_found");
  const role = roleSchema.parse(claims.role);
  await services.db.withTenant(claims, async (tenant) => {
    const { rows } = await tenant.tx.execute<{ turned: boolean }>(
      sql`select app.enter_organization(${sessionId}::uuid) as turned`,
    );
    if (!rows[0]?.turned) throw new AppError("auth.required");
    await appendEvent(tenant, {
      type: "membership.entered",
      chain: orgId,
      subject: {},
      data: { membershipId: claims.membershipId, userId, from: caller.claims?.orgId ?? null },
    });
    tenant.afterCommit(() => services.hub.wake());
  });
  // What may be done has changed, and so does the token that does it.
  await caller.renewSession?.({ orgId, role });
  return { orgId, role };
}

import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../db/tenancy.ts";
import { AppError, type ErrorCode } from "../../domain/errors.ts";
import { orgTypeSchema, roleSchema } from "../../domain/iam/claims.ts";
import { hashInvitationToken } from "./invitation-token.ts";

const instant = z.coerce.date();
const foundSchema = z.object({
  id: z.uuid(),
  org_id: z.uuid(),
  org_name: z.string(),
  org_type: orgTypeSchema,
  org_active: z.boolean(),
  email: z.string(),
  name: z.string().nullable(),
  role: roleSchema,
  expires_at: instant,
  accepted_at: instant.nullable(),
  revoked_at: instant.nullable(),
});
export type FoundInvitation = z.infer<typeof foundSchema>;

/**
 * The invitation behind a link's token, good to be accepted at `now`. `tx` stands as `app_service`. Throws `invitation.unknown`
 * for a token that was never given or that a later mail has replaced, `invitation.used`, `invitation.revoked`, `invitation.expired`
 * and `organization.inactive`.
 */
export async function findInvitation(tx: Pick<Tx, "execute">, token: string, now: Date): Promise<FoundInvitation> {
  const { rows } = await tx.execute(sql`select * from app.find_invitation(${hashInvitationToken(token)})`);
  const found = foundSchema.optional().parse(rows[0]);
  if (!found) throw new AppError("invitation.unknown");
  const fault = faultOf(found, now);
  if (fault) throw new AppError(fault);
  if (!found.org_active) throw new AppError("organization.inactive");
  return found;
}

type Fate = Pick<FoundInvitation, "expires_at" | "accepted_at" | "revoked_at">;

/** Why an invitation can not be accepted at `now`; null where it can. */
export function faultOf(fate: Fate, now: Date): ErrorCode | null {
  if (fate.accepted_at) return "invitation.used";
  if (fate.revoked_at) return "invitation.revoked";
  return fate.expires_at <= now ? "invitation.expired" : null;
}

import { and, eq } from "drizzle-orm";
import { invitations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";

/** An organisation's invitation, locked, that can still be sent or revoked. Throws `not_found`, `invitation.used`, `invitation.revoked`. */
export async function openInvitation({ tx }: Pick<Tenant, "tx">, orgId: string, id: string) {
  const [row] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.id, id), eq(invitations.orgOwnerId, orgId)))
    .for("update");
  if (!row) throw new AppError("not_found");
  if (row.acceptedAt) throw new AppError("invitation.used");
  if (row.revokedAt) throw new AppError("invitation.revoked");
  return row;
}

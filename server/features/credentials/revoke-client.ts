import { and, eq, isNull } from "drizzle-orm";
import { apiClients } from "../../../db/schema/credentials.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { IdInput } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireAdministrator } from "./administer.ts";

/** Revokes a program's key; its tokens are refused from their next call on. Throws `auth.forbidden` and `not_found`. */
export async function revokeClient(tenant: Tenant, { id, operationId }: IdInput) {
  requireAdministrator(tenant);
  const { tx, actor } = tenant;
  const revokedAt = new Date();
  const [client] = await tx
    .update(apiClients)
    .set({ revokedAt })
    .where(and(eq(apiClients.id, id), eq(apiClients.orgOwnerId, actor.orgId), isNull(apiClients.revokedAt)))
    .returning({ name: apiClients.name });
  if (!client) throw new AppError("not_found");
  await appendEvent(tenant, {
    type: "api_client.revoked",
    subject: ownStamps(actor),
    data: { clientId: id },
    personal: { name: client.name },
    operationId,
  });
  return { id, revokedAt: revokedAt.toISOString() };
}

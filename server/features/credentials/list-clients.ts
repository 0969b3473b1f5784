import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { apiClients } from "../../../db/schema/credentials.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { ApiClient, listClientsInput } from "../../domain/credentials/client.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { requireAdministrator } from "./administer.ts";

/** Programs of the actor's organisation, the newest first, revoked ones too. Throws `auth.forbidden`. */
export async function listClients(tenant: Tenant, input: z.infer<typeof listClientsInput>) {
  requireAdministrator(tenant);
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const rows = await tenant.tx
    .select()
    .from(apiClients)
    .where(
      and(
        eq(apiClients.orgOwnerId, tenant.actor.orgId),
        cursor
          ? sql`(${apiClients.createdAt}, ${apiClients.id}) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(apiClients.createdAt), desc(apiClients.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map(clientOf), nextCursor };
}

/** A program as it is shown: nothing of its key but the beginning. */
export function clientOf(row: typeof apiClients.$inferSelect): ApiClient {
  const { id, name, role, scopes, keyPrefix } = row;
  return {
    id,
    name,
    role,
    scopes,
    keyPrefix,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

import { asc, eq } from "drizzle-orm";
import { passkeys } from "../../../db/schema/auth.ts";
import type { Services } from "../../context.ts";
import type { Passkey } from "../../domain/credentials/schema.ts";
import type { Claims } from "../../domain/iam/claims.ts";

const MOST = 100;

/** The person's own passkeys, the oldest first. */
export async function listPasskeys({ db }: Pick<Services, "db">, { sub }: Claims): Promise<{ items: Passkey[] }> {
  const rows = await db.withService((tx) =>
    tx
      .select({
        id: passkeys.id,
        name: passkeys.name,
        createdAt: passkeys.createdAt,
        lastUsedAt: passkeys.lastUsedAt,
        synced: passkeys.backedUp,
      })
      .from(passkeys)
      .where(eq(passkeys.userId, sub))
      .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
      .limit(MOST),
  );
  return {
    items: rows.map(({ name, createdAt, lastUsedAt, ...row }) => ({
      ...row,
      name: name || null,
      createdAt: (createdAt ?? new Date(0)).toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}

/** Rotation of the keys that tokens are signed with. */
import { and, isNull, lte } from "drizzle-orm";
import { jwks } from "../../db/schema/auth.ts";
import type { Database } from "../../db/tenancy.ts";

/**
 * From `at` on, keys made up to `madeBefore` sign nothing more; the next token gets a new key. What they have signed stays
 * verifiable until it expires. Running processes follow within a minute. Returns how many keys were retired.
 */
export async function retireSigningKeys(db: Database, at: Date, madeBefore: Date): Promise<number> {
  const retired = await db.withService((tx) =>
    tx
      .update(jwks)
      .set({ expiresAt: at })
      .where(and(isNull(jwks.expiresAt), lte(jwks.createdAt, madeBefore)))
      .returning({ id: jwks.id }),
  );
  return retired.length;
}

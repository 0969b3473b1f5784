import type { Database } from "../tenancy.ts";

/** Reads as the database's owner, past row-level security: what really is there. */
export function ownerRows<T extends Record<string, unknown>>(
  db: Database,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  return db.withOwner(async (_tx, client) => (await client.query<T>(text, values)).rows);
}

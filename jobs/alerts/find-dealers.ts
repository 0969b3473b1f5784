/** The dealers whose due times are to be looked at: all active ones, or the one that is named, if it is one. */
import { and, asc, eq } from "drizzle-orm";
import { organizations } from "../../db/schema/iam.ts";
import type { Database } from "../../db/tenancy.ts";
import { hqSystemActor } from "../../server/iam/system-actor.ts";

export async function findDealers(
  { db }: { db: Database },
  { dealerId }: { dealerId?: string | undefined },
): Promise<string[]> {
  const rows = await db.withTenant(hqSystemActor(), ({ tx }) =>
    tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(
        and(
          eq(organizations.type, "DEALER"),
          eq(organizations.active, true),
          ...(dealerId ? [eq(organizations.id, dealerId)] : []),
        ),
      )
      .orderBy(asc(organizations.id)),
  );
  return rows.map((row) => row.id);
}

/** Sources that are to be fetched by now. Each is put off by its cadence at once, so that a second sweep does not ask for it again. */
import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { telemetrySources } from "../../db/schema/telematics.ts";
import type { Database } from "../../db/tenancy.ts";
import { hqSystemActor } from "../../server/iam/system-actor.ts";

const AT_ONCE = 500;
/** A pull that died without a word is tried again after so long. */
const LEASE_MS = 30 * 60_000;

export type DueSource = { sourceId: string; dealerId: string };

export async function findDue({ db }: { db: Database }, { at }: { at: string }): Promise<DueSource[]> {
  const now = new Date(at);
  return db.withTenant(hqSystemActor(), async ({ tx }) => {
    const due = tx
      .select({ id: telemetrySources.id })
      .from(telemetrySources)
      .where(
        and(
          eq(telemetrySources.kind, "PULL"),
          eq(telemetrySources.active, true),
          lte(telemetrySources.nextPullAt, now),
        ),
      )
      .orderBy(asc(telemetrySources.nextPullAt))
      .limit(AT_ONCE)
      .for("update", { skipLocked: true });
    return tx
      .update(telemetrySources)
      .set({ nextPullAt: new Date(now.getTime() + LEASE_MS) })
      .where(inArray(telemetrySources.id, due))
      .returning({ sourceId: telemetrySources.id, dealerId: telemetrySources.dealerId });
  });
}

/**
 * What people wrote down goes the way of all readings: it waits as `unjudged` until the machine's readings are reckoned anew with it, in
 * the dealer's name, since who rents a machine does not write to it. Running it again changes nothing.
 */
import { sql } from "drizzle-orm";
import type { Database } from "../../../db/tenancy.ts";
import { deriveMachines } from "./derive-machines.ts";
import { lockMachines } from "./latest-state.ts";
import { ownActor } from "./own-actor.ts";

/** Of a reading that no verdict has been found on. It counts for nothing until then. */
export const UNJUDGED = "unjudged";
const AT_ONCE = 200;

/** All of a dealer's that are waiting. Returns how many machines were reckoned anew. */
export async function judgeSaid(db: Database, dealerId: string): Promise<number> {
  const actor = await ownActor(db, dealerId);
  let judged = 0;
  for (let after: string | null = null, more = true; more;) {
    const ids: string[] = await db.withTenant(actor, async (tenant) => {
      const { rows } = await tenant.tx.execute<{ id: string; first: string; last: string }>(sql`
        select r.equipment_id as id, min(r.at)::text as first, max(r.at)::text as last from usage_readings r
        where r.dealer_id = ${dealerId}::uuid and r.quarantine is not null and r.quarantine = ${UNJUDGED}
          and (${after}::uuid is null or r.equipment_id > ${after}::uuid)
        group by r.equipment_id order by r.equipment_id limit ${AT_ONCE}`);
      const found = rows.map(({ id }) => id);
      await lockMachines(tenant, dealerId, found);
      await deriveMachines(
        tenant,
        dealerId,
        rows.map(({ id, first, last }) => ({ equipmentId: id, from: new Date(first), to: new Date(last) })),
      );
      return found;
    });
    judged += ids.length;
    after = ids.at(-1) ?? null;
    more = ids.length === AT_ONCE;
  }
  return judged;
}

import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { recordOf, type NewEvent } from "./append-event.ts";

const AT_ONCE = 1_000;

/**
 * Appends many events to their chains in the order given, a thousand to a statement: what one after the other would come to.
 * The last thing a verb does, like `appendEvent`.
 */
export async function appendEvents(
  { tx, actor }: Pick<Tenant, "tx" | "actor">,
  events: readonly NewEvent[],
): Promise<void> {
  for (const [orgId, records] of Map.groupBy(
    events.map((event) => recordOf(actor, event)),
    (record) => record.orgId,
  ))
    for (let from = 0; from < records.length; from += AT_ONCE) {
      const some = records.slice(from, from + AT_ONCE).map(({ body, salt, personal }) => ({ body, salt, personal }));
      await tx.execute(sql`select app.append_events(${orgId}::uuid, ${JSON.stringify(some)}::jsonb)`);
    }
}

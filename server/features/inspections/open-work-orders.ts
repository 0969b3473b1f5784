import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { InspectedItem } from "../../domain/inspections/schema.ts";
import { appendEvent, type EventSubject } from "../ledger/append-event.ts";

/**
 * Makes a repair of each failed checkpoint of an inspection that was just written, with its evidence, each once. Returns their ids.
 * Written past row-level security: the inspection may be a customer's, the maintenance is the dealer's.
 */
export async function openWorkOrders(
  tenant: Tenant,
  inspectionId: string,
  subject: EventSubject,
  failed: readonly InspectedItem[],
  told: { occurredAt?: string | undefined; operationId?: string | undefined },
): Promise<string[]> {
  const ids = failed.map(() => Bun.randomUUIDv7());
  const made = await tenant.tx.execute<{ maintenance_id: string; item_key: string }>(
    sql`select maintenance_id, item_key from app.open_work_orders(${inspectionId}::uuid, ${sql.param(ids)}::uuid[])`,
  );
  for (const { maintenance_id: workId, item_key: checkpoint } of made.rows) {
    const item = failed.find(({ key }) => key === checkpoint);
    await appendEvent(tenant, {
      type: "maintenance.opened",
      subject,
      data: { workId, kind: "REPAIR", checkpoint, severity: item?.severity ?? null, inspectionId },
      ...told,
    });
  }
  return made.rows.map(({ maintenance_id: id }) => id);
}

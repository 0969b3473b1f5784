import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import type { BoardFault } from "../../domain/faults/schema.ts";
import { faultOf, FAULT, type FaultRow } from "./fault-rows.ts";

type Row = FaultRow & {
  human_id: string;
  type: EquipmentType;
  make: string;
  model: string;
  site_name: string | null;
  time_zone: string | null;
};

/**
 * Active faults that are bad enough to act on and that no open order is about, the worst and then the oldest first. Machines that are
 * given up have none.
 */
export async function boardFaults(
  { tx, actor }: Pick<Tenant, "tx" | "actor">,
  { siteId, most }: { siteId?: string | undefined; most: number },
): Promise<{ items: BoardFault[]; truncated: boolean }> {
  const { rows } = await tx.execute<Row>(sql`
    select ${FAULT}, e.human_id, e.type, e.make, e.model, p.name as site_name, p.time_zone
    from machine_fault_lives l join equipment e on e.id = l.equipment_id and e.dealer_id = l.dealer_id
    left join sites p on p.id = e.site_id
    left join telemetry_sources s on s.dealer_id = l.dealer_id and s.id::text = l.source
    left join maintenance m on m.id = l.work_id
    where l.cleared_at is null and l.level in ('SEVERE', 'MODERATE') and ${owned(actor)} and e.status not in ('RETIRED', 'LOST')
      and ${siteId ? sql`e.site_id = ${siteId}::uuid` : sql`true`} and (m.id is null or m.state = 'DONE')
    order by l.level desc, l.opened_at, l.id limit ${most + 1}`);
  const items = rows.slice(0, most).map((row) => ({
    ...faultOf(row),
    humanId: row.human_id,
    machine: { type: row.type, make: row.make, model: row.model },
    siteName: row.site_name,
    timeZone: row.time_zone,
  }));
  return { items, truncated: rows.length > most };
}

function owned(actor: Tenant["actor"]) {
  if (actor.orgType === "DEALER") return sql`l.dealer_id = ${actor.orgId}::uuid`;
  return actor.orgType === "CUSTOMER" ? sql`l.customer_id = ${actor.orgId}::uuid` : sql`true`;
}

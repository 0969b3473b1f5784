/** The one machine that a person presents, by label or number, seen past row-level security by `app.presented_equipment`. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { EquipmentStatus, EquipmentType } from "../../domain/assets/schema.ts";
import type { Geofence } from "../../domain/sites/geofence.ts";

export type Presented = {
  id: string;
  dealer_id: string;
  customer_id: string | null;
  site_id: string | null;
  human_id: string;
  type: EquipmentType;
  make: string;
  model: string;
  serial_number: string;
  status: EquipmentStatus;
  hour_meter: number;
  hour_meter_at: Date | null;
  site_name: string | null;
  site_kind: "JOBSITE" | "YARD" | null;
  site_time_zone: string | null;
  site_geofence: Geofence | null;
  /** Whether the actor sees it without presenting it. */
  own: boolean;
  reserved: boolean;
  self_service: boolean;
  /** When it was last taken back, and the meter then; null before its first return. */
  last_return_at: Date | null;
  last_return_hours: number | null;
};

/** Null where there is no such machine or the actor may not reach it: the two are told alike. `lock` holds it to the commit. */
export async function presentedEquipment(
  { tx }: Pick<Tenant, "tx">,
  by: { humanId: string } | { tagId: string },
  lock: boolean,
): Promise<Presented | null> {
  const humanId = "humanId" in by ? by.humanId : null;
  const tagId = "tagId" in by ? by.tagId : null;
  const found = await tx.execute<Presented>(
    sql`select * from app.presented_equipment(${humanId}, ${tagId}::uuid, ${lock})`,
  );
  const [row] = found.rows;
  if (!row) return null;
  const dateOf = (value: Date | string | null) => (value === null ? null : new Date(value));
  return { ...row, hour_meter_at: dateOf(row.hour_meter_at), last_return_at: dateOf(row.last_return_at) };
}

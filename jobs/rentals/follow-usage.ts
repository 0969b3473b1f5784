/**
 * A machine's own record follows what people have read off it: who rents a machine writes down its meter and place, and not to the
 * dealer's record of it. The usage event already tells the figures; nothing new is said here.
 */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import { dealerActor } from "../dealer-actor.ts";

/** A record of a phone that was without signal may be as old as this. */
const LOOKS_BACK_DAYS = 45;

/** As of `at` (ISO 8601 UTC). Running it again changes nothing. Returns how many machines changed. */
export async function followUsage(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<number> {
  const actor = await dealerActor(db, dealerId);
  return db.withTenant(actor, async ({ tx }) => {
    const said = sql`from usage_readings r where r.dealer_id = ${dealerId}::uuid and r.source in ('MANUAL', 'API') and r.quarantine is null
      and r.at <= ${at} and r.at > ${at}::timestamptz - make_interval(days => ${LOOKS_BACK_DAYS})`;
    const meters = await tx.execute<{ id: string }>(sql`
      update equipment e set hour_meter = l.hour_meter, hour_meter_at = l.at, last_seen_at = greatest(e.last_seen_at, l.at)
      from (select distinct on (r.equipment_id) r.equipment_id, r.hour_meter, r.at ${said} and r.hour_meter is not null order by r.equipment_id, r.at desc) l
      where e.id = l.equipment_id and e.dealer_id = ${dealerId}::uuid and l.hour_meter >= e.hour_meter and (e.hour_meter_at is null or l.at > e.hour_meter_at)
      returning e.id`);
    const places = await tx.execute<{ id: string }>(sql`
      update equipment e set last_lat = l.lat, last_lon = l.lon, last_accuracy_m = l.accuracy_m, last_position_at = l.at, last_seen_at = greatest(e.last_seen_at, l.at)
      from (select distinct on (r.equipment_id) r.equipment_id, r.lat, r.lon, r.accuracy_m, r.at ${said} and r.lat is not null order by r.equipment_id, r.at desc) l
      where e.id = l.equipment_id and e.dealer_id = ${dealerId}::uuid and (e.last_position_at is null or l.at > e.last_position_at)
      returning e.id`);
    return new Set([...meters.rows, ...places.rows].map(({ id }) => id)).size;
  });
}

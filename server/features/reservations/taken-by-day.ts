import { sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import type { Calendar } from "../../domain/reservations/calendar.ts";

/** A dealer's machines in service by type, and how many are reserved or out on each day of its zone; overdue ones until further notice. */
export async function takenByDay(
  { tx, actor }: Tenant,
  span: { from: string; to: string },
  timeZone: string,
  now: Date,
): Promise<Pick<Calendar, "types" | "typeDays">> {
  if (actor.orgType !== "DEALER") return { types: [], typeDays: [] };
  const totals = await tx.execute<{ type: EquipmentType; total: number }>(
    sql`select ${equipment.type} as type, count(*)::int as total from ${equipment}
      where ${equipment.dealerId} = ${actor.orgId}::uuid and ${equipment.status} not in ('MAINTENANCE', 'LOST', 'RETIRED') group by 1 order by 1`,
  );
  const lastDay = sql`(${span.to}::timestamptz - interval '1 microsecond') at time zone ${timeZone}`;
  const taken = await tx.execute<{ type: EquipmentType; day: string; taken: number }>(sql`
    select ${rentals.type} as type, to_char(d.day, 'YYYY-MM-DD') as day, count(distinct ${rentals.equipmentId})::int as taken
    from ${rentals} cross join lateral generate_series(
      date_trunc('day', greatest(lower(${rentals.period}), ${span.from}::timestamptz) at time zone ${timeZone}),
      case when ${rentals.state} <> 'RESERVED' and upper(${rentals.period}) <= ${now.toISOString()}::timestamptz then ${lastDay}
        else least((upper(${rentals.period}) - interval '1 microsecond') at time zone ${timeZone}, ${lastDay}) end, interval '1 day') d(day)
    where ${rentals.dealerId} = ${actor.orgId}::uuid and ${rentals.state} in ('RESERVED', 'ON_RENT', 'PICK_UP_READY')
      and lower(${rentals.period}) < ${span.to}::timestamptz and (upper(${rentals.period}) > ${span.from}::timestamptz or ${rentals.state} <> 'RESERVED')
    group by 1, 2 order by 1, 2`);
  return { types: totals.rows, typeDays: taken.rows };
}

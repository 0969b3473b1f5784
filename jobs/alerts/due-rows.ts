/** What the due sweep reads of a rental, as facts for the rules, and how it records what it changed. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../db/tenancy.ts";
import type { DueFacts } from "../../server/domain/alerts/due-facts.ts";
import type { PolicyThresholds } from "../../server/domain/policies/schema.ts";
import { appendEvent } from "../../server/features/ledger/append-event.ts";

/** One look at one dealer's due times, as of `at`. */
export type Sweep = { tenant: Tenant; dealerId: string; at: Date; thresholds: PolicyThresholds };

export type DueRow = {
  rental_id: string;
  equipment_id: string;
  customer_id: string;
  site_id: string;
  human_id: string;
  state: DueFacts["rentalState"];
  due_at: string;
  site_name: string | null;
  time_zone: string;
  grace_minutes: number;
};

/** Columns of {@link DueRow} for a rental `r` with {@link dueJoins}. Nobody waits for what is called off, from its call-off on. */
export const dueColumns = sql`r.id as rental_id, r.equipment_id, r.customer_id, r.site_id, r.human_id, r.due_at,
  case when r.call_off_day is null then r.state else 'PICK_UP_READY' end as state,
  s.name as site_name, coalesce(s.time_zone, o.time_zone) as time_zone, app.grace_minutes(r.dealer_id, r.customer_id) as grace_minutes`;

/** A site that the dealer no longer serves is not visible to it; the dealer's own zone stands in. */
export const dueJoins = sql`join organizations o on o.id = r.dealer_id left join sites s on s.id = r.site_id`;

export const factsOf = (row: DueRow, { at, thresholds }: Sweep): DueFacts => ({
  humanId: row.human_id,
  siteName: row.site_name,
  rentalState: row.state,
  dueAt: new Date(row.due_at),
  now: at,
  timeZone: row.time_zone,
  graceMinutes: row.grace_minutes,
  dueSoonHours: thresholds.dueSoonHours,
});

/** Appends the event of one alert; the chain is locked from here to the commit. */
export async function recordAlert(
  sweep: Sweep,
  type: string,
  row: DueRow,
  data: Record<string, unknown>,
): Promise<void> {
  await appendEvent(sweep.tenant, {
    type,
    subject: {
      dealerId: sweep.dealerId,
      customerId: row.customer_id,
      siteId: row.site_id,
      equipmentId: row.equipment_id,
      rentalId: row.rental_id,
      humanId: row.human_id,
    },
    data: { ...data, dueAt: new Date(row.due_at).toISOString() },
    occurredAt: sweep.at.toISOString(),
  });
}

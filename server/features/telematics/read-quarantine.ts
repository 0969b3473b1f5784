import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import type { quarantinedSchema, quarantineInput } from "../../domain/telematics/machine-schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** Readings that were set aside, with the reason, the latest first. */
export async function readQuarantine({ tx, actor }: Tenant, input: z.output<typeof quarantineInput>) {
  const own = actor.orgType === "DEALER" ? sql`r.dealer_id = ${actor.orgId}::uuid` : sql`true`;
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const before = cursor ? sql`(r.at, r.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql`true`;
  const ofSource = input.sourceId ? sql`r.source = ${input.sourceId}` : sql`true`;
  const ofMachine = input.humanId ? sql`e.human_id = ${input.humanId}` : sql`true`;
  const { rows } = await tx.execute<z.infer<typeof quarantinedSchema> & { id: string; [key: string]: unknown }>(sql`
    select r.id, e.human_id as "humanId", r.at::text as at, coalesce(s.name, r.source) as source, r.quarantine as reason, r.hour_meter as "hourMeter", r.lat, r.lon, e.hour_meter as "machineHours"
    from usage_readings r join equipment e on e.id = r.equipment_id and e.dealer_id = r.dealer_id
    left join telemetry_sources s on s.dealer_id = r.dealer_id and s.id::text = r.source
    where r.quarantine is not null and ${own} and ${before} and ${ofSource} and ${ofMachine}
      and r.quarantine in ('meter_backwards', 'meter_outruns_clock', 'meter_implausible', 'position_jump')
    order by r.at desc, r.id desc limit ${input.limit + 1}`);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.at, row.id]);
  return { items: items.map(({ id: _, ...row }) => ({ ...row, at: new Date(row.at).toISOString() })), nextCursor };
}

import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import type { rejectSchema, rejectsInput } from "../../domain/telematics/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";
import { sourceOf } from "./dealer-source.ts";

/** What a source said that could not be used, the latest first. Throws `not_found`. */
export async function readRejects(tenant: Tenant, input: z.output<typeof rejectsInput>) {
  const source = await sourceOf(tenant, input.id);
  const cursor = readCursor(input.cursor, cursors.byInstant);
  const before = cursor ? sql`(r.last_at, r.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql`true`;
  const { rows } = await tenant.tx.execute<z.infer<typeof rejectSchema>>(sql`
    select r.id, r.machine, e.human_id as "humanId", r.code, nullif(r.element, '') as element, r.value, r.times, r.first_at::text as "firstAt", r.last_at::text as "lastAt"
    from telemetry_rejects r left join equipment e on e.id = r.equipment_id and e.dealer_id = r.dealer_id
    where r.dealer_id = ${source.dealerId}::uuid and r.source_id = ${source.id}::uuid and ${before}
    order by r.last_at desc, r.id desc limit ${input.limit + 1}`);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.lastAt, row.id]);
  return {
    items: items.map((row) => ({
      ...row,
      firstAt: new Date(row.firstAt).toISOString(),
      lastAt: new Date(row.lastAt).toISOString(),
    })),
    nextCursor,
  };
}

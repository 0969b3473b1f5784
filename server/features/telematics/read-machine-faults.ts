import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { faultLevel } from "../../domain/faults/j1939.ts";
import type { faultsOutput } from "../../domain/telematics/machine-schema.ts";

const DAYS = 90;
const MOST = 100;

type Row = {
  code: string;
  spn: number | null;
  fmi: number | null;
  description: string | null;
  severity: string | null;
  source: string;
  first_at: string;
  last_at: string;
  times: number;
};

/** What a machine has reported as faulty of late, each fault of a source once. Throws `not_found`. */
export async function readMachineFaults(
  { tx, actor }: Tenant,
  now: Date,
  humanId: string,
): Promise<z.infer<typeof faultsOutput>> {
  const [machine] = await tx
    .select({ id: equipment.id, dealerId: equipment.dealerId })
    .from(equipment)
    .where(and(eq(equipment.humanId, humanId)));
  if (!machine) throw new AppError("not_found");
  // Who rents a machine now reads what it reported while with them.
  const own = actor.orgType === "CUSTOMER" ? sql`f.customer_id = ${actor.orgId}::uuid` : sql`true`;
  const { rows } = await tx.execute<Row>(sql`
    select f.code, coalesce(s.name, f.source) as source, min(f.at)::text as first_at, max(f.at)::text as last_at, count(*)::int as times,
      (array_agg(f.spn order by f.at desc))[1] as spn, (array_agg(f.fmi order by f.at desc))[1] as fmi,
      (array_agg(f.description order by f.at desc))[1] as description, (array_agg(f.severity order by f.at desc))[1] as severity
    from machine_faults f left join telemetry_sources s on s.dealer_id = f.dealer_id and s.id::text = f.source
    where f.dealer_id = ${machine.dealerId}::uuid and f.equipment_id = ${machine.id}::uuid and ${own}
      and f.at > ${now.toISOString()}::timestamptz - make_interval(days => ${DAYS})
    group by f.code, f.source, s.name order by max(f.at) desc, f.code limit ${MOST}`);
  return {
    items: rows.map(({ first_at, last_at, severity, ...row }) => ({
      ...row,
      level: faultLevel(row.fmi, severity),
      firstAt: new Date(first_at).toISOString(),
      lastAt: new Date(last_at).toISOString(),
    })),
  };
}

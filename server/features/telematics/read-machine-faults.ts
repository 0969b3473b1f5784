import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { faultsOutput } from "../../domain/telematics/machine-schema.ts";
import { faultOf, FAULT, type FaultRow } from "../faults/fault-rows.ts";

const DAYS = 90;
const MOST = 100;

/** What a machine reports as faulty, and what it has reported of late. Throws `not_found`. */
export async function readMachineFaults(
  { tx, actor }: Tenant,
  now: Date,
  humanId: string,
): Promise<z.infer<typeof faultsOutput>> {
  const [machine] = await tx
    .select({ id: equipment.id, dealerId: equipment.dealerId })
    .from(equipment)
    .where(eq(equipment.humanId, humanId));
  if (!machine) throw new AppError("not_found");
  // Who rents a machine now reads what it reported while with them.
  const own = actor.orgType === "CUSTOMER" ? sql`l.customer_id = ${actor.orgId}::uuid` : sql`true`;
  const { rows } = await tx.execute<FaultRow>(sql`
    select ${FAULT} from machine_fault_lives l left join telemetry_sources s on s.dealer_id = l.dealer_id and s.id::text = l.source
    left join maintenance m on m.id = l.work_id
    where l.dealer_id = ${machine.dealerId}::uuid and l.equipment_id = ${machine.id}::uuid and ${own}
      and (l.cleared_at is null or l.last_at > ${now.toISOString()}::timestamptz - make_interval(days => ${DAYS}))
    order by l.cleared_at is not null, l.last_at desc, l.opened_at desc, l.id limit ${MOST}`);
  return { items: rows.map(faultOf) };
}

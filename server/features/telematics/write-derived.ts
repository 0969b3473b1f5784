import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { DayUsage, UsageGap } from "../../domain/usage/count-days.ts";
import type { OperatorDay, Quarantine } from "../../domain/usage/derive.ts";

export type DerivedMachine = {
  equipmentId: string;
  /** Readings whose verdict changed. */
  set: { atMs: number; source: string; quarantine: Quarantine | null }[];
  days: (DayUsage & { customerId: string | null; siteId: string | null; operatorUserId: string | null })[];
  operators: (OperatorDay & { customerId: string | null; siteId: string | null })[];
  gaps: UsageGap[];
  affected: { fromMs: number; toMs: number };
  window: { loMs: number; hiMs: number };
  meter: { atMs: number; hours: number } | null;
  position: { atMs: number; lat: number; lon: number; accuracyM: number | null } | null;
  lastSeenMs: number | null;
};

const iso = (atMs: number) => new Date(atMs).toISOString();
/** The day's source where a machine itself has told it. */
export const MEASURED_SOURCE = "telematics";

/** One statement for each table. Rows of customers whose relation has ended stay as they are: updates pass over them. */
export async function writeDerived(
  tenant: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  await writeVerdicts(tenant, dealerId, machines);
  await writeDays(tenant, dealerId, machines);
  await writeOperators(tenant, dealerId, machines);
  await writeGaps(tenant, dealerId, machines);
  await writeMachines(tenant, dealerId, machines);
}

async function writeVerdicts(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  const rows = machines.flatMap(({ equipmentId, set }) =>
    set.map(({ atMs, ...rest }) => ({ id: equipmentId, at: iso(atMs), ...rest })),
  );
  if (rows.length === 0) return;
  await tx.execute(sql`
    update usage_readings r set quarantine = g.quarantine
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, at timestamptz, source text, quarantine text)
    where r.equipment_id = g.id and r.at = g.at and r.source = g.source and r.dealer_id = ${dealerId}::uuid`);
}

/** People's figures of a day stay where the machine has told of less than half of it and of fewer hours. */
async function writeDays(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  const rows = machines.flatMap(({ equipmentId, days }) => days.map((day) => ({ id: equipmentId, ...day })));
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, day date, "runtimeH" float8, "idleH" float8, "fuelL" float8, "distanceKm" float8,
    "hourMeterEnd" float8, "coveredH" float8, "customerId" uuid, "siteId" uuid)`;
  await tx.execute(sql`
    update usage_daily u set runtime_h = g."runtimeH", idle_h = g."idleH", fuel_l = coalesce(g."fuelL", u.fuel_l), distance_km = coalesce(g."distanceKm", u.distance_km),
      hour_meter_end = coalesce(g."hourMeterEnd", u.hour_meter_end), source = ${MEASURED_SOURCE}, updated_at = now()
    from ${given} where u.equipment_id = g.id and u.day = g.day and u.dealer_id = ${dealerId}::uuid
      and (lower(u.source) in ('iso15143', 'mqtt', 'telematics') or g."coveredH" >= 12 or g."runtimeH" >= u.runtime_h)
      and (u.source, u.runtime_h, u.idle_h, u.fuel_l, u.distance_km, u.hour_meter_end) is distinct from
        (${MEASURED_SOURCE}::text, g."runtimeH", g."idleH", coalesce(g."fuelL", u.fuel_l), coalesce(g."distanceKm", u.distance_km), coalesce(g."hourMeterEnd", u.hour_meter_end))`);
  await tx.execute(sql`
    insert into usage_daily (org_owner_id, dealer_id, customer_id, site_id, equipment_id, day, runtime_h, idle_h, fuel_l, distance_km, hour_meter_end, source)
    select ${dealerId}::uuid, ${dealerId}::uuid, case when (select app.is_hq()) or g."customerId" = any((select app.own_dealers_customers())::uuid[]) then g."customerId" end,
      g."siteId", g.id, g.day, g."runtimeH", g."idleH", g."fuelL", g."distanceKm", g."hourMeterEnd", ${MEASURED_SOURCE} from ${given}
    on conflict do nothing`);
}

async function writeOperators(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  const rows = machines.flatMap(({ equipmentId, days, operators }) => {
    const declared = new Set(operators.map(({ day }) => day));
    // Who rents it for a person runs it, unless people have written down themselves who did.
    const rented = days.flatMap(({ day, operatorUserId, runtimeH, idleH, fuelL, customerId, siteId }) =>
      operatorUserId && !declared.has(day) && runtimeH > 0
        ? [{ day, operatorUserId, runtimeH, idleH, fuelL, customerId, siteId }]
        : [],
    );
    return [...operators, ...rented].map((row) => ({ id: equipmentId, ...row }));
  });
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, day date, "operatorUserId" uuid, "runtimeH" float8, "idleH" float8, "fuelL" float8, "customerId" uuid, "siteId" uuid)`;
  await tx.execute(sql`
    update usage_operators u set runtime_h = g."runtimeH", idle_h = g."idleH", fuel_l = g."fuelL" from ${given}
    where u.equipment_id = g.id and u.day = g.day and u.operator_user_id = g."operatorUserId" and u.dealer_id = ${dealerId}::uuid`);
  await tx.execute(sql`
    insert into usage_operators (org_owner_id, dealer_id, customer_id, site_id, equipment_id, day, operator_user_id, runtime_h, idle_h, fuel_l)
    select ${dealerId}::uuid, ${dealerId}::uuid, case when (select app.is_hq()) or g."customerId" = any((select app.own_dealers_customers())::uuid[]) then g."customerId" end,
      g."siteId", g.id, g.day, g."operatorUserId", g."runtimeH", g."idleH", g."fuelL" from ${given} on conflict do nothing`);
}

/** Gaps that began in the affected time and are none any more go; a late reading may have closed them or cut them in two. */
async function writeGaps(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  const spans = machines.map(({ equipmentId, affected }) => ({
    id: equipmentId,
    lo: iso(affected.fromMs),
    hi: iso(affected.toMs),
  }));
  const rows = machines.flatMap(({ equipmentId, gaps, affected }) =>
    gaps
      .filter((gap) => gap.toMs >= affected.fromMs && gap.fromMs <= affected.toMs)
      .map(({ fromMs, toMs, hours }) => ({ id: equipmentId, from_at: iso(fromMs), to_at: iso(toMs), hours })),
  );
  await tx.execute(sql`
    delete from usage_gaps u using jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as s(id uuid, lo timestamptz, hi timestamptz)
    where u.equipment_id = s.id and u.dealer_id = ${dealerId}::uuid and u.to_at >= s.lo and u.from_at <= s.hi
      and not exists (select from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, from_at timestamptz) where g.id = u.equipment_id and g.from_at = u.from_at)`);
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into usage_gaps (org_owner_id, dealer_id, equipment_id, from_at, to_at, hours)
    select ${dealerId}::uuid, ${dealerId}::uuid, g.id, g.from_at, g.to_at, g.hours
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, from_at timestamptz, to_at timestamptz, hours float8)
    on conflict (equipment_id, from_at) do update set to_at = excluded.to_at, hours = excluded.hours
      where (usage_gaps.to_at, usage_gaps.hours) is distinct from (excluded.to_at, excluded.hours)`);
}

async function writeMachines(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  machines: readonly DerivedMachine[],
): Promise<void> {
  const rows = machines.map(({ equipmentId, meter, position, lastSeenMs }) => ({
    id: equipmentId,
    meter: meter?.hours ?? null,
    meter_at: meter ? iso(meter.atMs) : null,
    lat: position?.lat ?? null,
    lon: position?.lon ?? null,
    accuracy_m: position?.accuracyM ?? null,
    position_at: position ? iso(position.atMs) : null,
    seen_at: lastSeenMs === null ? null : iso(lastSeenMs),
  }));
  await tx.execute(sql`
    update equipment e set hour_meter = coalesce(g.meter, e.hour_meter), hour_meter_at = coalesce(g.meter_at, e.hour_meter_at),
      last_lat = coalesce(g.lat, e.last_lat), last_lon = coalesce(g.lon, e.last_lon), last_accuracy_m = case when g.lat is null then e.last_accuracy_m else g.accuracy_m end,
      last_position_at = coalesce(g.position_at, e.last_position_at), last_seen_at = greatest(e.last_seen_at, g.seen_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, meter float8, meter_at timestamptz, lat float8, lon float8, accuracy_m float8, position_at timestamptz, seen_at timestamptz)
    where e.id = g.id and e.dealer_id = ${dealerId}::uuid
      and (g.meter is not null or g.position_at is not null or e.last_seen_at is distinct from greatest(e.last_seen_at, g.seen_at))`);
}

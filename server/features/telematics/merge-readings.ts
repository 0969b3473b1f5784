/**
 * Readings into their table, set-based: what is there already is corrected where the source says something else now, what is not is
 * added. The same again changes nothing. Each is stamped with the customer and the site of its time.
 */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { Measures, Point } from "../../domain/telematics/record.ts";

export type MachinePoint = Point & { equipmentId: string };
export type Changed = { equipmentId: string; at: Date };

const AT_ONCE = 20_000;
const COLUMNS = {
  hourMeter: "hour_meter",
  idleHours: "idle_hours",
  fuelUsedL: "fuel_used_l",
  fuelRemainingPercent: "fuel_remaining_percent",
  defRemainingPercent: "def_remaining_percent",
  odometerKm: "odometer_km",
  loadFactorPercent: "load_factor_percent",
  altitudeM: "altitude_m",
  lat: "lat",
  lon: "lon",
  accuracyM: "accuracy_m",
  engineRunning: "engine_running",
} as const satisfies Record<Exclude<keyof Measures, "extra">, string>;

/** What was added or changed. Months that no reading has been of yet get their partition. What is new is not looked for first: most is. */
export async function mergeReadings(
  tenant: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  points: readonly MachinePoint[],
): Promise<Changed[]> {
  const changed: Changed[] = [];
  const whole = joined(points);
  await ensureMonths(tenant, whole);
  for (let from = 0; from < whole.length; from += AT_ONCE) {
    const some = whole.slice(from, from + AT_ONCE);
    const added = await add(tenant, dealerId, source, givenRows(some));
    changed.push(...added);
    if (added.length === some.length) continue;
    const isNew = new Set(added.map(keyOf));
    const again = some.filter((point) => !isNew.has(keyOf(point)));
    changed.push(...(await correct(tenant, dealerId, source, givenRows(again))));
  }
  return changed;
}

const keyOf = ({ equipmentId, at }: Changed) => `${equipmentId}:${at.getTime()}`;

/** One row for a machine and a moment, whatever number of records told of it. */
function joined(points: readonly MachinePoint[]): MachinePoint[] {
  const rows = new Map<string, MachinePoint>();
  for (const point of points) {
    const key = keyOf(point);
    const before = rows.get(key);
    rows.set(
      key,
      before
        ? {
            ...before,
            ...point,
            ...(before.extra || point.extra ? { extra: { ...before.extra, ...point.extra } } : {}),
          }
        : point,
    );
  }
  return [...rows.values()];
}

async function ensureMonths({ tx }: Pick<Tenant, "tx">, points: readonly MachinePoint[]): Promise<void> {
  const months = [...new Set(points.map(({ at }) => `${at.toISOString().slice(0, 7)}-01`))].sort();
  if (months.length === 0) return;
  await tx.execute(
    sql`select app.ensure_usage_partition(m.value::date) from jsonb_array_elements_text(${JSON.stringify(months)}::jsonb) m`,
  );
}

/** JSON by machine, which is looked up once for all its rows; a measure that was not said is absent, and stays as it is. */
function givenRows(points: readonly MachinePoint[]) {
  const machines = [...Map.groupBy(points, ({ equipmentId }) => equipmentId)].map(([id, own]) => ({
    id,
    points: own.map(({ equipmentId: _, ...point }) => point),
  }));
  return {
    machines: sql`jsonb_to_recordset(${JSON.stringify(machines)}::jsonb) as m(id uuid, points jsonb)`,
    points: sql`lateral jsonb_to_recordset(m.points) as g(at timestamptz, "hourMeter" float8, "idleHours" float8, "fuelUsedL" float8,
    "fuelRemainingPercent" float8, "defRemainingPercent" float8, "odometerKm" float8, "loadFactorPercent" float8, "altitudeM" float8, lat float8, lon float8,
    "accuracyM" float8, "engineRunning" boolean, extra jsonb)`,
  };
}

const measures = Object.entries(COLUMNS);
type Row = { id: string; at: Date | string };
const toChanged = (rows: readonly Row[]): Changed[] =>
  rows.map(({ id, at }) => ({ equipmentId: id, at: new Date(at) }));

async function correct(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  given: ReturnType<typeof givenRows>,
): Promise<Changed[]> {
  const set = sql.raw(measures.map(([field, column]) => `${column} = coalesce(g."${field}", r.${column})`).join(", "));
  const differs = sql.raw(
    measures
      .map(([field, column]) => `g."${field}" is distinct from r.${column} and g."${field}" is not null`)
      .map((each) => `(${each})`)
      .join(" or "),
  );
  const { rows } = await tx.execute<Row>(sql`
    update usage_readings r set ${set}, raw = coalesce(r.raw || nullif(g.extra, '{}'::jsonb), nullif(g.extra, '{}'::jsonb), r.raw)
    from ${given.machines} cross join ${given.points}
    where r.equipment_id = m.id and r.source = ${source} and r.at = g.at and r.dealer_id = ${dealerId}::uuid and (${differs})
    returning r.equipment_id as id, r.at`);
  return toChanged(rows);
}

async function add(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  given: ReturnType<typeof givenRows>,
): Promise<Changed[]> {
  const columns = sql.raw(measures.map(([, column]) => column).join(", "));
  const values = sql.raw(measures.map(([field]) => `g."${field}"`).join(", "));
  const { rows } = await tx.execute<Row>(sql`
    insert into usage_readings (id, org_owner_id, dealer_id, customer_id, site_id, equipment_id, source, at, operator_user_id, raw, ${columns})
    select gen_random_uuid(), ${dealerId}::uuid, ${dealerId}::uuid,
      case when (select app.is_hq()) or rent.customer_id = any((select app.own_dealers_customers())::uuid[]) then rent.customer_id end,
      coalesce(rent.site_id, case when e.customer_id is null then e.site_id end), e.id, ${source}, g.at, rent.operator_user_id, nullif(g.extra, '{}'::jsonb), ${values}
    from ${given.machines} join equipment e on e.id = m.id and e.dealer_id = ${dealerId}::uuid cross join ${given.points}
    left join lateral (
      select r.customer_id, r.operator_user_id, coalesce((select s.site_id from rental_stays s where s.rental_id = r.id and s.from_at <= g.at order by s.from_at desc limit 1), r.site_id) as site_id
      from rentals r where r.equipment_id = e.id and r.dealer_id = ${dealerId}::uuid and r.checked_out_at <= g.at and (r.checked_in_at is null or g.at < r.checked_in_at)
      order by r.checked_out_at desc limit 1) rent on true
    on conflict do nothing
    returning equipment_id as id, at`);
  return toChanged(rows);
}

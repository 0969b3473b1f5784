/** What is known of machines around the times at which something changed: enough to reckon their days anew. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MeterChange, UsageReading } from "../../domain/usage/reading.ts";

/** A machine, and from when to when something of it changed. */
export type Span = { equipmentId: string; from: Date; to: Date };

export type StampedReading = UsageReading & {
  customerId: string | null;
  siteId: string | null;
  quarantine: string | null;
};

export type MachineWindow = {
  equipmentId: string;
  loMs: number;
  hiMs: number;
  readings: StampedReading[];
  changes: MeterChange[];
  offsetH: number;
  cadenceS: number | null;
  meter: { hours: number; atMs: number; isReading: boolean } | null;
  position: { lat: number; lon: number; accuracyM: number | null; atMs: number } | null;
};

/** More than a local day on either side, in whatever zone. */
const MARGIN = "40 hours";
/** So many readings of the meter before, so that one that was wrongly believed is unmasked by those after it. */
const METERS_BEFORE = 4;

type WindowRow = {
  id: string;
  lo: string;
  hi: string;
  offset_h: number;
  cadence_s: number | null;
  meter: number;
  meter_at: string | null;
  meter_is_reading: boolean;
  lat: number | null;
  lon: number | null;
  accuracy_m: number | null;
  position_at: string | null;
  zone: string;
  anchor: { at: string; source: string; hour_meter: number } | null;
  changes: { at: string; source: string | null; meter_h: number; offset_h: number; before_h: number }[] | null;
};

export async function loadWindows(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  spans: readonly Span[],
): Promise<MachineWindow[]> {
  if (spans.length === 0) return [];
  const given = JSON.stringify(
    spans.map(({ equipmentId, from, to }) => ({ id: equipmentId, from_at: from, to_at: to })),
  );
  const { rows } = await tx.execute<WindowRow>(sql`
    with spans as (select * from jsonb_to_recordset(${given}::jsonb) as s(id uuid, from_at timestamptz, to_at timestamptz)),
    bounds as materialized (
      select s.id,
        least(s.from_at, (select min(x.at) from (select r.at from usage_readings r where r.equipment_id = s.id and r.at < s.from_at and r.hour_meter is not null
          order by r.at desc limit ${METERS_BEFORE}) x), (select max(r.at) from usage_readings r where r.equipment_id = s.id and r.at < s.from_at)) - ${MARGIN}::interval as lo,
        greatest(s.to_at, (select min(r.at) from usage_readings r where r.equipment_id = s.id and r.at > s.to_at)) + ${MARGIN}::interval as hi
      from spans s)
    select b.id, b.lo::text, b.hi::text, e.hour_meter_offset as offset_h, e.feed_cadence_s as cadence_s, e.hour_meter as meter, e.hour_meter_at::text as meter_at,
      exists(select from usage_readings r where r.equipment_id = e.id and r.at = e.hour_meter_at and r.hour_meter = e.hour_meter) as meter_is_reading,
      e.last_lat as lat, e.last_lon as lon, e.last_accuracy_m as accuracy_m, e.last_position_at::text as position_at, o.time_zone as zone,
      (select jsonb_build_object('at', r.at, 'source', r.source, 'hour_meter', r.hour_meter) from usage_readings r
        where r.equipment_id = e.id and r.at < b.lo and r.hour_meter is not null and r.quarantine is null order by r.at desc limit 1) as anchor,
      (select jsonb_agg(jsonb_build_object('at', c.at, 'source', c.source, 'meter_h', c.meter_h, 'offset_h', c.offset_h, 'before_h', c.before_offset_h) order by c.at, c.created_at)
        from meter_changes c where c.equipment_id = e.id and c.dealer_id = ${dealerId}::uuid) as changes
    from bounds b join equipment e on e.id = b.id and e.dealer_id = ${dealerId}::uuid join organizations o on o.id = e.dealer_id order by b.id`);
  const windows = new Map(rows.map((row) => [row.id, windowOf(row)]));
  await loadReadings({ tx }, dealerId, rows, windows);
  return [...windows.values()];
}

const ms = (text: string) => new Date(text).getTime();

function windowOf(row: WindowRow): MachineWindow {
  return {
    equipmentId: row.id,
    loMs: ms(row.lo),
    hiMs: ms(row.hi),
    readings: row.anchor ? [anchorOf(row.anchor, row.zone)] : [],
    changes: (row.changes ?? []).map((change) => ({
      atMs: ms(change.at),
      source: change.source,
      meterH: change.meter_h,
      offsetH: change.offset_h,
    })),
    // Before the first change the offset was another than it is now.
    offsetH: row.changes?.[0]?.before_h ?? row.offset_h,
    cadenceS: row.cadence_s,
    meter:
      row.meter_at && row.meter > 0
        ? { hours: row.meter, atMs: ms(row.meter_at), isReading: row.meter_is_reading }
        : null,
    position:
      row.lat === null || row.lon === null || !row.position_at
        ? null
        : { lat: row.lat, lon: row.lon, accuracyM: row.accuracy_m, atMs: ms(row.position_at) },
  };
}

const silent = {
  idleHours: null,
  fuelUsedL: null,
  odometerKm: null,
  engineRunning: null,
  lat: null,
  lon: null,
  accuracyM: null,
  operatorUserId: null,
  declared: null,
};
const anchorOf = (anchor: NonNullable<WindowRow["anchor"]>, timeZone: string): StampedReading => ({
  ...silent,
  atMs: ms(anchor.at),
  source: anchor.source,
  hourMeter: anchor.hour_meter,
  certain: true,
  timeZone,
  customerId: null,
  siteId: null,
  quarantine: null,
});

type ReadingRow = {
  id: string;
  at_ms: string;
  source: string;
  hour_meter: number | null;
  idle_hours: number | null;
  fuel_used_l: number | null;
  odometer_km: number | null;
  engine_running: boolean | null;
  lat: number | null;
  lon: number | null;
  accuracy_m: number | null;
  operator_user_id: string | null;
  customer_id: string | null;
  site_id: string | null;
  quarantine: string | null;
  zone: string;
  said: { day: string; runtimeH: number; idleH: number; fuelL: number | null } | null;
};

async function loadReadings(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  rows: readonly WindowRow[],
  windows: ReadonlyMap<string, MachineWindow>,
): Promise<void> {
  const bounds = JSON.stringify(rows.map(({ id, lo, hi }) => ({ id, lo, hi })));
  const found = await tx.execute<ReadingRow>(sql`
    select r.equipment_id as id, extract(epoch from r.at) * 1000 as at_ms, r.source, r.hour_meter, r.idle_hours, r.fuel_used_l, r.odometer_km, r.engine_running,
      r.lat, r.lon, r.accuracy_m, r.operator_user_id, r.customer_id, r.site_id, r.quarantine, coalesce(s.time_zone, o.time_zone) as zone,
      case when r.raw ? 'day' then r.raw end as said
    from jsonb_to_recordset(${bounds}::jsonb) as b(id uuid, lo timestamptz, hi timestamptz)
    join usage_readings r on r.equipment_id = b.id and r.dealer_id = ${dealerId}::uuid and r.at between b.lo and b.hi
    join organizations o on o.id = r.dealer_id left join sites s on s.id = r.site_id
    order by r.equipment_id, r.at, r.source`);
  for (const row of found.rows)
    windows.get(row.id)?.readings.push({
      atMs: Math.round(Number(row.at_ms)),
      source: row.source,
      hourMeter: row.hour_meter,
      idleHours: row.idle_hours,
      fuelUsedL: row.fuel_used_l,
      odometerKm: row.odometer_km,
      engineRunning: row.engine_running,
      lat: row.lat,
      lon: row.lon,
      accuracyM: row.accuracy_m,
      operatorUserId: row.operator_user_id,
      declared: row.said,
      timeZone: row.zone,
      customerId: row.customer_id,
      siteId: row.site_id,
      quarantine: row.quarantine,
    });
}

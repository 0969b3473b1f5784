/** What is known of machines, as facts for the rules: one statement for all of them. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { MachineFacts } from "../../domain/alerts/machine-facts.ts";
import type { AlertKind, AlertSeverity, AlertState } from "../../domain/alerts/schema.ts";
import type { EquipmentStatus, EquipmentType } from "../../domain/assets/schema.ts";
import type { MaintenanceState } from "../../domain/maintenance/words.ts";
import { alertLimitsFor, type PolicyThresholds } from "../../domain/policies/schema.ts";
import { localDay } from "../../domain/rentals/zone-time.ts";
import { distanceToFenceM } from "../../domain/sites/distance.ts";
import type { Geofence } from "../../domain/sites/geofence.ts";

/** One look at some machines of one dealer, as of `at`. */
export type Look = { tenant: Tenant; dealerId: string; at: Date; thresholds: PolicyThresholds };

export type LiveAlert = { id: string; kind: AlertKind; severity: AlertSeverity; state: AlertState };
/** How a machine reports: a source of ours, or the feed that its record names. */
export type MachineFeed = { key: string; name: string; sourceId: string | null };

export type LoadedMachine = {
  id: string;
  customerId: string | null;
  siteId: string | null;
  rentalId: string | null;
  feed: MachineFeed | null;
  /** Alerts about it that are not resolved. */
  live: LiveAlert[];
  facts: MachineFacts;
};

const DAYS_BACK = 60;
const FIXES = 12;
const FIX_DAYS = 7;
const HEARD_DAYS = 90;
/** A silence is usual where it, or a longer one, has ended by itself so many times within so many days. */
const PAUSE_DAYS = 14;
const PAUSES = 3;
/** A lorry that has just brought it accounts for where it is. */
const BROUGHT_WITHIN_H = 12;

type Row = {
  id: string;
  human_id: string;
  type: EquipmentType;
  status: EquipmentStatus;
  customer_id: string | null;
  site_id: string | null;
  rental_id: string | null;
  site_name: string | null;
  geofence: Geofence | null;
  time_zone: string;
  hour_meter: number | null;
  last_seen_at: string | null;
  feed: string | null;
  tracker_id: string | null;
  cadence_s: number | null;
  usual_silence_h: number | null;
  source_id: string | null;
  source_name: string | null;
  days: { day: string; runtimeH: number; idleH: number; fuelL: number | null; ours: boolean }[];
  fixes: {
    at: string;
    lat: number;
    lon: number;
    accuracyM: number | null;
    hourMeter: number | null;
    running: boolean | null;
  }[];
  services: {
    service: string;
    state: MaintenanceState;
    dueAtHours: number | null;
    dueAt: string | null;
    deferredUntil: string | null;
  }[];
  in_transport: boolean;
  live: LiveAlert[];
};

/** Those of `ids` that are the dealer's. Feeds are not judged yet: `facts.feedSilent` is false. */
export async function loadMachines(look: Look, ids: readonly string[]): Promise<LoadedMachine[]> {
  if (ids.length === 0) return [];
  const at = look.at.toISOString();
  const dealer = sql`${look.dealerId}::uuid`;
  const { rows } = await look.tenant.tx.execute<Row>(sql`
    select e.id, e.human_id, e.type, e.status, e.customer_id, e.site_id, r.id as rental_id, s.name as site_name, s.geofence,
      coalesce(s.time_zone, o.time_zone) as time_zone, case when e.hour_meter_at is null and e.hour_meter = 0 then null else e.hour_meter end as hour_meter,
      e.last_seen_at, e.feed, e.tracker_id, greatest(src.cadence_s, e.feed_cadence_s) as cadence_s,
      case when e.last_seen_at < ${at}::timestamptz - ${shortestSilenceH(look.thresholds)}::float8 * interval '1 hour' then
        (select extract(epoch from p.pause)::float8 / 3600 from (select u.at - lag(u.at) over (order by u.at) as pause from usage_readings u
            where u.dealer_id = ${dealer} and u.equipment_id = e.id and u.at <= e.last_seen_at and u.at > e.last_seen_at - make_interval(days => ${PAUSE_DAYS})) p
          where p.pause is not null order by p.pause desc offset ${PAUSES - 1} limit 1) end as usual_silence_h,
      src.id as source_id, src.name as source_name,
      (select coalesce(jsonb_agg(jsonb_build_object('day', u.day, 'runtimeH', u.runtime_h, 'idleH', u.idle_h, 'fuelL', u.fuel_l,
          'ours', u.customer_id is not distinct from e.customer_id) order by u.day), '[]')
        from usage_daily u where u.dealer_id = ${dealer} and u.equipment_id = e.id
          and u.day between ${at}::timestamptz::date - ${DAYS_BACK}::int and ${at}::timestamptz::date + 1) as days,
      (select coalesce(jsonb_agg(jsonb_build_object('at', f.at, 'lat', f.lat, 'lon', f.lon, 'accuracyM', f.accuracy_m, 'hourMeter', f.hour_meter,
          'running', f.engine_running) order by f.at), '[]')
        from (select u.at, u.lat, u.lon, u.accuracy_m, u.hour_meter, u.engine_running from usage_readings u
          where u.dealer_id = ${dealer} and u.equipment_id = e.id and u.at <= ${at} and u.at > ${at}::timestamptz - make_interval(days => ${FIX_DAYS})
            and u.lat is not null and u.quarantine is null and u.site_id is not distinct from e.site_id
          order by u.at desc limit ${FIXES}) f) as fixes,
      (select coalesce(jsonb_agg(jsonb_build_object('service', m.service, 'state', m.state, 'dueAtHours', m.due_at_hours, 'dueAt', m.due_at,
          'deferredUntil', m.deferred_until) order by m.id), '[]')
        from maintenance m where m.dealer_id = ${dealer} and m.equipment_id = e.id and m.kind = 'SERVICE' and m.state <> 'DONE') as services,
      exists (select from tasks t where t.dealer_id = ${dealer} and t.equipment_id = e.id and t.kind in ('TRANSPORT', 'PICK_UP')
        and (t.state = 'IN_WORK' or (t.state in ('OPEN', 'ASSIGNED') and t.planned_from <= ${at} and t.planned_to + interval '12 hours' > ${at})
          or (t.state = 'DONE' and t.done_at > ${at}::timestamptz - make_interval(hours => ${BROUGHT_WITHIN_H})))) as in_transport,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'severity', a.severity, 'state', a.state)), '[]')
        from alerts a where a.dealer_id = ${dealer} and a.equipment_id = e.id and a.state <> 'RESOLVED' and a.opened_at <= ${at}) as live
    from equipment e join organizations o on o.id = e.dealer_id
    left join sites s on s.id = e.site_id
    left join rentals r on r.dealer_id = e.dealer_id and r.equipment_id = e.id and r.state in ('ON_RENT', 'PICK_UP_READY')
    left join lateral (select u.source from usage_readings u where u.dealer_id = ${dealer} and u.equipment_id = e.id
      and u.at > ${at}::timestamptz - make_interval(days => ${HEARD_DAYS}) and u.at <= ${at} order by u.at desc limit 1) heard on true
    left join telemetry_sources src on src.dealer_id = e.dealer_id and src.id::text = heard.source and src.kind in ('PULL', 'PUSH', 'WEBHOOK', 'MQTT')
    where e.dealer_id = ${dealer} and e.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    order by e.id`);
  const yards = await yardsOf(look);
  return rows.map((row) => machineOf(row, look, yards));
}

/** Shorter silence is asked about for no type of machine. */
const shortestSilenceH = ({ heartbeatHours, typeLimits }: PolicyThresholds): number =>
  Math.min(heartbeatHours, ...Object.values(typeLimits).map((own) => own.heartbeatHours ?? heartbeatHours));

/** Where a dealer's machines are at home, beside the place where they are. */
async function yardsOf({ tenant, dealerId }: Look): Promise<Geofence[]> {
  const { rows } = await tenant.tx.execute<{ geofence: Geofence }>(
    sql`select geofence from sites where dealer_id = ${dealerId}::uuid and kind = 'YARD' and active`,
  );
  return rows.map(({ geofence }) => geofence);
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

function machineOf(row: Row, { at, thresholds }: Look, yards: readonly Geofence[]): LoadedMachine {
  // On rent too: it is handed over and taken back there, with the engine on while it is loaded.
  const fences = [...(row.geofence ? [row.geofence] : []), ...yards];
  return {
    id: row.id,
    customerId: row.customer_id,
    siteId: row.site_id,
    rentalId: row.rental_id,
    feed: feedOf(row),
    live: row.live,
    facts: {
      humanId: row.human_id,
      siteName: row.site_name,
      timeZone: row.time_zone,
      now: at,
      today: localDay(at, row.time_zone),
      status: row.status,
      hourMeter: row.hour_meter,
      lastSeenAt: instant(row.last_seen_at),
      reports: row.source_id !== null || row.feed !== null || row.tracker_id !== null,
      cadenceS: row.cadence_s,
      feedSilent: false,
      usualSilenceH: row.usual_silence_h,
      days: row.days,
      // Without a fence nothing is outside.
      fixes: row.geofence
        ? row.fixes.map((fix) => ({
            ...fix,
            at: new Date(fix.at),
            outsideM: Math.min(...fences.map((fence) => distanceToFenceM(fence, fix))),
          }))
        : [],
      inTransport: row.in_transport,
      services: row.services.map((service) => ({
        ...service,
        dueAt: instant(service.dueAt),
        deferredUntil: instant(service.deferredUntil),
      })),
      limits: alertLimitsFor(thresholds, row.type),
    },
  };
}

function feedOf(row: Row): MachineFeed | null {
  if (row.source_id) return { key: row.source_id, name: row.source_name!, sourceId: row.source_id };
  return row.feed ? { key: row.feed, name: row.feed, sourceId: null } : null;
}

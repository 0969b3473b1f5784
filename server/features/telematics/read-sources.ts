/** Sources with their health, as the screen shows them. */
import { sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { sourceDetailSchema, sourcesInput, TelemetrySource } from "../../domain/telematics/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";
import type { Source } from "./dealer-source.ts";

/** Silent for so many cadences a source or a machine is late. */
const LATE_CADENCES = 3;
const HEARD_DAYS = 30;
const MOST_SILENT = 100;

type Row = Omit<
  TelemetrySource,
  "lastSeenAt" | "lastReadingAt" | "nextPullAt" | "lastErrorAt" | "health" | "requestsToday"
> & {
  last_seen_at: string | null;
  last_reading_at: string | null;
  next_pull_at: string | null;
  last_error_at: string | null;
  requests_day: string | null;
  requests_made: number;
};

const owned = ({ actor }: Pick<Tenant, "actor">) =>
  actor.orgType === "DEALER" ? sql`s.dealer_id = ${actor.orgId}::uuid` : sql`true`;

/**
 * How long a machine (`e`) of a source (`s`) may be silent: a day at least, since nights are quiet, and by what it is seen to do where
 * that is slower than what the source is said to do.
 */
const silentAfter = sql.raw(
  `greatest(interval '26 hours', greatest(s.cadence_s, e.feed_cadence_s) * ${LATE_CADENCES} * interval '1 second')`,
);

async function select({ tx }: Pick<Tenant, "tx">, where: SQL, now: Date, limit: number): Promise<TelemetrySource[]> {
  const at = now.toISOString();
  const { rows } = await tx.execute<Row>(sql`
    select s.id, s.dealer_id as "dealerId", s.name, s.kind, s.make, s.url, s.topic, s.auth, s.credentials is not null as "hasCredentials", s.cadence_s as "cadenceS",
      s.requests_per_day as "requestsPerDay", s.min_interval_ms as "minIntervalMs", s.creates_machines as "createsMachines", s.active, s.resume_url is not null as "isResuming",
      s.failures, s.last_error as "lastError", s.last_seen_at::text, s.last_reading_at::text, s.next_pull_at::text, s.last_error_at::text, s.requests_day::text, s.requests_made,
      heard.machines, heard.learned as "learnedCadenceS", heard.silent as "silentMachines", heard.quarantined, (select count(*)::int from telemetry_rejects r where r.source_id = s.id and r.dealer_id = s.dealer_id) as rejects
    from telemetry_sources s
    left join lateral (
      select count(*)::int as machines, percentile_disc(0.5) within group (order by e.feed_cadence_s)::int as learned, count(*) filter (where m.last_at < ${at}::timestamptz - ${silentAfter})::int as silent, coalesce(sum(m.quarantined), 0)::int as quarantined
      from (select r.equipment_id, max(r.at) as last_at, count(*) filter (where r.quarantine is not null) as quarantined from usage_readings r
        where r.dealer_id = s.dealer_id and r.source = s.id::text and r.at > ${at}::timestamptz - make_interval(days => ${HEARD_DAYS}) group by r.equipment_id) m
      join equipment e on e.id = m.equipment_id and e.dealer_id = s.dealer_id) heard on true
    where ${where} order by s.name, s.id limit ${limit}`);
  return rows.map((row) => toSource(row, now));
}

const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString());

function toSource(
  { last_seen_at, last_reading_at, next_pull_at, last_error_at, requests_day, requests_made, ...row }: Row,
  now: Date,
): TelemetrySource {
  const seen = iso(last_seen_at);
  return {
    ...row,
    lastSeenAt: seen,
    lastReadingAt: iso(last_reading_at),
    nextPullAt: iso(next_pull_at),
    lastErrorAt: iso(last_error_at),
    requestsToday: requests_day === now.toISOString().slice(0, 10) ? requests_made : 0,
    health: healthOf({ ...row, lastSeenAt: seen }, now),
  };
}

/** A dealer's files come when they come; everything else is expected by its cadence. */
function healthOf(
  source: Pick<TelemetrySource, "active" | "failures" | "lastSeenAt" | "cadenceS" | "learnedCadenceS" | "kind">,
  now: Date,
): TelemetrySource["health"] {
  if (!source.active) return "OFF";
  if (source.failures > 0) return "FAILING";
  if (source.lastSeenAt === null) return "WAITING";
  // A pull is ours to make: it is late by what was agreed, however old what it finds.
  const usualS = source.kind === "PULL" ? source.cadenceS : Math.max(source.cadenceS, source.learnedCadenceS ?? 0);
  const silentMs = now.getTime() - Date.parse(source.lastSeenAt);
  return source.kind !== "FILE" && silentMs > LATE_CADENCES * usualS * 1000 ? "LATE" : "OK";
}

export async function listSources(tenant: Tenant, now: Date, input: z.output<typeof sourcesInput>) {
  const cursor = readCursor(input.cursor, cursors.byWord);
  const after = cursor ? sql`(s.name, s.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql`true`;
  const rows = await select(tenant, sql`${owned(tenant)} and ${after}`, now, input.limit + 1);
  return page(rows, input.limit, (row) => [row.name, row.id]);
}

/** Throws `not_found`. */
export async function readSource(tenant: Tenant, now: Date, id: string): Promise<TelemetrySource> {
  const [source] = await select(tenant, sql`${owned(tenant)} and s.id = ${id}::uuid`, now, 1);
  if (!source) throw new AppError("not_found");
  return source;
}

/** With its last imports, the machines that have fallen silent, and the gaps of the machines it tells of. */
export async function readSourceDetail(
  tenant: Tenant,
  now: Date,
  id: string,
): Promise<z.infer<typeof sourceDetailSchema>> {
  const source = await readSource(tenant, now, id);
  const { tx } = tenant;
  const imports = await tx.execute<z.infer<typeof sourceDetailSchema>["imports"][number]>(sql`
    select id, created_at::text as at, file_name as "fileName", records, stored, header_only as "headerOnly", unknown, refused, created, readings
    from telemetry_imports where dealer_id = ${source.dealerId}::uuid and source_id = ${id}::uuid order by created_at desc, id desc limit 20`);
  const silent = await tx.execute<{ humanId: string; lastAt: string }>(sql`
    select e.human_id as "humanId", m.last_at::text as "lastAt" from (select r.equipment_id, max(r.at) as last_at from usage_readings r
      where r.dealer_id = ${source.dealerId}::uuid and r.source = ${id} and r.at > ${now.toISOString()}::timestamptz - make_interval(days => ${HEARD_DAYS}) group by r.equipment_id) m
    join equipment e on e.id = m.equipment_id join telemetry_sources s on s.id = ${id}::uuid
    where m.last_at < ${now.toISOString()}::timestamptz - ${silentAfter} order by m.last_at, e.human_id limit ${MOST_SILENT}`);
  const gaps = await tx.execute<{ humanId: string; from: string; to: string; hours: number }>(sql`
    select e.human_id as "humanId", g.from_at::text as "from", g.to_at::text as "to", g.hours from usage_gaps g join equipment e on e.id = g.equipment_id
    where g.dealer_id = ${source.dealerId}::uuid and exists (select from usage_readings r where r.equipment_id = g.equipment_id and r.at = g.to_at and r.source = ${id})
    order by g.to_at desc, e.human_id limit ${MOST_SILENT}`);
  return {
    ...source,
    imports: imports.rows.map((row) => ({ ...row, at: iso(row.at)! })),
    silent: silent.rows.map((row) => ({ ...row, lastAt: iso(row.lastAt)! })),
    gaps: gaps.rows.map((row) => ({ ...row, from: iso(row.from)!, to: iso(row.to)! })),
  };
}

/** What events and screens may know of a source; never what it signs in with. */
export const factsOf = (source: Pick<Source, "kind" | "make" | "auth" | "cadenceS" | "active">) => ({
  kind: source.kind,
  make: source.make,
  auth: source.auth,
  cadenceS: source.cadenceS,
  active: source.active,
});

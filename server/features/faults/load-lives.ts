/** The part of faults' lives that new reports bear on: set-based, and no further back than they reach. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { FaultLevel } from "../../domain/faults/j1939.ts";
import type { FaultEpisode, FaultReport } from "../../domain/faults/life.ts";

/** A change of what is known: of one fault of a machine, or (null) of all of them, from a moment on. */
export type FaultChange = { equipmentId: string; key: string | null; fromMs: number };

export type FaultLife = FaultEpisode & {
  id: string;
  equipmentId: string;
  source: string;
  key: string;
  code: string;
  spn: number | null;
  fmi: number | null;
  component: string | null;
  description: string | null;
  severity: string | null;
  level: FaultLevel;
  workId: string | null;
};

export type StoredReport = {
  equipmentId: string;
  atMs: number;
  occurred: string[];
  listed: string[] | null;
  ended: string[];
};

/** Columns of a life as {@link FaultLife}; `l` is the table. */
export const LIFE =
  sql.raw(`l.id, l.equipment_id as "equipmentId", l.source, l.fault_key as key, l.code, l.spn, l.fmi, l.component, l.description, l.severity,
  l.level, l.times, l.work_id as "workId", (extract(epoch from l.opened_at) * 1000)::float8 as "openedMs",
  (extract(epoch from l.last_at) * 1000)::float8 as "lastMs", (extract(epoch from l.cleared_at) * 1000)::float8 as "clearedMs"`);

const json = (changes: readonly FaultChange[]) =>
  JSON.stringify(changes.map(({ fromMs, ...change }) => ({ ...change, from: new Date(fromMs).toISOString() })));

/** Lives that reach into or past a change of theirs; those that were over before it stay what they are. */
export async function loadLives(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  changes: readonly FaultChange[],
): Promise<FaultLife[]> {
  const { rows } = await tx.execute<FaultLife>(sql`
    select distinct on (l.equipment_id, l.fault_key, l.opened_at, l.id) ${LIFE}
    from jsonb_to_recordset(${json(changes)}::jsonb) as g("equipmentId" uuid, key text, "from" timestamptz)
    join machine_fault_lives l on l.equipment_id = g."equipmentId" and l.source = ${source} and l.dealer_id = ${dealerId}::uuid
      and (g.key is null or g.key = l.fault_key) and (l.cleared_at is null or l.cleared_at >= g."from")
    order by l.equipment_id, l.fault_key, l.opened_at, l.id`);
  return rows;
}

/** What was said of machines from a moment on, each machine's own; in the order of time. */
export async function loadReports(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  since: readonly FaultChange[],
): Promise<StoredReport[]> {
  const { rows } = await tx.execute<StoredReport>(sql`
    select r.equipment_id as "equipmentId", (extract(epoch from r.at) * 1000)::float8 as "atMs", r.occurred, r.listed, r.ended
    from jsonb_to_recordset(${json(since)}::jsonb) as g("equipmentId" uuid, "from" timestamptz)
    join machine_fault_reports r on r.equipment_id = g."equipmentId" and r.source = ${source} and r.dealer_id = ${dealerId}::uuid and r.at >= g."from"
    order by r.equipment_id, r.at`);
  return rows;
}

/** What a report says of one fault; null where it says nothing. */
export function reportsOf(report: StoredReport, key: string): FaultReport[] {
  const { atMs, occurred, listed, ended } = report;
  const says: FaultReport["says"][] = [];
  if (occurred.includes(key)) says.push("OCCURRED");
  if (listed) says.push(listed.includes(key) ? "STILL" : "ABSENT");
  if (ended.includes(key)) says.push("OVER");
  return says.map((word) => ({ atMs, says: word }));
}

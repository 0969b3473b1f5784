/** Faults' lives as they are told, to the machine's page and to the maintenance board. */
import { sql } from "drizzle-orm";
import type { FaultLevel } from "../../domain/faults/j1939.ts";
import type { FaultLifeView } from "../../domain/faults/schema.ts";
import type { MaintenanceState } from "../../domain/maintenance/words.ts";

export type FaultRow = {
  id: string;
  code: string;
  spn: number | null;
  fmi: number | null;
  level: FaultLevel;
  description: string | null;
  component: string | null;
  source: string;
  times: number;
  first_at: string;
  last_at: string;
  cleared_at: string | null;
  work_id: string | null;
  work_state: MaintenanceState | null;
  work_done_at: string | null;
};

/** Columns of a {@link FaultRow}: of the life `l`, its source `s` and the order `m`, where the reader sees that. */
export const FAULT =
  sql.raw(`l.id, l.code, l.spn, l.fmi, l.level, l.description, l.component, coalesce(s.name, l.source) as source, l.times,
  l.opened_at::text as first_at, l.last_at::text as last_at, l.cleared_at::text as cleared_at, m.id as work_id, m.state as work_state, m.done_at::text as work_done_at`);

const iso = (at: string) => new Date(at).toISOString();

export function faultOf(row: FaultRow): FaultLifeView {
  const { id, code, spn, fmi, level, description, component, source, times } = row;
  return {
    id,
    code,
    spn,
    fmi,
    level,
    description,
    component,
    source,
    times,
    firstAt: iso(row.first_at),
    lastAt: iso(row.last_at),
    clearedAt: row.cleared_at && iso(row.cleared_at),
    order:
      row.work_id && row.work_state
        ? { workId: row.work_id, state: row.work_state, doneAt: row.work_done_at && iso(row.work_done_at) }
        : null,
  };
}

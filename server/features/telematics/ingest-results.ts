/** What became of each record of an import, and how many of each. */
import type { IngestCounts, RecordResult } from "../../domain/telematics/ingest-schema.ts";
import { nameOf, type MachineRecord } from "../../domain/telematics/record.ts";
import type { Changed } from "./merge-readings.ts";

/** A record with the machine that it means; without one for a stranger's. */
export type Placed = {
  record: MachineRecord;
  equipmentId: string | null;
  humanId: string | null;
  created: boolean;
  problems: MachineRecord["problems"];
};

export function timesByMachine(changed: readonly Changed[]): Map<string, Set<number>> {
  const times = new Map<string, Set<number>>();
  for (const { equipmentId, at } of changed)
    times.set(equipmentId, (times.get(equipmentId) ?? new Set()).add(at.getTime()));
  return times;
}

export function resultOf(placed: Placed, changed: ReadonlyMap<string, ReadonlySet<number>>): RecordResult {
  const { record, equipmentId, humanId, created, problems } = placed;
  const times = equipmentId ? changed.get(equipmentId) : undefined;
  // A dry run makes no machines: all that is said of one that would be made is new.
  const readings =
    created && !equipmentId ? record.points.length : record.points.filter(({ at }) => times?.has(at.getTime())).length;
  const of = { index: record.index, machine: nameOf(record), humanId, created, readings, problems };
  if (!equipmentId && !created)
    return { ...of, fate: record.points.length === 0 && record.problems.length > 0 ? "REFUSED" : "UNKNOWN" };
  if (record.points.length === 0 && record.faults.length === 0)
    return { ...of, fate: record.problems.length > 0 ? "REFUSED" : "HEADER_ONLY" };
  return { ...of, fate: readings > 0 || created ? "STORED" : "UNCHANGED" };
}

export function countsOf(
  placed: readonly Placed[],
  results: readonly RecordResult[],
  rest: Pick<IngestCounts, "created" | "readings" | "quarantined" | "faults">,
): IngestCounts {
  const of = (fate: RecordResult["fate"]) => results.filter((result) => result.fate === fate).length;
  return {
    records: results.length,
    withReadings: placed.filter(({ record }) => record.points.length > 0).length,
    stored: of("STORED"),
    unchanged: of("UNCHANGED"),
    headerOnly: of("HEADER_ONLY"),
    unknown: of("UNKNOWN"),
    refused: of("REFUSED"),
    problems: results.reduce((sum, { problems }) => sum + problems.length, 0),
    ...rest,
  };
}

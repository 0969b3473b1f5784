/**
 * The one way in for readings, whoever brought them: file, push, pull, web hook or broker. Records are matched to the dealer's machines,
 * merged in one statement, and the machines' days reckoned anew. The same records again change nothing and leave no trace.
 */
import { sql } from "drizzle-orm";
import { telemetryImports } from "../../../db/schema/telematics.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { IngestCounts, RecordResult } from "../../domain/telematics/ingest-schema.ts";
import { nameOf, type MachineRecord } from "../../domain/telematics/record.ts";
import { problem } from "../../domain/telematics/problems.ts";
import { mergeLives } from "../faults/merge-lives.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { createUnconfirmed, tellCreated, type Created } from "./create-unconfirmed.ts";
import type { Source } from "./dealer-source.ts";
import { deriveMachines } from "./derive-machines.ts";
import { findMachines } from "./find-machines.ts";
import type { Span } from "./load-windows.ts";
import { lockMachines, noteLatest } from "./latest-state.ts";
import { countsOf, resultOf, timesByMachine, type Placed } from "./ingest-results.ts";
import { learnCadence } from "./learn-cadence.ts";
import { mergeFaults } from "./merge-faults.ts";
import { mergeReadings, type Changed, type MachinePoint } from "./merge-readings.ts";
import { noteRejects } from "./note-rejects.ts";

export type Ingest = {
  now: Date;
  /** SHA-256 of what was taken in, as hex, and its length. */
  contentHash: string;
  bytes: number;
  fileName?: string | undefined;
  operationId?: string | undefined;
  /** Reckons everything and makes no machines; the caller undoes the transaction. */
  dryRun?: boolean;
};
export type Ingested = { importId: string | null; counts: IngestCounts; records: RecordResult[] };

export async function ingestReadings(
  tenant: Tenant,
  source: Source,
  records: readonly MachineRecord[],
  ingest: Ingest,
): Promise<Ingested> {
  const { dealerId } = source;
  const { placed, created } = await place(tenant, source, records, ingest);
  const known = [...new Set(placed.flatMap(({ equipmentId }) => equipmentId ?? []))].sort();
  const before = await lockMachines(tenant, dealerId, known);
  const points = placed.flatMap(({ equipmentId, record }): MachinePoint[] =>
    equipmentId ? record.points.map((point) => ({ ...point, equipmentId })) : [],
  );
  const changed = await mergeReadings(tenant, dealerId, source.id, points);
  const faults = await mergeFaults(tenant, dealerId, source.id, placed);
  const lives = await mergeLives(tenant, dealerId, source.id, placed);
  await noteLatest(tenant, dealerId, before, points);
  const spans = spansOf(changed);
  await learnCadence(
    tenant,
    source,
    spans.map(({ equipmentId }) => equipmentId),
  );
  const { quarantined } = await deriveMachines(tenant, dealerId, spans);
  const changedTimes = timesByMachine(changed);
  const results = placed.map((each) => resultOf(each, changedTimes));
  const counts = countsOf(placed, results, {
    created: created.length,
    readings: ingest.dryRun ? sumOf(results) : changed.length,
    quarantined,
    faults,
  });
  await noteRejects(tenant, source, ingest.now, placed);
  await touch(tenant, source, ingest.now, points);
  const isNew = counts.readings > 0 || counts.created > 0 || faults > 0 || lives.opened > 0 || lives.cleared > 0;
  const importId = isNew ? Bun.randomUUIDv7() : null;
  if (importId) await record(tenant, source, importId, counts, ingest);
  if (importId && !ingest.dryRun) {
    await tellCreated(tenant, dealerId, records, created, ingest.operationId);
    const { records: _, ...told } = counts;
    await appendEvent(tenant, {
      type: "telematics.imported",
      subject: { dealerId },
      data: {
        sourceId: source.id,
        importId,
        kind: source.kind,
        contentHash: ingest.contentHash,
        records: counts.records,
        ...told,
        faultsOpened: lives.opened,
        faultsCleared: lives.cleared,
      },
      personal: ingest.fileName ? { fileName: ingest.fileName } : undefined,
      operationId: ingest.operationId,
    });
  }
  return { importId, counts, records: results };
}

/** Finds each record's machine, and makes those that are not known where the source may. */
async function place(
  tenant: Tenant,
  source: Source,
  records: readonly MachineRecord[],
  ingest: Ingest,
): Promise<{ placed: Placed[]; created: Created[] }> {
  const index = await findMachines(tenant, source.dealerId, records);
  const matches = records.map((record) => ({ record, match: index.find(record.machine) }));
  const nameless = ({ machine }: MachineRecord) => !machine.pin && !machine.serial && !machine.equipmentId;
  const strangers = matches
    .filter(({ record, match }) => match.kind === "UNKNOWN" && !nameless(record))
    .map(({ record }) => record);
  const made = source.createsMachines ? firstOfEach(strangers) : [];
  const created = ingest.dryRun
    ? made.map(({ index }) => ({ id: "", humanId: "", index }))
    : await createUnconfirmed(tenant, source.dealerId, made);
  // Looked up again, so that a second record of a machine that was just made finds it, too.
  const again = created.length > 0 && !ingest.dryRun ? await findMachines(tenant, source.dealerId, strangers) : index;
  const isMade = new Set(created.map((each) => each.index));
  const placed = matches.map(({ record, match }): Placed => {
    const found = match.kind === "UNKNOWN" && created.length > 0 ? again.find(record.machine) : match;
    const machine = found.kind === "FOUND" ? found.machine : null;
    const willBe = isMade.has(record.index);
    const stranger =
      machine || willBe || nameless(record)
        ? []
        : [problem(found.kind === "AMBIGUOUS" ? "ambiguous_machine" : "unknown_machine", null, nameOf(record))];
    return {
      record,
      equipmentId: machine?.id ?? null,
      humanId: machine?.humanId ?? null,
      created: willBe,
      problems: [...record.problems, ...stranger],
    };
  });
  return { placed, created };
}

function firstOfEach(records: readonly MachineRecord[]): MachineRecord[] {
  const seen = new Set<string>();
  return records.filter(({ machine }) => {
    const key = `${machine.make ?? ""}|${machine.serial ?? machine.pin ?? machine.equipmentId}`.toUpperCase();
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

function spansOf(changed: readonly Changed[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { equipmentId, at } of changed) {
    const span = spans.get(equipmentId);
    if (!span) spans.set(equipmentId, { equipmentId, from: at, to: at });
    else if (at < span.from) span.from = at;
    else if (at > span.to) span.to = at;
  }
  return [...spans.values()].sort((a, b) => (a.equipmentId < b.equipmentId ? -1 : 1));
}

const sumOf = (results: readonly RecordResult[]) => results.reduce((sum, { readings }) => sum + readings, 0);

async function record(
  { tx, actor }: Tenant,
  source: Source,
  id: string,
  counts: IngestCounts,
  ingest: Ingest,
): Promise<void> {
  const { records, stored, unchanged, headerOnly, unknown, refused, created, readings } = counts;
  const { contentHash, bytes, fileName = null } = ingest;
  await tx.insert(telemetryImports).values({
    id,
    orgOwnerId: source.dealerId,
    dealerId: source.dealerId,
    sourceId: source.id,
    fileName,
    contentHash,
    bytes,
    records,
    stored,
    unchanged,
    headerOnly,
    unknown,
    refused,
    created,
    readings,
    importedBy: actor.sub,
    createdAt: ingest.now,
  });
}

/** The source has been heard, whatever it said. */
async function touch({ tx }: Tenant, source: Source, now: Date, points: readonly MachinePoint[]): Promise<void> {
  const newest = points.reduce((latest, { at }) => Math.max(latest, at.getTime()), 0);
  await tx.execute(sql`
    update telemetry_sources set last_seen_at = greatest(last_seen_at, ${now.toISOString()}::timestamptz),
      last_reading_at = greatest(last_reading_at, ${newest > 0 ? new Date(newest).toISOString() : null}::timestamptz)
    where id = ${source.id}::uuid and dealer_id = ${source.dealerId}::uuid`);
}

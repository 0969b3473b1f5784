/**
 * New reports of faults into their lives. What a source says is kept by moment, and the lives that it bears on are reckoned anew from it:
 * the same again changes nothing, and late reports come to what they would have come to in time.
 */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { faultLevel } from "../../domain/faults/j1939.ts";
import { faultEpisodes, type FaultEpisode } from "../../domain/faults/life.ts";
import { faultKey, faultsTold, type FaultsTold } from "../../domain/faults/told.ts";
import type { Fault, MachineRecord } from "../../domain/telematics/record.ts";
import {
  loadLives,
  loadReports,
  reportsOf,
  type FaultChange,
  type FaultLife,
  type StoredReport,
} from "./load-lives.ts";
import { writeLives } from "./write-lives.ts";

type Placed = readonly { record: MachineRecord; equipmentId: string | null }[];
type LivesChanged = { opened: number; cleared: number };

/** The machines must be locked. Returns how many lives were opened and cleared. */
export async function mergeLives(
  tenant: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  placed: Placed,
): Promise<LivesChanged> {
  const changed = await keepReports(tenant, dealerId, source, placed);
  if (changed.length === 0) return { opened: 0, cleared: 0 };
  const changes = changesOf(changed);
  const lives = Map.groupBy(await loadLives(tenant, dealerId, source, changes), lifeKey);
  const spans = spansOf(changes, lives);
  const reports = Map.groupBy(await loadReports(tenant, dealerId, source, reachOf(spans)), (each) => each.equipmentId);
  const latest = latestFaults(placed);
  const written: FaultLife[] = [];
  const gone: string[] = [];
  const counts = { opened: 0, cleared: 0 };
  for (const [name, span] of spans) {
    const before = lives.get(name) ?? [];
    const after = reckon(span, before, reports.get(span.equipmentId) ?? [], latest.get(name), source);
    const kept = new Map(before.map((life) => [life.id, life]));
    const news = after.filter((life) => !same(life, kept.get(life.id)));
    const ids = new Set(after.map(({ id }) => id));
    written.push(...news);
    gone.push(...before.filter(({ id }) => !ids.has(id) || news.some((life) => life.id === id)).map(({ id }) => id));
    counts.opened += news.filter(({ id }) => !kept.has(id)).length;
    counts.cleared += news.filter(({ id, clearedMs }) => clearedMs !== null && kept.get(id)?.clearedMs == null).length;
  }
  await writeLives(tenant, dealerId, written, gone);
  return counts;
}

const nameOf = (equipmentId: string, key: string) => `${equipmentId} ${key}`;
const lifeKey = (life: FaultLife) => nameOf(life.equipmentId, life.key);

/** Keeps what is told, moment by moment, and returns what is new in it. */
async function keepReports(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  source: string,
  placed: Placed,
): Promise<StoredReport[]> {
  const told = new Map<string, Map<number, FaultsTold>>();
  for (const { record, equipmentId } of placed)
    if (equipmentId) told.set(equipmentId, faultsTold(record.faults, record.faultsAt, told.get(equipmentId)));
  const rows = [...told].flatMap(([equipmentId, moments]) =>
    [...moments.values()].map(({ atMs, occurred, listed, ended }) => ({
      equipmentId,
      at: new Date(atMs).toISOString(),
      occurred: [...occurred],
      listed: listed && [...listed],
      ended: [...ended],
    })),
  );
  if (rows.length === 0) return [];
  const joined = (column: string) =>
    sql.raw(`array(select distinct k from unnest(r.${column} || excluded.${column}) k order by k)`);
  const { rows: changed } = await tx.execute<StoredReport>(sql`
    insert into machine_fault_reports as r (org_owner_id, dealer_id, equipment_id, source, at, occurred, listed, ended)
    select ${dealerId}::uuid, ${dealerId}::uuid, e.id, ${source}, g.at, g.occurred, g.listed, g.ended
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("equipmentId" uuid, at timestamptz, occurred text[], listed text[], ended text[])
    join equipment e on e.id = g."equipmentId" and e.dealer_id = ${dealerId}::uuid
    on conflict (equipment_id, source, at) do update set occurred = ${joined("occurred")}, ended = ${joined("ended")},
      listed = case when r.listed is null and excluded.listed is null then null else ${joined("listed")} end
    where not (r.occurred @> excluded.occurred and r.ended @> excluded.ended and (excluded.listed is null or coalesce(r.listed @> excluded.listed, false)))
    returning equipment_id as "equipmentId", (extract(epoch from at) * 1000)::float8 as "atMs", occurred, listed, ended`);
  return changed;
}

/** What a moment's report bears on: what it names, or all faults where it lists them. */
function changesOf(reports: readonly StoredReport[]): FaultChange[] {
  const from = new Map<string, FaultChange>();
  for (const { equipmentId, atMs, occurred, listed, ended } of reports)
    for (const key of [...occurred, ...ended, ...(listed ?? []), ...(listed ? [null] : [])]) {
      const name = key === null ? equipmentId : nameOf(equipmentId, key);
      const known = from.get(name);
      from.set(name, { equipmentId, key, fromMs: Math.min(known?.fromMs ?? Infinity, atMs) });
    }
  return [...from.values()];
}

/** From when on a fault is reckoned, and what it was until then. */
type Span = { equipmentId: string; key: string; fromMs: number; before: FaultLife | undefined };

function spansOf(changes: readonly FaultChange[], lives: ReadonlyMap<string, readonly FaultLife[]>): Map<string, Span> {
  const ofAll = new Map(
    changes.flatMap((each) => (each.key === null ? [[each.equipmentId, each.fromMs] as const] : [])),
  );
  const first = new Map<string, { equipmentId: string; key: string; fromMs: number }>();
  for (const { equipmentId, key, fromMs } of changes)
    if (key !== null) first.set(nameOf(equipmentId, key), { equipmentId, key, fromMs });
  for (const [name, [life]] of lives)
    if (life && !first.has(name)) first.set(name, { equipmentId: life.equipmentId, key: life.key, fromMs: Infinity });
  const spans = new Map<string, Span>();
  for (const [name, each] of first) {
    const changedMs = Math.min(each.fromMs, ofAll.get(each.equipmentId) ?? Infinity);
    const over = lives.get(name)?.find(({ openedMs }) => openedMs < changedMs);
    // One whose last report is older goes on from there; within it, its times are counted again.
    const fromMs = over && over.lastMs >= changedMs ? over.openedMs : changedMs;
    spans.set(name, { ...each, fromMs, before: over && over.lastMs < changedMs ? over : undefined });
  }
  return spans;
}

function reachOf(spans: ReadonlyMap<string, Span>): FaultChange[] {
  const from = new Map<string, number>();
  for (const { equipmentId, fromMs } of spans.values())
    from.set(equipmentId, Math.min(fromMs, from.get(equipmentId) ?? Infinity));
  return [...from].map(([equipmentId, fromMs]) => ({ equipmentId, key: null, fromMs }));
}

/** What the records say of each fault the latest: its words change, its life does not. */
function latestFaults(placed: Placed): Map<string, Fault> {
  const latest = new Map<string, Fault>();
  for (const { record, equipmentId } of placed)
    for (const fault of equipmentId ? record.faults : []) {
      const name = nameOf(equipmentId!, faultKey(fault));
      if (!latest.has(name) || latest.get(name)!.at <= fault.at) latest.set(name, fault);
    }
  return latest;
}

/** The lives of one fault as they are now. Each keeps the id, and so the order, of the one that it goes on. */
function reckon(
  span: Span,
  stored: readonly FaultLife[],
  reports: readonly StoredReport[],
  said: Fault | undefined,
  source: string,
): FaultLife[] {
  const heard = reports.filter(({ atMs }) => atMs >= span.fromMs).flatMap((report) => reportsOf(report, span.key));
  const episodes = faultEpisodes(heard, span.before && episodeOf(span.before));
  const left = [...stored];
  const words = stored.at(-1);
  return episodes
    .toReversed()
    .map((episode): FaultLife => {
      const at = left.findLastIndex((life) => overlaps(life, episode));
      const [life] = at < 0 ? [] : left.splice(at, 1);
      const isNewer = said && (!words || said.at.getTime() >= words.lastMs || episode.lastMs > words.lastMs);
      const { code, spn, fmi, description, severity } = isNewer ? said : words!;
      const component = isNewer ? said.source : words!.component;
      const level = faultLevel(fmi, severity);
      const { equipmentId, key } = span;
      const told = { equipmentId, source, key, code, spn, fmi, component, description, severity, level };
      return { ...told, ...episode, id: life?.id ?? Bun.randomUUIDv7(), workId: life?.workId ?? null };
    })
    .toReversed();
}

const episodeOf = ({ openedMs, lastMs, clearedMs, times }: FaultLife): FaultEpisode => ({
  openedMs,
  lastMs,
  clearedMs,
  times,
});
const overlaps = (a: FaultEpisode, b: FaultEpisode) =>
  a.openedMs <= (b.clearedMs ?? Infinity) && b.openedMs <= (a.clearedMs ?? Infinity);
const same = (a: FaultLife, b: FaultLife | undefined) =>
  b !== undefined && (Object.keys(a) as (keyof FaultLife)[]).every((name) => a[name] === b[name]);

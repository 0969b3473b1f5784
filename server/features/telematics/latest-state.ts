/** The last word of each measure on the machine's own row, apart from history. */
import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { LATEST_MEASURES, type LatestMeasures } from "../../domain/telematics/latest.ts";
import type { MachinePoint } from "./merge-readings.ts";

/** Locks the machines to the commit, so that two imports reckon one after the other, and returns what was latest. */
export async function lockMachines(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  ids: readonly string[],
): Promise<Map<string, LatestMeasures>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; latest: LatestMeasures }>(sql`
    select e.id, e.last_measures as latest from equipment e
    where e.dealer_id = ${dealerId}::uuid and e.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    order by e.id for no key update of e`);
  return new Map(rows.map(({ id, latest }) => [id, latest]));
}

export async function noteLatest(
  { tx }: Pick<Tenant, "tx">,
  dealerId: string,
  before: ReadonlyMap<string, LatestMeasures>,
  points: readonly MachinePoint[],
): Promise<void> {
  const now = new Map<string, LatestMeasures>();
  for (const [equipmentId, own] of Map.groupBy(points, (point) => point.equipmentId)) {
    const latest = newestOf(own, before.get(equipmentId) ?? {});
    if (latest) now.set(equipmentId, latest);
  }
  if (now.size === 0) return;
  await tx.execute(sql`
    update equipment e set last_measures = g.latest from jsonb_to_recordset(${JSON.stringify([...now].map(([id, latest]) => ({ id, latest })))}::jsonb) as g(id uuid, latest jsonb)
    where e.id = g.id and e.dealer_id = ${dealerId}::uuid`);
}

/** The newest word of each measure; of one moment the first. Null where nothing is newer than what was known. */
function newestOf(points: readonly MachinePoint[], known: LatestMeasures): LatestMeasures | null {
  const latest = { ...known };
  const newestFirst = points.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  let isNewer = false;
  for (const name of LATEST_MEASURES) {
    const point = newestFirst.find((each) => each[name] !== undefined);
    const at = point?.at.toISOString();
    if (!point || !at || (known[name] && known[name].at >= at)) continue;
    Object.assign(latest, { [name]: { value: point[name], at } });
    isNewer = true;
  }
  return isNewer ? latest : null;
}

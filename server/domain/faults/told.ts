/** What a source tells of a machine's faults, by moment. */
import type { Fault } from "../telematics/record.ts";

/** Faults by their keys, at one moment. */
export type FaultsTold = {
  atMs: number;
  /** Happened then. */
  occurred: Set<string>;
  /** All that were active then; null where the source did not list them. */
  listed: Set<string> | null;
  /** Called inactive. */
  ended: Set<string>;
};

/**
 * Which fault it is, however its source spells the code: the part and its failure in J1939's numbers, or the maker's own code; and the
 * component that says so, since two of them may have the same fault.
 */
export function faultKey({ spn, fmi, code, source }: Pick<Fault, "spn" | "fmi" | "code" | "source">): string {
  const what = spn === null ? code.trim().toUpperCase() : `SPN ${spn} FMI ${fmi ?? "?"}`;
  return source === null ? what : `${what} @ ${source.trim().toUpperCase()}`;
}

/** What a record says, by moment. `faultsAt` is when it lists all active faults; null where it tells of some. */
export function faultsTold(
  faults: readonly Fault[],
  faultsAt: Date | null,
  told = new Map<number, FaultsTold>(),
): Map<number, FaultsTold> {
  const at = (atMs: number): FaultsTold => {
    const known = told.get(atMs) ?? { atMs, occurred: new Set(), listed: null, ended: new Set() };
    told.set(atMs, known);
    return known;
  };
  const active = faults.filter((fault) => fault.active);
  for (const fault of active) at(fault.at.getTime()).occurred.add(faultKey(fault));
  if (faultsAt) {
    // A list is no older than what stands in it. What it calls inactive is not among the active ones, which says the same.
    const list = at(Math.max(faultsAt.getTime(), ...active.map((fault) => fault.at.getTime())));
    list.listed = new Set([...(list.listed ?? []), ...active.map(faultKey)]);
  } else for (const fault of faults) if (!fault.active) at(fault.at.getTime()).ended.add(faultKey(fault));
  return told;
}

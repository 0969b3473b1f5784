/** The policy as a person reads it: by feature, in words, and only what was searched for. */
import type { GuardedProcedure } from "./permissions.queries.ts";

export interface PermissionRow extends GuardedProcedure {
  words: string;
}
export interface PermissionGroup {
  feature: string;
  name: string;
  rows: PermissionRow[];
}

/** How a procedure and a feature are called; the path itself where there is no word. */
export interface Words {
  procedure: (path: string) => string;
  feature: (feature: string) => string;
  /** BCP 47 tag by whose alphabet names are sorted. */
  language: string;
}

/** Groups by feature, both sorted by their words; within a group reading comes before changing. Empty groups are left out. */
export function groupPermissions(
  procedures: readonly GuardedProcedure[],
  words: Words,
  search: string,
): PermissionGroup[] {
  const wanted = search.toLocaleLowerCase(words.language).split(/\s+/).filter(Boolean);
  const groups = new Map<string, PermissionGroup>();
  for (const procedure of procedures) {
    const feature = procedure.path.split(".", 1)[0] ?? "";
    const row = { ...procedure, words: words.procedure(procedure.path) };
    const group = groups.get(feature) ?? { feature, name: words.feature(feature), rows: [] };
    const text = `${group.name} ${row.words} ${row.path}`.toLocaleLowerCase(words.language);
    if (!wanted.every((word) => text.includes(word))) continue;
    group.rows.push(row);
    groups.set(feature, group);
  }
  const { compare } = new Intl.Collator(words.language);
  for (const { rows } of groups.values())
    rows.sort((a, b) => Number(changes(a)) - Number(changes(b)) || compare(a.words, b.words));
  return [...groups.values()].sort((a, b) => compare(a.name, b.name));
}

/** Whether a procedure changes something. */
export const changes = ({ action }: Pick<GuardedProcedure, "action">) => action === "mutation";

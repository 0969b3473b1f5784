/** Take-back beside send-out, checkpoint by checkpoint. */
import type { InspectedItem } from "./schema.ts";

export type ComparedItem = {
  key: string;
  label: string | null;
  out: InspectedItem | null;
  in: InspectedItem | null;
  /** It was well, or not looked at, when it went out, and has failed since. */
  newDamage: boolean;
  /** Marks at take-back that no mark of the same picture was near at send-out. */
  newMarks: number;
};

/** Marks closer than this, in parts of the picture, are taken for the same damage. */
const SAME_PLACE = 0.06;

/** In take-back's order, then what only send-out had. Either side may be missing: the list may have changed between the two. */
export function compareInspections(
  out: readonly InspectedItem[] | null,
  back: readonly InspectedItem[] | null,
): ComparedItem[] {
  const before = new Map((out ?? []).map((item) => [item.key, item]));
  const after = new Map((back ?? []).map((item) => [item.key, item]));
  return [...new Set([...after.keys(), ...before.keys()])].map((key) => {
    const was = before.get(key) ?? null;
    const is = after.get(key) ?? null;
    const known = was?.marks ?? [];
    const newMarks = (is?.marks ?? []).filter(
      (mark) =>
        !mark.silhouette ||
        !known.some(
          (old) => old.silhouette === mark.silhouette && Math.hypot(old.x - mark.x, old.y - mark.y) < SAME_PLACE,
        ),
    ).length;
    return {
      key,
      label: is?.label ?? was?.label ?? null,
      out: was,
      in: is,
      newDamage: is?.answer === "FAIL" && was?.answer !== "FAIL",
      newMarks: out === null ? 0 : newMarks,
    };
  });
}

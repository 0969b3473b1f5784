/** What a person has answered so far, checkpoint by checkpoint. */
import type { Checkpoint } from "../../../server/domain/inspections/check-list.ts";
import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import type { Answer, Severity } from "../../../server/domain/inspections/words.ts";

export type ItemDraft = { answer: Answer | null; severity: Severity; note: string; marks: DamageMark[] };

export const emptyItem = (): ItemDraft => ({ answer: null, severity: "MAJOR", note: "", marks: [] });

/** Every checkpoint with its answer as the server takes it; null while one is missing. `photos` by checkpoint. */
export function answersOf(
  list: readonly Checkpoint[],
  drafts: Record<string, ItemDraft>,
  photos: Record<string, string[]>,
) {
  const items = list.map(({ key }) => {
    const draft = drafts[key];
    if (!draft?.answer) return null;
    const taken = photos[key] ?? [];
    const failed = draft.answer === "FAIL";
    return {
      key,
      answer: draft.answer,
      severity: failed ? draft.severity : null,
      note: draft.note.trim() || null,
      photos: taken,
      // A mark on a photo that was removed again has nothing to stand on.
      marks: failed ? draft.marks.filter(({ mediaId }) => !mediaId || taken.includes(mediaId)) : [],
    };
  });
  return items.includes(null) ? null : items.filter((item) => item !== null);
}

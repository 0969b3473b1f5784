/** What a person has answered so far, checkpoint by checkpoint. */
import type { Checkpoint } from "../../../server/domain/inspections/check-list.ts";
import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import type { Answer, Severity } from "../../../server/domain/inspections/words.ts";
import { media } from "../../lib/outbox/entry.ts";
import type { KeptPhoto } from "../media/photo-set.ts";

/** `photos` lie on this device until the outbox has brought them to the server; marks name them by their placeholder. */
export type ItemDraft = {
  answer: Answer | null;
  severity: Severity;
  note: string;
  marks: DamageMark[];
  photos: KeptPhoto[];
};

export const emptyItem = (): ItemDraft => ({ answer: null, severity: "MAJOR", note: "", marks: [], photos: [] });

/** Every checkpoint with its answer as the outbox takes it; null while one is missing. */
export function answersOf(list: readonly Checkpoint[], drafts: Record<string, ItemDraft>) {
  const items = list.map(({ key }) => {
    const draft = drafts[key];
    if (!draft?.answer) return null;
    const taken = draft.photos.map(({ id }) => media(id));
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

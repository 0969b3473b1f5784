/** What an inspection may say, and when it may still be made. Pure: the phone asks the same before it queues. */
import type { Checkpoint } from "./check-list.ts";
import { MAX_MARKS, type AnsweredItem, type InspectedItem } from "./schema.ts";
import type { InspectionKind } from "./words.ts";

/** A damage that shows only once the machine is washed may still be added so long after the return. */
export const LATEST_AFTER_RETURN_DAYS = 14;

type RentalTimes = { state: string; checkedInAt: Date | null };

/** At send-out: reserved or out. At take-back: out, called off, or back for no more than two weeks. */
export function mayInspect(kind: InspectionKind, rental: RentalTimes, now: Date): boolean {
  if (kind === "OUT") return rental.state === "RESERVED" || rental.state === "ON_RENT";
  if (rental.state === "ON_RENT" || rental.state === "PICK_UP_READY") return true;
  if (rental.state !== "RETURNED" || !rental.checkedInAt) return false;
  return now.getTime() - rental.checkedInAt.getTime() <= LATEST_AFTER_RETURN_DAYS * 86_400_000;
}

export type AnswersVerdict =
  | { ok: true; items: InspectedItem[]; photos: string[] }
  | {
      ok: false;
      code: "inspection.unknown_checkpoint" | "inspection.incomplete" | "inspection.too_many_marks" | "input.invalid";
      fields: Record<string, string>;
    };

/**
 * Lays answers over a list: each checkpoint once, none that the list does not have. The result is in the list's order with its
 * words, a failure has a severity, and a mark stands on a photo of this inspection. `photos` is everything that was taken.
 */
export function judgeAnswers(
  list: readonly Checkpoint[],
  answers: readonly AnsweredItem[],
  wholePhotos: readonly string[],
): AnswersVerdict {
  const byKey = new Map<string, AnsweredItem>();
  for (const [at, answer] of answers.entries()) {
    if (!list.some(({ key }) => key === answer.key))
      return { ok: false, code: "inspection.unknown_checkpoint", fields: { [`items.${at}.key`]: "not in this list" } };
    if (byKey.has(answer.key))
      return { ok: false, code: "input.invalid", fields: { [`items.${at}.key`]: "answered twice" } };
    if (answer.marks.length > MAX_MARKS)
      return {
        ok: false,
        code: "inspection.too_many_marks",
        fields: { [`items.${at}.marks`]: `at most ${MAX_MARKS}` },
      };
    const known = new Set([...answer.photos, ...wholePhotos]);
    const lost = answer.marks.findIndex(({ mediaId }) => mediaId && !known.has(mediaId));
    if (lost >= 0)
      return {
        ok: false,
        code: "input.invalid",
        fields: { [`items.${at}.marks.${lost}.mediaId`]: "no photo of this inspection" },
      };
    byKey.set(answer.key, answer);
  }
  const missing = list.find(({ key }) => !byKey.has(key));
  if (missing) return { ok: false, code: "inspection.incomplete", fields: { items: `${missing.key} has no answer` } };
  const items = list.map(({ key, label }) => {
    const answer = byKey.get(key)!;
    return {
      ...answer,
      label,
      severity: answer.answer === "FAIL" ? (answer.severity ?? ("MAJOR" as const)) : null,
    };
  });
  return { ok: true, items, photos: [...new Set([...wholePhotos, ...items.flatMap(({ photos }) => photos)])] };
}

/** The answers of an inspection in an entry, as a person corrects them. Pure. */
import type { AnsweredItem } from "../../../server/domain/inspections/schema.ts";
import type { Answer } from "../../../server/domain/inspections/words.ts";

/** The answers that an input gives to checkpoints; none where it is no inspection. */
export function itemsOf(input: Readonly<Record<string, unknown>>): AnsweredItem[] {
  const { items } = input;
  if (!Array.isArray(items)) return [];
  return items.filter((item: Partial<AnsweredItem> | null) => typeof item?.key === "string" && Boolean(item.answer));
}

/** The item with another answer: only a fault has a severity and marks, and it has those again that it had. */
export function answered(item: AnsweredItem, answer: Answer, before: AnsweredItem): AnsweredItem {
  if (answer !== "FAIL") return { ...item, answer, severity: null, marks: [] };
  return { ...item, answer, severity: item.severity ?? before.severity ?? "MAJOR", marks: before.marks };
}

export const withoutMark = (item: AnsweredItem, at: number): AnsweredItem => ({
  ...item,
  marks: item.marks.filter((_, each) => each !== at),
});

export const withMarkNote = (item: AnsweredItem, at: number, note: string): AnsweredItem => ({
  ...item,
  marks: item.marks.map((mark, each) => (each === at ? { ...mark, note: note.trim() || null } : mark)),
});

/** Cursors: opaque to clients, the sort value and id of the last row inside. */
import { z } from "zod";
import { AppError } from "../domain/errors.ts";

const cursorSchema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.union([z.string(), z.number()])]);
export type Cursor = z.infer<typeof cursorSchema>;

/** Throws `input.invalid` on a cursor that is not ours. */
export function readCursor(text: string | null | undefined): Cursor | null {
  if (!text) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new AppError("input.invalid", { fields: { cursor: "not a cursor of this list" } });
  }
}

/** Cuts the one row that was read too many and names where the next page starts. */
export function page<T>(rows: T[], limit: number, cursorOf: (row: T) => Cursor): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(cursorOf(last))).toString("base64url") : null };
}

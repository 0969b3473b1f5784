/** Cursors: opaque to clients, the sort value and id of the last row inside. What comes back is input like any other. */
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { unstorableTextAt } from "../domain/storable-text.ts";

type Cursor = readonly [string | number | null, string | number];

const word = z
  .string()
  .max(300)
  .refine((text) => unstorableTextAt(text) === null);
const number = z
  .string()
  .max(40)
  .refine((text) => text !== "" && Number.isFinite(Number(text)));
/** As PostgreSQL writes a `timestamptz`, or as JavaScript does. */
const instant = z
  .string()
  .refine((text) => text === "infinity" || z.iso.datetime({ offset: true }).safeParse(isoOf(text)).success);
const isoOf = (text: string) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

/** What a list's cursor holds: by what it is sorted, and which row. */
export const cursors = {
  byWord: z.tuple([word, z.uuid()]),
  /** Where two ids name a row, one after the other. */
  byWordAndPair: z.tuple([word, z.string().regex(/^[0-9a-f-]{72}$/)]),
  byNumber: z.tuple([number, z.uuid()]),
  byInstant: z.tuple([instant, z.uuid()]),
  byPosition: z.tuple([z.null(), z.int().min(0)]),
};

/** Throws `input.invalid` on a cursor that is not one of this list. */
export function readCursor<C extends z.ZodType<Cursor>>(
  text: string | null | undefined,
  schema: C,
): z.output<C> | null {
  if (!text) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw new AppError("input.invalid", { fields: { cursor: "not a cursor of this list" } });
  }
}

/** Cuts the one row that was read too many and names where the next page starts. */
export function page<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(cursorOf(last))).toString("base64url") : null };
}

/** Cursor paging, the same for every list. */
import { z } from "zod";

export const MAX_PAGE = 500;

export const pageFields = {
  limit: z.int().min(1).max(MAX_PAGE).default(50).describe("Rows wanted, 500 at most."),
  cursor: z.string().max(500).nullish().describe("`nextCursor` of the page before."),
};

/** One page of `item`; `nextCursor` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

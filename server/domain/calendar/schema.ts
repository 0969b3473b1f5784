/** Shapes of calendar feeds. */
import { z } from "zod";
import { operationFields } from "../operation.ts";

/** A person has one for each of their devices, and an old one or two. */
export const MAX_FEEDS = 10;

export const calendarFeedSchema = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  /** When a calendar program last read it, to the minute. */
  lastFetchedAt: z.iso.datetime().nullable(),
});
export type CalendarFeed = z.infer<typeof calendarFeedSchema>;

export const calendarFeedsOutput = z.object({ items: z.array(calendarFeedSchema) });
export const createFeedInput = z.object(operationFields);
export const changeFeedInput = z.object({ ...operationFields, id: z.uuid() });
export const feedAddressOutput = z.object({
  feed: calendarFeedSchema,
  url: z
    .string()
    .nullable()
    .describe("The feed's secret address, told once: null when the same operation is sent again."),
});
export const revokeFeedOutput = z.object({ id: z.uuid() });

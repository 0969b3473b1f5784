/** What every mutation carries. */
import { z } from "zod";

export const operationFields = {
  operationId: z
    .uuid()
    .describe("Made by the client, once per intended effect. The same id again returns the first result."),
  occurredAt: z.iso.datetime({ offset: true }).optional().describe("When it happened by the device's clock."),
};

/** How long a device may have been without signal before what it did counts as happening on arrival. */
const LONGEST_OFFLINE_MS = 45 * 24 * 3_600_000;

/** The instant a record carries: the device's where that is plausible, never later than the server's. */
export function happenedAt(occurredAt: string | undefined, now: Date): Date {
  if (!occurredAt) return now;
  const claimed = new Date(occurredAt);
  return claimed > now || now.getTime() - claimed.getTime() > LONGEST_OFFLINE_MS ? now : claimed;
}

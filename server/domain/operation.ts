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

/**
 * The instant a record carries: the device's where that is plausible, never later than the server's. `notBefore` is what must have
 * been before it, such as the check-out before a return.
 */
export function happenedAt(occurredAt: string | undefined, now: Date, notBefore: Date | null = null): Date {
  if (!occurredAt) return now;
  const claimed = new Date(occurredAt);
  if (notBefore && claimed < notBefore) return now;
  return claimed > now || now.getTime() - claimed.getTime() > LONGEST_OFFLINE_MS ? now : claimed;
}

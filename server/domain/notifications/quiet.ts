/** Hours in which nobody wants to be disturbed, by the clocks of a zone. */
import { addDays, localDay, localInstant } from "../rentals/zone-time.ts";
import type { NotificationSettings } from "./settings.ts";

/**
 * When the quiet hours that `at` lies in are over; null outside them. They run from one instant to another, so a night on which clocks
 * are put forward is an hour shorter, and an hour that comes twice is not quiet twice.
 */
export function quietUntil(
  { quiet, timeZone }: Pick<NotificationSettings, "quiet" | "timeZone">,
  at: Date,
): Date | null {
  if (!quiet) return null;
  const today = localDay(at, timeZone);
  // Those that began yesterday may still run.
  for (const day of [addDays(today, -1), today]) {
    const begins = localInstant(`${day}T${quiet.from}`, timeZone)!;
    const ends = localInstant(`${quiet.from < quiet.to ? day : addDays(day, 1)}T${quiet.to}`, timeZone)!;
    if (begins <= at && at < ends) return ends;
  }
  return null;
}

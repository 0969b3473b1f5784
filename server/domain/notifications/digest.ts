/** When a person's daily e-mail goes. */
import { localDay, localText } from "../rentals/zone-time.ts";
import type { NotificationSettings } from "./settings.ts";

/** A mail that could not go at its hour goes up to so much later, and else with the next day's. */
const LATE_HOURS = 4;

/** Once on each day of the person's zone, at their hour; on a day whose clocks skip that hour, at the next one. */
export function isDigestDue(
  { digestHour, timeZone }: Pick<NotificationSettings, "digestHour" | "timeZone">,
  lastAt: Date | null,
  at: Date,
): boolean {
  if (digestHour === null) return false;
  const hour = Number(localText(at, timeZone).slice(11, 13));
  if (hour < digestHour || hour >= digestHour + LATE_HOURS) return false;
  return lastAt === null || localDay(lastAt, timeZone) < localDay(at, timeZone);
}

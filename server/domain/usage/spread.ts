/** Puts what a counter gained between two readings onto the local days in between. */
import { addDays, localDay, startOfDay } from "../rentals/zone-time.ts";

/** A share of an interval that lies on one local day. */
export type DayShare = { day: string; share: number };

/** The local day of an instant. */
export const dayAt = (atMs: number, timeZone: string): string => localDay(new Date(atMs), timeZone);

/** The local days that an interval touches, each with its share of it by time; an interval without length lies on its day whole. */
export function sharesByDay(fromMs: number, toMs: number, timeZone: string): DayShare[] {
  const last = localDay(new Date(toMs), timeZone);
  let day = localDay(new Date(fromMs), timeZone);
  if (toMs <= fromMs || day === last) return [{ day: last, share: 1 }];
  const shares: DayShare[] = [];
  let begin = fromMs;
  while (begin < toMs) {
    const next = addDays(day, 1);
    const end = Math.min(toMs, startOfDay(next, timeZone).getTime());
    if (end > begin) shares.push({ day, share: (end - begin) / (toMs - fromMs) });
    begin = Math.max(begin, end);
    day = next;
  }
  return shares;
}

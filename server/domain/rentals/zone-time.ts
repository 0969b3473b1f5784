/** Clock times in IANA zones. Days are `YYYY-MM-DD`, local times `YYYY-MM-DDTHH:MM`; both mean what clocks at the place show. */

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at an instant, to the minute. Throws RangeError on an unknown zone. */
export function localText(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

/** The local day of an instant. */
export function localDay(at: Date, timeZone: string): string {
  return localText(at, timeZone).slice(0, 10);
}

/**
 * The instant at which clocks in the zone show `local`; null when that is no date. Of an hour that comes twice the first is meant; a
 * time that the clocks skip is the one as much later as they jump.
 */
export function localInstant(local: string, timeZone: string): Date | null {
  const wanted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(wanted) || new Date(wanted).toISOString().slice(0, 16) !== local) return null;
  // The offsets of the day before and after: one of them holds, whichever side of a change the time lies on.
  const candidates = [-DAY_MS, DAY_MS].map((step) => wanted - offsetMs(new Date(wanted + step), timeZone));
  const exact = candidates.filter((at) => localText(new Date(at), timeZone) === local);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** The same clock time so many days later, by the calendar: 17:00 stays 17:00 over a change of the clocks. */
export function addLocalDays(at: Date, days: number, timeZone: string): Date {
  const [day, time] = localText(at, timeZone).split("T") as [string, string];
  return withSeconds(localInstant(`${addDays(day, days)}T${time}`, timeZone)!, at);
}

/** The instant at which clocks in `to` show what those in `from` show at `at`, so that a due day stays that day after a transfer. */
export function keepLocal(at: Date, from: string, to: string): Date {
  return from === to ? at : withSeconds(localInstant(localText(at, from), to)!, at);
}

const withSeconds = (minute: Date, at: Date) => new Date(minute.getTime() + (at.getTime() % 60_000));

/** The first moment of a local day. In zones whose clocks skip midnight it is later than 00:00. */
export function startOfDay(day: string, timeZone: string): Date {
  return localInstant(`${day}T00:00`, timeZone)!;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another, negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS);
}

/** Minutes that the clocks at the place advance between two instants, as if no hour were skipped or repeated. */
export function clockMinutesBetween(from: Date, to: Date, timeZone: string): number {
  return (Date.parse(`${localText(to, timeZone)}Z`) - Date.parse(`${localText(from, timeZone)}Z`)) / 60_000;
}

/** Offsets of hours in which they do not change; null for hours in which they do. Asking Intl costs microseconds, a batch of readings thousands. */
const HOUR_MS = 3_600_000;
const MOST_HOURS = 50_000;
const hours = new Map<string, Map<number, number | null>>();
let hoursKept = 0;

/** How far clocks in the zone are ahead of UTC at an instant. */
export function offsetMs(at: Date, timeZone: string): number {
  const hour = Math.floor(at.getTime() / HOUR_MS);
  let known = hours.get(timeZone)?.get(hour);
  if (known === undefined) {
    // Throws for a zone or an instant that is none before anything is kept.
    const begins = askedOffsetMs(new Date(hour * HOUR_MS), timeZone);
    known = begins === askedOffsetMs(new Date((hour + 1) * HOUR_MS - 1), timeZone) ? begins : null;
    if (hoursKept++ >= MOST_HOURS) {
      hours.clear();
      hoursKept = 1;
    }
    const ofZone = hours.get(timeZone) ?? new Map<number, number | null>();
    hours.set(timeZone, ofZone.set(hour, known));
  }
  return known ?? askedOffsetMs(at, timeZone);
}

function askedOffsetMs(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-u-ca-iso8601-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const shown = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute, parts.second);
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/** The days of the demo: index 0 is a year before today, 364 is yesterday, 365 is today; every site has its own clock. */

/** Days of history before today. */
export const HISTORY_DAYS = 365;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export type Calendar = {
  today: string;
  now: Date;
  /** ISO day of an index; indices beyond today are the future. */
  day: (index: number) => string;
  /** 0 is Sunday. */
  weekday: (index: number) => number;
  /** 0 at the start of January, 1 at the end of December. */
  yearPart: (index: number) => number;
  /** The moment at which a clock in the zone shows `localMinutes` after midnight of that day. */
  at: (index: number, localMinutes: number, timeZone: string) => Date;
  /** The same, but never later than shortly before now. */
  past: (index: number, localMinutes: number, timeZone: string) => Date;
};

/** Throws RangeError when `today` is no ISO day or `now` lies before it. */
export function makeCalendar(today: string, now: Date): Calendar {
  const first = Date.parse(`${today}T00:00:00Z`) - HISTORY_DAYS * DAY_MS;
  if (!/^\d{4}-\d\d-\d\d$/.test(today) || Number.isNaN(first)) throw new RangeError(`"${today}" is not an ISO day.`);
  if (now.getTime() < first + HISTORY_DAYS * DAY_MS) throw new RangeError("Now lies before today.");
  const offsets = new Map<string, number>();

  const at = (index: number, localMinutes: number, timeZone: string): Date => {
    const wanted = first + index * DAY_MS + localMinutes * MINUTE_MS;
    const key = `${timeZone} ${index}`;
    let offset = offsets.get(key);
    if (offset === undefined) {
      offset = offsetMinutes(new Date(first + index * DAY_MS + DAY_MS / 2), timeZone);
      offsets.set(key, offset);
    }
    return new Date(wanted - offset * MINUTE_MS);
  };
  return {
    today,
    now,
    at,
    day: (index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10),
    weekday: (index) => new Date(first + index * DAY_MS).getUTCDay(),
    yearPart: (index) => {
      const date = new Date(first + index * DAY_MS);
      return (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / (DAY_MS * 365.25);
    },
    past: (index, localMinutes, timeZone) =>
      new Date(Math.min(at(index, localMinutes, timeZone).getTime(), now.getTime() - 2 * MINUTE_MS)),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a zone is ahead of UTC at a moment. */
function offsetMinutes(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" })));
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}

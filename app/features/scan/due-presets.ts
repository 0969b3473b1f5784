/**
 * When a machine is to be back: quick choices and own times, all meant by the clock of the site. Pure; zones are IANA names,
 * "now" is an argument.
 */

export const DUE_PRESETS = ["today", "tomorrow", "week", "fourWeeks"] as const;
export type DuePreset = (typeof DUE_PRESETS)[number];
/** `own` is the value of an `<input type="datetime-local">`, "2026-11-29T17:00", by the site's clock. */
export type DueChoice = { preset: DuePreset } | { own: string };

/** The end of the working day: machines are due when people are there to take them. */
const DUE_HOUR = 17;
/** A due time that is almost over is no help. */
const SHORTEST_MS = 30 * 60_000;
const DAYS: Record<DuePreset, number> = { today: 0, tomorrow: 1, week: 7, fourWeeks: 28 };

/** The due time of a choice, or null where there is none: the preset has passed, or what was typed is no time. */
export function dueInstant(choice: DueChoice, timeZone: string, now: Date): Date | null {
  if ("own" in choice) return localInstant(choice.own, timeZone);
  const day = new Date(`${localText(now, timeZone).slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + DAYS[choice.preset]);
  const due = localInstant(`${day.toISOString().slice(0, 10)}T${DUE_HOUR}:00`, timeZone);
  return due && due.getTime() - now.getTime() >= SHORTEST_MS ? due : null;
}

/** The presets that still lie ahead. */
export const presetsAhead = (timeZone: string, now: Date): DuePreset[] =>
  DUE_PRESETS.filter((preset) => dueInstant({ preset }, timeZone, now) !== null);

/**
 * The instant at which clocks in the zone show `local` ("YYYY-MM-DDTHH:MM"); null when that is no date. Of an hour that comes twice
 * the first is meant; a time that the clocks skip is the one as much later as they jump.
 */
export function localInstant(local: string, timeZone: string): Date | null {
  const wanted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(wanted) || new Date(wanted).toISOString().slice(0, 16) !== local) return null;
  // The offsets of the day before and after: one of them holds, whichever side of a change the time lies on.
  const candidates = [-86_400_000, 86_400_000].map((step) => wanted - offsetMs(new Date(wanted + step), timeZone));
  const exact = candidates.filter((at) => localText(new Date(at), timeZone) === local);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** What clocks in the zone show at an instant: "2026-11-29T17:00". */
export function localText(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(at: Date, timeZone: string): number {
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
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(
    parts["year"]!,
    parts["month"]! - 1,
    parts["day"],
    parts["hour"],
    parts["minute"],
    parts["second"],
  );
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}

/**
 * When a machine is to be back: quick choices and own times, all meant by the clock of the site. Pure; zones are IANA names,
 * "now" is an argument.
 */

import { addDays, localDay, localInstant } from "../../../server/domain/rentals/zone-time.ts";

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
  const day = addDays(localDay(now, timeZone), DAYS[choice.preset]);
  const due = localInstant(`${day}T${DUE_HOUR}:00`, timeZone);
  return due && due.getTime() - now.getTime() >= SHORTEST_MS ? due : null;
}

/** The presets that still lie ahead. */
export const presetsAhead = (timeZone: string, now: Date): DuePreset[] =>
  DUE_PRESETS.filter((preset) => dueInstant({ preset }, timeZone, now) !== null);

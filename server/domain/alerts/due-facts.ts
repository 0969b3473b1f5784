/** What the rules about due times look at. */
import { dueState, type DueState } from "../rentals/due.ts";
import type { RENTAL_STATES } from "../rentals/schema.ts";

export type DueFacts = {
  humanId: string;
  siteName: string | null;
  rentalState: (typeof RENTAL_STATES)[number];
  dueAt: Date;
  /** The time that the decision is for. */
  now: Date;
  /** IANA zone of the site, by whose days a machine is due. */
  timeZone: string;
  graceMinutes: number;
  dueSoonHours: number;
};

/** Null for a machine that nobody waits for any more: returned, cancelled, or called off and waiting to be picked up. */
export function dueStateOf(facts: DueFacts): DueState | null {
  return facts.rentalState === "ON_RENT" ? dueState(facts) : null;
}

/** Why a rental that is out no more is: `called_off`, `returned` or `cancelled`; null while it is out. */
export function endedBy({ rentalState }: DueFacts): string | null {
  if (rentalState === "ON_RENT") return null;
  return rentalState === "PICK_UP_READY" ? "called_off" : rentalState.toLowerCase();
}

/** `EQX1004 at Harbour`, or only the number where the site is not known. */
export const machineAt = ({ humanId, siteName }: DueFacts): string =>
  siteName ? `${humanId} at ${siteName}` : humanId;

/** `24 Nov 2026, 17:00 (Europe/Berlin)`. */
export function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute} (${timeZone})`;
}

import { dueState } from "../../../server/domain/rentals/due.ts";
import type { Rental } from "./rentals.queries.ts";

type Due = Pick<Rental, "state" | "dueAt" | "siteTimeZone">;

/** What a due date adds to the state of a rental that is out: overdue, due soon, or nothing. Judged by days at the site. */
export function dueStatus(rental: Due, now: Date, organizationZone: string): "OVERDUE" | "DUE_SOON" | null {
  if (rental.state !== "ON_RENT") return null;
  const timeZone = rental.siteTimeZone ?? organizationZone;
  const state = dueState({ dueAt: new Date(rental.dueAt), now, timeZone, graceMinutes: 0 });
  return state === "overdue" ? "OVERDUE" : state === "due_soon" ? "DUE_SOON" : null;
}

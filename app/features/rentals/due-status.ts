import { dueState } from "../../../server/domain/rentals/due.ts";
import type { Rental } from "./rentals.queries.ts";

type Due = Pick<Rental, "state" | "dueAt" | "siteTimeZone" | "overdueFrom" | "callOffDay">;

/**
 * What a due date adds to the state of a rental that is out: overdue, due soon, or nothing. Overdue is what the server says, with the
 * dealer's grace; nobody waits for what is called off.
 */
export function dueStatus(rental: Due, now: Date, organizationZone: string): "OVERDUE" | "DUE_SOON" | null {
  if (rental.state !== "ON_RENT" || rental.callOffDay !== null) return null;
  if (now.getTime() >= Date.parse(rental.overdueFrom)) return "OVERDUE";
  const timeZone = rental.siteTimeZone ?? organizationZone;
  const state = dueState({ dueAt: new Date(rental.dueAt), now, timeZone, graceMinutes: 0 });
  return state === "not_due" ? null : "DUE_SOON";
}

/** The due rule of `domain/rentals/due.ts` for use inside queries that join `rentals` and `sites`. */
import { sql, type SQL } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";

/**
 * Overdue from the end of the due day at the site, plus the dealer's grace for the customer. `due_at` alone is compared first, for the
 * index, and the grace is looked up only for what that leaves. What is called off waits for the dealer and is not overdue.
 */
export const isOverdue = (now: Date): SQL<boolean> =>
  sql<boolean>`(${rentals.callOffDay} is null and ${rentals.dueAt} < ${now.toISOString()}::timestamptz and (date_trunc('day', ${rentals.dueAt} at time zone ${sites.timeZone}) + interval '1 day') at time zone ${sites.timeZone} + make_interval(mins => app.grace_minutes(${rentals.dealerId}, ${rentals.customerId})) <= ${now.toISOString()}::timestamptz)`;

/** Due within `hours`, and not overdue yet. */
export const isDueSoon = (now: Date, hours = 24): SQL<boolean> =>
  sql<boolean>`(${rentals.callOffDay} is null and ${rentals.dueAt} <= ${new Date(now.getTime() + hours * 3_600_000).toISOString()}::timestamptz and not ${isOverdue(now)})`;

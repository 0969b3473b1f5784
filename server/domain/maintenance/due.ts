/** When maintenance falls due, and what comes after it is done. */

const DAY_MS = 86_400_000;
/** Further ahead nothing is predicted: a machine that hardly runs has no date. */
const HORIZON_DAYS = 730;

export type DueFacts = {
  dueAtHours: number | null;
  dueAt: Date | null;
  hourMeter: number | null;
  /** Of the last weeks, days without work counted; null where nothing is known. */
  averageDailyHours: number | null;
  now: Date;
};

/** Hours left on the meter, and the sooner of the calendar's date and the one at which the meter gets there at its pace. */
export function predictDue(facts: DueFacts): { hoursLeft: number | null; predictedAt: Date | null } {
  const { dueAtHours, hourMeter, averageDailyHours, now } = facts;
  const hoursLeft = dueAtHours === null || hourMeter === null ? null : Math.round((dueAtHours - hourMeter) * 10) / 10;
  const byHours = hoursLeft === null ? null : dateOfHours(hoursLeft, averageDailyHours, now);
  const dates = [byHours, facts.dueAt].filter((date) => date !== null);
  return { hoursLeft, predictedAt: dates.length > 0 ? new Date(Math.min(...dates.map(Number))) : null };
}

function dateOfHours(hoursLeft: number, averageDailyHours: number | null, now: Date): Date | null {
  if (hoursLeft <= 0) return now;
  if (!averageDailyHours || averageDailyHours <= 0) return null;
  const days = hoursLeft / averageDailyHours;
  return days > HORIZON_DAYS ? null : new Date(now.getTime() + days * DAY_MS);
}

/** The next service after one that was done: the interval counts from when it was done, not from when it should have been. */
export function nextDue(done: {
  dueAtHours: number | null;
  intervalH: number;
  intervalDays: number | null;
  doneAtHours: number;
  doneAt: Date;
}): { dueAtHours: number | null; dueAt: Date | null } | null {
  const dueAtHours = done.dueAtHours === null ? null : Math.round((done.doneAtHours + done.intervalH) * 10) / 10;
  const dueAt = done.intervalDays === null ? null : new Date(done.doneAt.getTime() + done.intervalDays * DAY_MS);
  return dueAtHours === null && dueAt === null ? null : { dueAtHours, dueAt };
}

/** What is done at a multiple of 250 hours; the nearest one counts. */
export function serviceName(hours: number): string {
  const mark = Math.max(250, Math.round(hours / 250) * 250);
  if (mark % 2000 === 0) return "2,000 h service: hydraulic oil and valve clearances";
  if (mark % 1000 === 0) return "1,000 h service: transmission oil and air filters";
  if (mark % 500 === 0) return "500 h service: fuel and hydraulic filters";
  return "250 h service: engine oil and filter";
}

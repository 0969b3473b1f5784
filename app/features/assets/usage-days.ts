/** The days of a chart: one entry a day without gaps, so that silence shows as nothing and not as a shorter month. Pure. */
export interface UsageDay {
  day: string;
  runtimeH: number;
  idleH: number;
  fuelL: number | null;
}

/** `days` days up to the newest reported one; a day without a report has no hours. */
export function fillDays(usage: readonly UsageDay[], days = 30): UsageDay[] {
  const last = usage.at(-1)?.day;
  if (!last) return [];
  const byDay = new Map(usage.map((entry) => [entry.day, entry]));
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: days }, (_, i) => {
    const day = new Date(end - (days - 1 - i) * 86_400_000).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, runtimeH: 0, idleH: 0, fuelL: null };
  });
}

/** Sums, and the share of idle in running hours (null without hours). */
export function usageTotals(usage: readonly UsageDay[]) {
  const runtimeH = usage.reduce((sum, entry) => sum + entry.runtimeH, 0);
  const idleH = usage.reduce((sum, entry) => sum + Math.min(entry.idleH, entry.runtimeH), 0);
  return { runtimeH, idleH, idleShare: runtimeH > 0 ? idleH / runtimeH : null };
}

/** A round top of the scale, at least two hours. */
export function scaleTop(usage: readonly UsageDay[]): number {
  const most = Math.max(2, ...usage.map((entry) => entry.runtimeH));
  return [2, 4, 6, 8, 10, 12, 16, 20, 24].find((top) => top >= most) ?? Math.ceil(most);
}

/** The Hospital set of the public forecasting benchmarks, where it lies beside the project: 767 monthly counts of 84 months. */
import { file } from "bun";
import type { Judged } from "./metrics.ts";
import type { Quantiles } from "./quantiles.ts";

const SOURCE = new URL("../../../../../shared/fixtures/forecast/hospital.csv", import.meta.url);

/** The usual test window and season. */
export const HOSPITAL_HORIZON = 12;

/** The series, or null where the file is not there. */
export async function readHospital(): Promise<number[][] | null> {
  const source = file(SOURCE);
  if (!(await source.exists())) return null;
  const [, ...lines] = (await source.text()).trim().split("\n");
  return lines.map((line) => line.split(",").slice(1).map(Number));
}

/** Forecasts of the `HOSPITAL_HORIZON` months that follow the first `known`, beside what came. */
export function judgeable(
  rows: readonly number[][],
  known: number,
  forecast: (history: number[], index: number) => Quantiles[],
): Judged[] {
  return rows.map((row, index) => {
    const history = row.slice(0, known);
    return { history, actual: row.slice(known, known + HOSPITAL_HORIZON), forecast: forecast(history, index) };
  });
}

/** The benchmark's own yardstick: each month as a year before, at every level. */
export function seasonalNaive(history: readonly number[], season: number, horizon: number): Quantiles[] {
  return Array.from({ length: horizon }, (_, step) => {
    const value = history[history.length - season + (step % season)]!;
    return new Float64Array(9).fill(value);
  });
}

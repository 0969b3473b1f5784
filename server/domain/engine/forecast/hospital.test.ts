import { describe, expect, test } from "bun:test";
import { forecastCounts } from "./forecast-counts.ts";
import { HOSPITAL_HORIZON, judgeable, readHospital, seasonalNaive } from "./hospital.fixtures.ts";
import { judge } from "./metrics.ts";
import { pooledPrior } from "./type-prior.ts";

const rows = await readHospital();
if (!rows) console.log("hospital.csv is not beside the project: its forecasts are not judged");

describe.skipIf(!rows)("the Hospital set's last year, 767 series", () => {
  const known = (rows?.[0]?.length ?? 0) - HOSPITAL_HORIZON;

  test("the seasonal naive forecast scores what is published of it, so the yardstick is the public one", () => {
    const set = judgeable(rows!, known, (history) => seasonalNaive(history, 12, HOSPITAL_HORIZON));
    expect(set).toHaveLength(767);
    expect(judge(set, 12).mase).toBeCloseTo(0.9205, 4);
  });

  test("ours misses by less than any published method", () => {
    const prior = pooledPrior([], 12);
    const set = judgeable(rows!, known, (values, index) => {
      return forecastCounts({ values, season: 12, phase: 0 }, HOSPITAL_HORIZON, prior, 1, `${index}`).quantiles;
    });
    const { mase, wql } = judge(set, 12);
    expect(mase).toBeLessThan(0.743);
    expect(wql).toBeLessThan(0.0495);
  });
});

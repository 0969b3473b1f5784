import { describe, expect, test } from "bun:test";
import { plantedArrivals } from "./arrivals.fixtures.ts";
import { forecastArrivals } from "./forecast-arrivals.ts";
import { forecastCounts } from "./forecast-counts.ts";
import { seasonalNaive } from "./hospital.fixtures.ts";
import { judge } from "./metrics.ts";
import { negativeBinomialQuantiles } from "./negative-binomial.ts";
import { pooledPrior } from "./type-prior.ts";

const HORIZON = 14;
const DAYS = 365;

describe("daily arrivals of known make", () => {
  const planted = Array.from({ length: 150 }, (_, i) => plantedArrivals(3, `series ${i}`, DAYS, HORIZON));
  const prior = pooledPrior(
    planted.map(({ series }) => series),
    7,
  );
  const score = (forecast: (of: (typeof planted)[number], index: number) => Float64Array[]) =>
    judge(
      planted.map((of, index) => ({ history: of.series.values, actual: of.future, forecast: forecast(of, index) })),
      7,
    ).wql;

  test("a year of them is forecast nearly as well as by one who knows the true means", () => {
    const ours = score(({ series }, i) => forecastCounts(series, HORIZON, prior, 1, `${i}`).quantiles);
    const naive = score(({ series }) => seasonalNaive(Array.from(series.values), 7, HORIZON));
    const knowing = score(({ means, dispersion }) =>
      Array.from({ length: HORIZON }, (_, step) => negativeBinomialQuantiles(means[DAYS + step]!, dispersion)),
    );
    expect(ours / naive).toBeLessThan(0.62);
    expect(ours / knowing).toBeLessThan(1.08);
  });

  test("a month of them, with the type's prior, is still far better than a week ago's, and the prior alone than nothing", () => {
    const last = (days: number) => (of: (typeof planted)[number], index: number) => {
      const series = {
        ...of.series,
        values: Array.from(of.series.values).slice(DAYS - days),
        phase: (DAYS - days) % 7,
      };
      const forecast = forecastCounts(series, HORIZON, prior, 1, `${index}`);
      expect(forecast.method).toBe(days === 0 ? "prior" : "intermittent");
      return forecast.quantiles;
    };
    const naive = score(({ series }) => seasonalNaive(Array.from(series.values), 7, HORIZON));
    const month = score(last(30));
    const nothing = score(last(0));
    expect(month / naive).toBeLessThan(0.68);
    expect(nothing / naive).toBeLessThan(0.85);
    expect(month).toBeLessThan(nothing);
  });

  test("eight of ten actual counts lie between p10 and p90", () => {
    let [inside, all] = [0, 0];
    for (const [index, { series, future }] of planted.entries()) {
      const { quantiles } = forecastCounts(series, HORIZON, prior, 1, `${index}`);
      for (const [step, count] of future.entries()) {
        all += 1;
        if (count >= Math.floor(quantiles[step]![0]!) && count <= Math.ceil(quantiles[step]![8]!)) inside += 1;
      }
    }
    expect(inside / all).toBeWithin(0.8, 0.96);
  });
});

test("whatever the history, the quantiles are numbers that do not fall, and twice the same", () => {
  const odd: [string, number[]][] = [
    ["nothing", []],
    ["one", [3]],
    ["a gap", Array.from({ length: 100 }, (_, t) => (t % 3 === 0 ? Number.NaN : t % 5))],
    ["not known at all", Array.from({ length: 100 }, () => Number.NaN)],
    ["zeros", Array.from({ length: 400 }, () => 0)],
    ["a single demand", Array.from({ length: 400 }, (_, t) => (t === 17 ? 1 : 0))],
    ["one that stopped", Array.from({ length: 400 }, (_, t) => (t < 200 ? 9 : 0))],
    ["one that began", Array.from({ length: 400 }, (_, t) => (t < 395 ? 0 : 9))],
    ["huge", Array.from({ length: 100 }, (_, t) => 1e8 + (t % 7) * 1e7)],
    ["a spike", Array.from({ length: 100 }, (_, t) => (t === 50 ? 1e6 : 1))],
    ["always the same", Array.from({ length: 100 }, () => 4)],
    ["two years and more", Array.from({ length: 800 }, (_, t) => Math.round(5 + 4 * Math.sin(t / 58)))],
  ];
  for (const season of [7, 12] as const) {
    const prior = pooledPrior(
      odd.map(([, values]) => ({ values, season, phase: 0 })),
      season,
    );
    for (const [name, values] of odd) {
      for (const horizon of [1, 14, 40]) {
        const forecast = forecastCounts({ values, season, phase: 3 }, horizon, prior, 1, name);
        expect(forecast.quantiles).toHaveLength(horizon);
        for (const quantiles of forecast.quantiles) {
          expect([name, quantiles.every((value) => value >= 0 && value < 1e12)]).toEqual([name, true]);
          expect([...quantiles]).toEqual([...quantiles].sort((a, b) => a - b));
        }
        for (const { mean, dispersion } of forecast.moments) {
          expect([name, mean >= 0 && mean < 1e12, dispersion >= 0 && dispersion < 1e12]).toEqual([name, true, true]);
        }
        expect(forecastCounts({ values, season, phase: 3 }, horizon, prior, 1, name)).toEqual(forecast);
      }
    }
  }
});

test("a demand that stopped is forecast to be nearly none", () => {
  const values = Array.from({ length: 300 }, (_, t) => (t < 180 ? 6 : 0));
  const { quantiles } = forecastCounts({ values, season: 7, phase: 0 }, 7, pooledPrior([], 7), 1, "stopped");
  expect(quantiles.every((of) => of[4]! < 0.5)).toBe(true);
});

test("a holiday that is known of lowers the forecast of its day alone", () => {
  const horizon = 14;
  const holiday = Float64Array.from({ length: 280 + horizon }, (_, t) => (t % 40 === 3 || t === 285 ? 1 : 0));
  const values = Array.from({ length: 280 }, (_, t) => (holiday[t] === 1 ? 0 : 6));
  const series = { values, season: 7 as const, phase: 0, covariates: [holiday] };
  const { moments } = forecastCounts(series, horizon, pooledPrior([], 7), 1, "holiday");
  expect(moments[5]!.mean).toBeLessThan(2);
  for (const [day, { mean }] of moments.entries()) if (day !== 5 && day !== 3) expect(mean).toBeWithin(4, 7);
});

test("a site without history is given its type's prior, weekday by weekday, and an unrented type that of all", () => {
  const busy = Array.from({ length: 140 }, (_, t) => (t % 7 < 5 ? 1 + (t % 2) : 0));
  const [, fresh, , unrented] = forecastArrivals(
    [
      { siteId: "S1", typeId: "excavator", counts: busy, weekday: 0 },
      { siteId: "S2", typeId: "excavator", counts: [], weekday: 0 },
      { siteId: "S1", typeId: "dumper", counts: Array.from({ length: 140 }, () => 0), weekday: 0 },
      { siteId: "S2", typeId: "crane", counts: [], weekday: 5 },
    ],
    7,
    1,
  );
  expect(fresh!.method).toBe("prior");
  expect(fresh!.days.map(({ p50 }) => p50 > 0)).toEqual([true, true, true, true, true, false, false]);
  expect(fresh!.arrivals[0]!.mean).toBeWithin(1, 2);
  expect(fresh!.arrivals[6]!.mean).toBeLessThan(fresh!.arrivals[0]!.mean / 2);
  // Half of what is known of all types is never rented; its Saturday comes first.
  expect(unrented!.arrivals[2]!.mean).toBeWithin(0.2, 1);
  expect(unrented!.arrivals[0]!.mean).toBeLessThan(unrented!.arrivals[2]!.mean);
});

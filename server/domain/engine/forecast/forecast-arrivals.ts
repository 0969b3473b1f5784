import { forecastCounts, type CountForecast } from "./forecast-counts.ts";
import type { NegativeBinomial } from "./nb-regression.ts";
import type { CountSeries } from "./series.ts";
import { pooledPrior } from "./type-prior.ts";

/** New rentals a day of one type at one site, up to yesterday. */
export type ArrivalHistory = {
  siteId: string;
  typeId: string;
  /** Oldest first; NaN where the site was not yet there or nothing is known. May be empty. */
  counts: ArrayLike<number>;
  /** Day of the week of the first count (of today, where there is none): Monday is 0. */
  weekday: number;
  /** Holidays, weather: columns of the history and of the horizon after it. */
  covariates?: CountSeries["covariates"];
};

export type ArrivalForecast = {
  siteId: string;
  typeId: string;
  method: CountForecast["method"];
  /** Day 0 is today. */
  days: { day: number; p10: number; p50: number; p90: number }[];
  /** What `requiredUnits` draws from. */
  arrivals: NegativeBinomial[];
};

/**
 * Forecasts of arrivals for any number of sites and types. The prior of each type is pooled from all its series; a type that nobody has rented
 * yet gets the prior of all.
 */
export function forecastArrivals(
  histories: readonly ArrivalHistory[],
  horizon: number,
  seed: number,
): ArrivalForecast[] {
  const seriesOf = ({ counts, weekday, covariates }: ArrivalHistory): CountSeries => ({
    values: counts,
    season: 7,
    phase: weekday,
    covariates,
  });
  const ofAll = pooledPrior(histories.map(seriesOf), 7);
  const priors = new Map(
    [...Map.groupBy(histories, ({ typeId }) => typeId)].map(([typeId, ofType]) => {
      const isRented = ofType.some(({ counts }) => Array.from(counts).some((count) => count > 0));
      return [typeId, isRented ? pooledPrior(ofType.map(seriesOf), 7) : ofAll];
    }),
  );
  return histories.map((history) => {
    const { siteId, typeId } = history;
    const prior = priors.get(typeId)!;
    const { quantiles, moments, method } = forecastCounts(
      seriesOf(history),
      horizon,
      prior,
      seed,
      `${siteId}\n${typeId}`,
    );
    const days = quantiles.map((of, day) => ({ day, p10: of[0]!, p50: of[4]!, p90: of[8]! }));
    return { siteId, typeId, method, days, arrivals: moments };
  });
}

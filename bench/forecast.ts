/**
 * How good and how fast forecasts are: the Hospital set of the public benchmarks beside its own yardstick and the published figures, a year of daily
 * arrivals of 3,000 sites and types, and the units that they require. Run: `bun bench/forecast.ts`
 */
import { plantedArrivals } from "../server/domain/engine/forecast/arrivals.fixtures.ts";
import { forecastArrivals, type ArrivalHistory } from "../server/domain/engine/forecast/forecast-arrivals.ts";
import { forecastCounts } from "../server/domain/engine/forecast/forecast-counts.ts";
import {
  HOSPITAL_HORIZON,
  judgeable,
  readHospital,
  seasonalNaive,
} from "../server/domain/engine/forecast/hospital.fixtures.ts";
import { judge } from "../server/domain/engine/forecast/metrics.ts";
import { requiredUnits } from "../server/domain/engine/forecast/required-units.ts";
import { pooledPrior } from "../server/domain/engine/forecast/type-prior.ts";
import { mulberry32 } from "../server/domain/prng.ts";
import { report, times, type Finding } from "./report.ts";

const GOALS = { mase: 0.743, wql: 0.0511, seconds: 15 };
const SERIES = 3000;
const TYPES = 30;
const DAYS = 365;
const HORIZON = 14;

const findings: Finding[] = [];
const missed: string[] = [];

const rows = await readHospital();
if (rows) {
  const known = rows[0]!.length - HOSPITAL_HORIZON;
  const naive = judge(
    judgeable(rows, known, (history) => seasonalNaive(history, 12, HOSPITAL_HORIZON)),
    12,
  );
  const prior = pooledPrior([], 12);
  const startedMs = performance.now();
  const set = judgeable(rows, known, (values, index) => {
    return forecastCounts({ values, season: 12, phase: 0 }, HOSPITAL_HORIZON, prior, 1, `${index}`).quantiles;
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const ours = judge(set, 12);
  if (Math.abs(naive.mase - 0.9205) > 0.00005) missed.push(`the seasonal naive MASE is ${naive.mase}, not 0.9205`);
  if (!(ours.mase <= GOALS.mase && ours.wql <= GOALS.wql)) missed.push(`MASE ${ours.mase}, WQL ${ours.wql}`);
  const how = `the last 12 months of ${rows.length} series held out, quantiles 0.1 to 0.9, in ${seconds.toFixed(1)} s; published: AutoTheta 0.764 / 0.0553, AutoETS 0.770 / 0.0532, AutoARIMA 0.784 / 0.0586, Chronos-Bolt-base 0.791 / 0.0570`;
  for (const [name, digits] of [
    ["mase", 4],
    ["wql", 5],
  ] as const) {
    findings.push({
      what: `Hospital, ${name.toUpperCase()} of the forecast`,
      figure: ours[name].toFixed(digits),
      baseline: `${naive[name].toFixed(digits)} of the seasonal naive forecast (published MASE: 0.9205)`,
      ratio: times(ours[name], naive[name]),
      how,
    });
  }
} else console.log("hospital.csv is not beside the project (../shared/fixtures/forecast): it is not judged");

const planted = Array.from({ length: SERIES }, (_, i) => plantedArrivals(11, `series ${i}`, DAYS, HORIZON));
const histories = planted.map(({ series }, i): ArrivalHistory => ({
  siteId: `S${Math.floor(i / TYPES)}`,
  typeId: `T${i % TYPES}`,
  counts: series.values,
  weekday: 0,
}));
const startedMs = performance.now();
const forecasts = forecastArrivals(histories, HORIZON, 1);
const forecastSeconds = (performance.now() - startedMs) / 1000;
const prior = pooledPrior(
  planted.map(({ series }) => series),
  7,
);
const wqlOf = (forecast: (index: number) => Float64Array[]) =>
  judge(
    planted.map(({ series, future }, i) => ({ history: series.values, actual: future, forecast: forecast(i) })),
    7,
  ).wql;
const ours = wqlOf((i) => forecastCounts(planted[i]!.series, HORIZON, prior, 1, `${i}`).quantiles);
const naive = wqlOf((i) => seasonalNaive(Array.from(planted[i]!.series.values), 7, HORIZON));
if (forecastSeconds >= GOALS.seconds) missed.push(`${SERIES} series took ${forecastSeconds.toFixed(1)} s`);
findings.push({
  what: `${SERIES} series × ${DAYS} days, horizon ${HORIZON}, forecast on one thread`,
  figure: `${forecastSeconds.toFixed(1)} s`,
  baseline: `the goal of ${GOALS.seconds} s`,
  ratio: times(forecastSeconds, GOALS.seconds),
  how: `arrivals of known make; their WQL is ${ours.toFixed(4)}, of the seasonal naive forecast ${naive.toFixed(4)}`,
});

const rng = mulberry32(5);
const durations = Array.from({ length: 200 }, () => 1 + Math.floor(-20 * Math.log(1 - rng())));
const slips = Array.from({ length: 200 }, () => Math.round(6 * (rng() + rng() - 0.8)));
const inputs = forecasts.map(({ siteId, typeId, arrivals }) => ({
  siteId,
  typeId,
  arrivals,
  durations,
  slips,
  contracts: Array.from({ length: 10 }, () => ({ startDay: -5, plannedEndDay: Math.floor(40 * rng()) - 3 })),
}));
const unitsMs = performance.now();
const units = requiredUnits(inputs, 1);
const unitsSeconds = (performance.now() - unitsMs) / 1000;
findings.push({
  what: `Units required by ${units.length} sites and types on ${HORIZON} days, 300 paths, 10 live contracts each`,
  figure: `${unitsSeconds.toFixed(1)} s`,
  baseline: `${forecastSeconds.toFixed(1)} s for the forecast of their arrivals`,
  ratio: times(unitsSeconds, forecastSeconds),
  how: "one thread; quantiles and P(D ≥ k) of each day",
});

await report(findings);
if (missed.length > 0) {
  console.error(missed.join("\n"));
  process.exit(1);
}

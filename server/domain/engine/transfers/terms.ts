/** What moving a machine costs. Every figure is an argument of the plan; these are what stands where a dealer has none of its own. */

export type TransferTerms = {
  /** Days ahead that the plan covers; nothing that arrives later is worth a truck. */
  horizonDays: number;
  /** How many of the nearest sites that have the type a demand is offered. */
  nearest: number;
  /** Length of the road ÷ great circle. */
  roadFactor: number;
  /** Kilometres that a truck makes in a day. */
  kmPerDay: number;
  /** Money for a truck's kilometre, the way there. */
  ratePerKm: number;
  /** Share of a truck's kilometres that it drives empty, paid by those it does not. */
  emptyShare: number;
  /** Money for loading and unloading, whatever the distance. */
  ratePerMove: number;
  /** Kilograms of CO2 for a tonne over a kilometre. */
  carbonKgPerTonneKm: number;
  /** Money for a tonne of CO2. */
  carbonPrice: number;
  /** Tonnes of a machine whose type is not among the plan's types. */
  tonnes: number;
};

/**
 * - `roadFactor` 1.3: measured factors lie at 1.20 (United States), 1.26 (South Korea), 1.32 (Germany), 1.40 (England): Ballou, Rahardja and
 *   Sakai 2002, "Selected country circuity factors for road travel distance estimation", Transportation Research A 36; Kim et al. 2015.
 * - `kmPerDay` 500: nine hours of driving a day (Regulation (EC) 561/2006, article 6) at some 55 km/h with a load.
 * - `ratePerKm` 1.41: 2.270 US dollars a mile in 2023; `emptyShare` 16.3 % in the same year: American Transportation Research Institute,
 *   "An Analysis of the Operational Costs of Trucking: 2024 Update".
 * - `carbonKgPerTonneKm` 0.062: the average recommended for road haulage by McKinnon and Piecyk, "Measuring and Managing CO2 Emissions of
 *   European Chemical Transport" (Cefic and ECTA guidelines, 2011).
 * - `carbonPrice` 80, `ratePerMove` 0, `tonnes` 15: no measurements but a start; the dealer's own figures take their place.
 */
export const TRANSFER_TERMS: TransferTerms = {
  horizonDays: 14,
  nearest: 20,
  roadFactor: 1.3,
  kmPerDay: 500,
  ratePerKm: 1.41,
  emptyShare: 0.163,
  ratePerMove: 0,
  carbonKgPerTonneKm: 0.062,
  carbonPrice: 80,
  tonnes: 15,
};

import { expect, test } from "bun:test";
import { negativeBinomialAt, negativeBinomialQuantiles } from "./negative-binomial.ts";

test("without dispersion the quantiles are Poisson's", () => {
  // P(X ≤ 0, 1, 2, 3, 4) of mean 2: 0.135, 0.406, 0.677, 0.857, 0.947.
  expect([...negativeBinomialQuantiles(2, 0)]).toEqual([0, 1, 1, 1, 2, 2, 3, 3, 4]);
  expect([...negativeBinomialQuantiles(0.05, 0)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test("of size 1 they are the geometric distribution's", () => {
  // P(X ≤ k) = 1 − (3 ÷ 4)^(k + 1) at mean 3.
  const least = (level: number) => Math.max(0, Math.ceil(Math.log(1 - level) / Math.log(0.75) - 1 - 1e-12));
  expect([...negativeBinomialQuantiles(3, 1)]).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(least));
});

test("where counting ends the approximation carries on", () => {
  for (const dispersion of [0, 0.05, 0.5]) {
    const counted = negativeBinomialQuantiles(60, dispersion);
    const approximated = negativeBinomialQuantiles(60.01, dispersion);
    for (let i = 0; i < 9; i++) expect(Math.abs(counted[i]! - approximated[i]!)).toBeLessThan(1 + 0.01 * counted[i]!);
  }
});

test("no mean and no level makes them anything but a number of 0 or more", () => {
  for (const mean of [0, 1e-12, 0.3, 59, 1e4, 1e9, Number.NaN])
    for (const dispersion of [0, 1e-12, 0.2, 50])
      for (const level of [1e-9, 0.1, 0.5, 0.999999])
        expect(negativeBinomialAt([level], mean, dispersion)[0]).toBeWithin(0, 1e13);
});

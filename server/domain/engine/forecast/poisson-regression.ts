import { solveSymmetric } from "./solve-symmetric.ts";

const ITERATIONS = 12;
/** A linear predictor beyond ±20 is no count of machines. */
const MOST = 20;

/**
 * Ridge Poisson regression: maximizes Σ w·(y·η − e^η) ÷ φ − ½·Σ ridge·β² with η = x·β, by Newton's method (iteratively reweighted least
 * squares; McCullagh and Nelder 1989), where φ is the weighted Pearson dispersion of the first fit, at least 1: noisier counts are
 * believed less and shrunk more.
 *
 * @param x rows of `width` columns, the first of which is the constant; rows after the history are used by the caller
 * @param ridge by column; 0 for the constant
 * @returns the coefficients
 */
export function fitPoisson(
  x: Float64Array,
  width: number,
  y: ArrayLike<number>,
  weights: Float64Array,
  ridge: Float64Array,
): Float64Array {
  let counts = 0;
  let expected = 0;
  for (let t = 0; t < y.length; t++) {
    if (!(y[t]! >= 0)) continue;
    counts += weights[t]! * y[t]!;
    expected += weights[t]!;
  }
  const beta = new Float64Array(width);
  // Half a count, so that a history of zeros has a logarithm.
  beta[0] = Math.log((counts + 0.5) / (expected + 0.5));
  const dispersion = newton(x, width, y, weights, ridge, beta, 1);
  if (dispersion > 1.05) newton(x, width, y, weights, ridge, beta, dispersion);
  return beta;
}

/** Improves `beta` in place. Returns the dispersion of what came out, at least 1. */
function newton(
  x: Float64Array,
  width: number,
  y: ArrayLike<number>,
  weights: Float64Array,
  ridge: Float64Array,
  beta: Float64Array,
  phi: number,
): number {
  const hessian = new Float64Array(width * width);
  const step = new Float64Array(width);
  let dispersion = 1;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    hessian.fill(0);
    let pearson = 0;
    let known = 0;
    for (let i = 0; i < width; i++) {
      step[i] = -ridge[i]! * phi * beta[i]!;
      hessian[i * width + i] = ridge[i]! * phi + 1e-9;
    }
    for (let t = 0; t < y.length; t++) {
      const count = y[t]!;
      if (!(count >= 0)) continue;
      const row = t * width;
      let eta = 0;
      for (let i = 0; i < width; i++) eta += x[row + i]! * beta[i]!;
      const mean = Math.exp(Math.min(MOST, Math.max(-MOST, eta)));
      const weight = weights[t]!;
      const residual = count - mean;
      pearson += (weight * residual * residual) / Math.max(mean, 0.05);
      known += weight;
      for (let i = 0; i < width; i++) {
        const xi = x[row + i]!;
        if (xi === 0) continue;
        step[i]! += weight * xi * residual;
        const scaled = weight * mean * xi;
        for (let j = 0; j <= i; j++) hessian[i * width + j]! += scaled * x[row + j]!;
      }
    }
    dispersion = known > 0 ? Math.max(1, pearson / known) : 1;
    solveSymmetric(hessian, step);
    let largest = 0;
    for (let i = 0; i < width; i++) largest = Math.max(largest, Math.abs(step[i]!));
    const damping = largest > 2 ? 2 / largest : 1;
    for (let i = 0; i < width; i++) beta[i]! += damping * step[i]!;
    if (largest < 1e-5) break;
  }
  return dispersion;
}

/** A point on the lon/lat plane: `[longitude, latitude]` in degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** Largest relative error of the plain determinant, `(3 + 16 ε) ε` with ε = 2⁻⁵³ (Shewchuk 1997, "ccwerrboundA"). */
const PLAIN_ERROR = (3 + 16 * 2 ** -53) * 2 ** -53;

/** Dekker's splitter: cuts a double into two halves whose products are exact. */
const SPLITTER = 2 ** 27 + 1;

/**
 * On which side of the directed line a→b does c lie? 1 = left, -1 = right, 0 = exactly on the line.
 * The sign is exact: the plain determinant where its error bound allows, otherwise a sum of error-free products
 * (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997).
 * Exact for all coordinates whose products neither overflow nor underflow, so for every pair of degrees.
 */
export function orient2d(a: LonLat, b: LonLat, c: LonLat): -1 | 0 | 1 {
  const left = (a[0] - c[0]) * (b[1] - c[1]);
  const right = (a[1] - c[1]) * (b[0] - c[0]);
  const plain = left - right;
  if (Math.abs(plain) > PLAIN_ERROR * (Math.abs(left) + Math.abs(right))) return plain > 0 ? 1 : -1;

  // The determinant multiplied out; the c·c terms cancel exactly.
  const expansion: number[] = [];
  addProduct(expansion, a[0], b[1]);
  addProduct(expansion, -a[0], c[1]);
  addProduct(expansion, -c[0], b[1]);
  addProduct(expansion, -a[1], b[0]);
  addProduct(expansion, a[1], c[0]);
  addProduct(expansion, c[1], b[0]);
  return signOf(expansion);
}

/** Adds x·y to the expansion as its rounded product and that product's rounding error. */
function addProduct(expansion: number[], x: number, y: number): void {
  const product = x * y;
  const xWide = SPLITTER * x;
  const xHigh = xWide - (xWide - x);
  const xLow = x - xHigh;
  const yWide = SPLITTER * y;
  const yHigh = yWide - (yWide - y);
  const yLow = y - yHigh;
  grow(expansion, xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow));
  grow(expansion, product);
}

/** Shewchuk's Grow-Expansion: adds one number without error; the components stay non-overlapping, smallest first. */
function grow(expansion: number[], addend: number): void {
  let carry = addend;
  for (let i = 0; i < expansion.length; i++) {
    const part = expansion[i]!;
    const sum = carry + part;
    const partSeen = sum - carry;
    expansion[i] = carry - (sum - partSeen) + (part - partSeen);
    carry = sum;
  }
  expansion.push(carry);
}

/** The last component that is not zero outweighs all smaller ones together. */
function signOf(expansion: number[]): -1 | 0 | 1 {
  const top = expansion.findLast((part) => part !== 0) ?? 0;
  return top > 0 ? 1 : top < 0 ? -1 : 0;
}

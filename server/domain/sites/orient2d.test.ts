import { expect, test } from "bun:test";
import { orient2d } from "./orient2d.ts";

test("orient2d has the exact sign where the plain determinant has not", () => {
  // The grid of Kettner et al., "Classroom Examples of Robustness Problems" (2008): points near the line y = x.
  let plainWrong = 0;
  const [q, r] = [
    [12, 12],
    [24, 24],
  ] as const;
  for (let i = 0; i < 64; i++)
    for (let j = 0; j < 64; j++) {
      const p = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53] as const;
      const truth = Math.sign(p[1] - p[0]);
      expect(orient2d(q, r, p)).toBe(truth as -1 | 0 | 1);
      expect(orient2d(r, p, q)).toBe(truth as -1 | 0 | 1);
      expect(orient2d(r, q, p)).toBe((0 - truth) as -1 | 0 | 1);
      if (Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) !== truth) plainWrong++;
    }
  expect(plainWrong).toBeGreaterThan(500);
});

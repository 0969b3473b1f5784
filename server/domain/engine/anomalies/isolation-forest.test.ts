import { expect, test } from "bun:test";
import { drawNormal, rngFor } from "../random.ts";
import { isolationScores } from "./isolation-forest.ts";

const cloud = (rows: number, features: number) => {
  const rng = rngFor(4, "cloud");
  return Array.from({ length: features }, () => Float64Array.from({ length: rows }, () => drawNormal(rng)));
};

test("a point far from a cloud scores highest, the cloud's middle lowest", () => {
  const columns = cloud(500, 3);
  for (const values of columns) [values[7], values[8]] = [6, 0];
  const scores = isolationScores({ rows: 500, columns }, 1);
  expect(scores.indexOf(Math.max(...scores))).toBe(7);
  expect(scores[7]!).toBeGreaterThan(0.7);
  expect(scores[8]!).toBeLessThan(0.45);
});

test("scores are the same for the same seed, nearly so for another, and neither order nor unit of a feature matters to what they say", () => {
  const columns = cloud(300, 2);
  columns[0]![3] = 9;
  const scores = isolationScores({ rows: 300, columns }, 1);
  expect(isolationScores({ rows: 300, columns }, 1)).toEqual(scores);
  const others = isolationScores(
    { rows: 300, columns: columns.map((values) => values.map((value) => 1000 * value)) },
    2,
  );
  for (let row = 0; row < 300; row++) expect(Math.abs(others[row]! - scores[row]!)).toBeLessThan(0.06);
});

test("machines that are all alike, or one alone, are ordinary", () => {
  const same = [new Float64Array(50).fill(3)];
  expect(isolationScores({ rows: 50, columns: same }, 1).every((score) => Math.abs(score - 0.5) < 1e-9)).toBe(true);
  expect([...isolationScores({ rows: 1, columns: [Float64Array.of(4)] }, 1)]).toEqual([0.5]);
  expect([...isolationScores({ rows: 0, columns: [new Float64Array(0)] }, 1)]).toEqual([]);
});

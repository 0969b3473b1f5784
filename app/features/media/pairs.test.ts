import { expect, test } from "bun:test";
import { pairOf, type Viewed } from "./pairs.ts";

const one = (mediaId: string, purpose: string, at: string, more: Partial<Viewed> = {}): Viewed => ({
  mediaId,
  purpose,
  at,
  rentalId: "r1",
  ...more,
});
const all = [
  one("in", "CHECK_IN", "2026-02-02"),
  one("out2", "CHECK_OUT", "2026-01-02"),
  one("out1", "CHECK_OUT", "2026-01-01"),
  one("film", "CHECK_IN", "2026-02-03", { contentType: "video/mp4" }),
  one("damage", "DAMAGE", "2026-02-02"),
  one("other", "CHECK_IN", "2026-03-01", { rentalId: "r2" }),
  one("none", "CHECK_OUT", "2026-03-01", { rentalId: null }),
];
const ids = (viewed: Viewed[] | undefined) => viewed?.map(({ mediaId }) => mediaId);

test("before and after are of the same rental, the oldest first, without films", () => {
  const pair = pairOf(all, all[4]!);
  expect([ids(pair?.before), ids(pair?.after)]).toEqual([["out1", "out2"], ["in"]]);
});

test("a rental with one side only, or none, has nothing to compare", () => {
  expect(pairOf(all, all[5]!)).toBeNull();
  expect(pairOf(all, all[6]!)).toBeNull();
});

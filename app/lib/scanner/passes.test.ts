import { describe, expect, test } from "bun:test";
import { type Effort, effortForFrame, planPasses, runCascade, type FoundCode, type ReadCodes } from "./passes.ts";
import { binarised, rasterSource, rotated, unrotated, type Rgba } from "./raster.ts";

const grey = (width: number, height: number, value = 200): Rgba => ({
  data: new Uint8ClampedArray(width * height * 4).fill(value),
  width,
  height,
});
const codeAt = (text: string, x: number, y: number, size = 10): FoundCode => ({
  text,
  corners: [
    { x, y },
    { x: x + size, y },
    { x: x + size, y: y + size },
    { x, y: y + size },
  ],
});

describe("planPasses", () => {
  test("gives a live frame one small pass, a blank one a few more and a photograph all", () => {
    const size = { width: 1920, height: 1080 };
    expect(planPasses(size, "frame").map((p) => [p.pass.name, p.longSide])).toEqual([["fast", 640]]);
    expect(planPasses(size, "retry").map((p) => p.longSide)).toEqual([640, 640, 1280, 640]);
    const photo = planPasses(size, "photo");
    expect(photo.length).toBeGreaterThan(7);
    expect(photo.find((p) => p.pass.name === "full size")?.longSide).toBe(1920);
    expect(photo.some((p) => p.pass.enlarge)).toBe(false);
  });

  test("does not look twice at the same pixels with the same settings", () => {
    const names = planPasses({ width: 300, height: 200 }, "photo").map((p) => p.pass.name);
    expect(names).not.toContain("larger");
    expect(names).not.toContain("full size");
    expect(names).toContain("enlarged");
  });

  test("bounds the work on a huge photograph", () => {
    expect(Math.max(...planPasses({ width: 12_000, height: 9000 }, "photo").map((p) => p.longSide))).toBe(4096);
  });
});

describe("runCascade", () => {
  test("stops at the first pass that finds something and scales corners back", async () => {
    const sizes: number[] = [];
    const read: ReadCodes = async (image) => {
      sizes.push(image.width);
      return image.width === 1280 ? [codeAt("x", 64, 32, 64)] : [];
    };
    const { codes, pass } = await runCascade(rasterSource(grey(2560, 1440)), "photo", read);
    expect(sizes).toEqual([640, 640, 1280]);
    expect(pass).toBe("larger");
    expect(codes[0]!.corners[0]).toEqual({ x: 128, y: 64 });
    expect(codes[0]!.corners[2]).toEqual({ x: 256, y: 192 });
  });

  test("puts the code nearest to the middle first", async () => {
    const read: ReadCodes = async () => [codeAt("edge", 0, 0), codeAt("middle", 95, 95), codeAt("corner", 190, 190)];
    const { codes } = await runCascade(rasterSource(grey(200, 200)), "frame", read);
    expect(codes.map((code) => code.text)).toEqual(["middle", "edge", "corner"]);
  });

  test("says so when nothing was found", async () => {
    expect(await runCascade(rasterSource(grey(200, 200)), "retry", async () => [])).toEqual({ codes: [], pass: null });
  });
});

test("every sixth blank frame gets a closer look", () => {
  expect([0, 1, 4, 5, 6, 11].map(effortForFrame)).toEqual(["frame", "frame", "frame", "retry", "frame", "retry"]);
  expect([17, 23, 24, 47].map(effortForFrame)).toEqual(["retry", "search", "frame", "search"]);
  const passes = (effort: Effort) => planPasses({ width: 1920, height: 1080 }, effort).map(({ pass }) => pass.name);
  expect(passes("search")).toEqual(passes("photo").filter((name) => name !== "full size"));
});

describe("raster", () => {
  test("scales by area average downwards", () => {
    const image = grey(4, 2, 0);
    image.data.fill(255, 0, 4);
    const { data, width, height } = rasterSource(image).scaledTo(2);
    expect([width, height]).toEqual([2, 1]);
    expect([data[0], data[4], data[3]]).toEqual([64, 0, 255]);
  });

  test("keeps a flat image flat at any size", () => {
    for (const longSide of [3, 7, 50, 123]) {
      const { data } = rasterSource(grey(50, 31)).scaledTo(longSide);
      expect(data.filter((_, i) => i % 4 !== 3).every((value) => value === 200)).toBe(true);
    }
  });

  test("takes coloured ink for ink", () => {
    const image = grey(100, 1, 255);
    for (let x = 0; x < 50; x++) image.data.set([255, 220, 0, 255], 4 * x);
    const { data } = binarised(image, 0.5);
    expect([data[0], data[4 * 99]]).toEqual([0, 255]);
  });

  test("turns clockwise and finds the way back", () => {
    const image = grey(20, 10, 255);
    image.data.fill(0, 0, 3);
    const quarter = rotated(image, 90);
    expect([quarter.width, quarter.height]).toEqual([10, 20]);
    expect(quarter.data[4 * 9]).toBeLessThan(30);
    const back = unrotated({ x: 9.5, y: 0.5 }, image, 90);
    expect(back.x).toBeCloseTo(0.5);
    expect(back.y).toBeCloseTo(0.5);
  });
});

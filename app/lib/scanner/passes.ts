/**
 * The cascade: one cheap look at every camera frame, dearer looks at the frames where it found nothing. Pure over a reader,
 * so that the worker and the tests run the same passes.
 */
import { binarised, fitted, rotated, unrotated, type ImageSource, type Point, type Rgba } from "./raster.ts";

/**
 * `frame`: the fast pass alone. `retry`: a few more, for a live view that stays blank. `search`: those for labels that are askew, worn or
 * far away. `photo`: everything.
 */
export type Effort = "frame" | "retry" | "search" | "photo";

/** The settings of the reader that passes differ in (zxing-wasm's names). */
export type ReadOptions = {
  tryHarder: boolean;
  tryInvert: boolean;
  tryDownscale: boolean;
  tryDenoise: boolean;
  binarizer: "LocalAverage" | "GlobalHistogram" | "FixedThreshold";
};

/** A code and its four corners, clockwise from its own top left, in pixels of the image that was read. */
export type FoundCode = { text: string; corners: [Point, Point, Point, Point] };
export type ReadCodes = (image: Rgba, options: ReadOptions) => Promise<FoundCode[]>;

/** `codes` nearest to the middle first, corners in pixels of the source; `pass` names the pass that found them. */
export type CascadeResult = { codes: FoundCode[]; pass: string | null };

type Pass = {
  name: string;
  effort: Effort;
  /** The longer side in pixels; images are never enlarged by it. */
  longSide: number;
  /** Enlarges an image smaller than `longSide` instead, up to so many times. */
  enlarge?: number;
  cut?: number;
  degrees?: number;
  options: ReadOptions;
};

const PLAIN: ReadOptions = {
  tryHarder: false,
  tryInvert: false,
  tryDownscale: false,
  tryDenoise: false,
  binarizer: "LocalAverage",
};
const THOROUGH: ReadOptions = { ...PLAIN, tryHarder: true, tryInvert: true };

/** In order of cost. Measured on the photographs of `decode.fixtures.test.ts` and by `bench/qr.ts`. */
const PASSES: readonly Pass[] = [
  { name: "fast", effort: "frame", longSide: 640, options: PLAIN },
  { name: "inverted", effort: "retry", longSide: 640, options: THOROUGH },
  { name: "larger", effort: "retry", longSide: 1280, options: THOROUGH },
  { name: "denoised", effort: "retry", longSide: 640, options: { ...THOROUGH, tryDenoise: true } },
  { name: "histogram", effort: "search", longSide: 1280, options: { ...THOROUGH, binarizer: "GlobalHistogram" } },
  {
    name: "full size",
    effort: "photo",
    longSide: 4096,
    options: { ...THOROUGH, tryDownscale: true, tryDenoise: true },
  },
  // Worn prints lose their black, printed-over ones their white.
  {
    name: "dark cut",
    effort: "search",
    longSide: 1280,
    cut: 0.3,
    options: { ...THOROUGH, binarizer: "FixedThreshold" },
  },
  {
    name: "light cut",
    effort: "search",
    longSide: 1280,
    cut: 0.85,
    options: { ...THOROUGH, binarizer: "FixedThreshold" },
  },
  { name: "rotated", effort: "search", longSide: 1280, degrees: 45, options: THOROUGH },
  { name: "enlarged", effort: "search", longSide: 1280, enlarge: 2, options: { ...THOROUGH, tryDenoise: true } },
];

const EFFORTS: readonly Effort[] = ["frame", "retry", "search", "photo"];

/**
 * Runs the passes that `effort` allows until one finds a code. Passes that would look at the same pixels with the same settings
 * as an earlier one are left out.
 */
export async function runCascade(source: ImageSource, effort: Effort, read: ReadCodes): Promise<CascadeResult> {
  let last: Rgba | null = null;
  for (const { pass, longSide } of planPasses(source, effort)) {
    if (!last || Math.max(last.width, last.height) !== longSide) last = source.scaledTo(longSide);
    const scaled = last;
    const cut = pass.cut === undefined ? scaled : binarised(scaled, pass.cut);
    const image = pass.degrees === undefined ? cut : rotated(cut, pass.degrees);
    const found = await read(image, pass.options);
    if (found.length === 0) continue;
    const toSource = (corner: Point): Point => {
      const { x, y } = pass.degrees === undefined ? corner : unrotated(corner, scaled, pass.degrees);
      return { x: (x * source.width) / scaled.width, y: (y * source.height) / scaled.height };
    };
    const codes = found.map((code) => ({ ...code, corners: code.corners.map(toSource) as FoundCode["corners"] }));
    return { codes: nearestToMiddle(codes, source), pass: pass.name };
  }
  return { codes: [], pass: null };
}

/** The passes that `runCascade` would run on an image of this size, with the longer side each works at. */
export function planPasses(
  size: { width: number; height: number },
  effort: Effort,
): { pass: Pass; longSide: number }[] {
  const own = Math.max(size.width, size.height);
  const seen = new Set<string>();
  return PASSES.filter((pass) => EFFORTS.indexOf(pass.effort) <= EFFORTS.indexOf(effort))
    .map((pass) => ({ pass, longSide: Math.min(pass.longSide, own * (pass.enlarge ?? 1)) }))
    .filter(({ pass, longSide }) => {
      if (pass.enlarge && longSide <= own) return false;
      const { width, height } = fitted(size.width, size.height, longSide);
      // Downscaling inside the reader changes nothing on what earlier passes have seen at that size.
      const key = JSON.stringify([width, height, pass.cut, pass.degrees, { ...pass.options, tryDownscale: false }]);
      return seen.has(key) ? false : seen.add(key);
    });
}

/**
 * How hard to look at the next live frame after so many blank ones in a row: every sixth gets the dearer passes and every
 * 24th all but the one at full size, so that the view stays smooth.
 */
export function effortForFrame(blankFrames: number): Effort {
  if (blankFrames % 24 === 23) return "search";
  return blankFrames % 6 === 5 ? "retry" : "frame";
}

function nearestToMiddle(codes: FoundCode[], size: { width: number; height: number }): FoundCode[] {
  const offset = ({ corners }: FoundCode) => {
    const x = corners.reduce((sum, corner) => sum + corner.x, 0) / 4;
    const y = corners.reduce((sum, corner) => sum + corner.y, 0) / 4;
    return Math.hypot(x - size.width / 2, y - size.height / 2);
  };
  return codes.toSorted((a, b) => offset(a) - offset(b));
}

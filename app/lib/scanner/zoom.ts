/** Arithmetic of a camera's zoom: buttons, slider and two fingers lead to values that the camera knows. */
import type { ZoomRange } from "./camera-state.ts";

/** One press of a button. */
const PRESS_FACTOR = 1.5;

/** The nearest value that the camera can be set to. */
export function fittedZoom(range: ZoomRange, wanted: number): number {
  const inside = Math.min(range.max, Math.max(range.min, wanted));
  if (!(range.step > 0)) return inside;
  const stepped = range.min + Math.round((inside - range.min) / range.step) * range.step;
  // 0.1 is no sum of powers of two: without rounding a slider shows 2.3000000000000003.
  return Math.min(range.max, Number(stepped.toFixed(4)));
}

/** One press nearer (`+1`) or farther (`-1`); always at least one step of the camera's. */
export function pressedZoom(range: ZoomRange, now: number, direction: 1 | -1): number {
  const next = fittedZoom(range, direction > 0 ? now * PRESS_FACTOR : now / PRESS_FACTOR);
  return next === now ? fittedZoom(range, now + direction * range.step) : next;
}

type Touch = { clientX: number; clientY: number };

/** Distance of two fingers in pixels. */
export const spread = (a: Touch, b: Touch): number => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/**
 * Hands values to something slow, one at a time: while it works the newest waits and those before it are forgotten. Fingers give sixty
 * values a second, a camera takes ten.
 */
export function newestOnly<T>(work: (value: T) => Promise<unknown>): (value: T) => void {
  let busy = false;
  let next: { value: T } | null = null;
  const run = async (value: T) => {
    busy = true;
    await work(value).catch(() => undefined);
    busy = false;
    const waiting = next;
    next = null;
    if (waiting) void run(waiting.value);
  };
  return (value) => {
    if (busy) next = { value };
    else void run(value);
  };
}

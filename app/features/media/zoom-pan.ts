/** Arithmetic of a picture under two fingers: how large it is shown, and by how many pixels it is moved from the middle. */

export type View = { scale: number; x: number; y: number };
type Point = { x: number; y: number };
type Size = { width: number; height: number };

export const WHOLE: View = { scale: 1, x: 0, y: 0 };
export const MOST_SCALE = 6;

/** Never smaller than whole, and never moved so far that an edge leaves the frame. */
export function fittedView(view: View, frame: Size): View {
  const scale = Math.min(MOST_SCALE, Math.max(1, view.scale));
  const room = { x: ((scale - 1) * frame.width) / 2, y: ((scale - 1) * frame.height) / 2 };
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value)) + 0;
  return { scale, x: within(view.x, room.x), y: within(view.y, room.y) };
}

/** Larger or smaller by a factor; what lies under `at` (pixels from the frame's middle) stays there. */
export function zoomedAt(view: View, factor: number, at: Point, frame: Size): View {
  const scale = Math.min(MOST_SCALE, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return fittedView({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, frame);
}

export const moved = (view: View, by: Point, frame: Size): View =>
  fittedView({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);

const SWIPE_PX = 60;

/** Where a finger that moved by so many pixels wants to go: the next picture, the one before, or nowhere. */
export function swiped(by: Point): 1 | -1 | 0 {
  if (Math.abs(by.x) < SWIPE_PX || Math.abs(by.x) < 1.5 * Math.abs(by.y)) return 0;
  return by.x < 0 ? 1 : -1;
}

/** Strokes of a signature: points relative to the pad, thinned as they are drawn. */
type Point = [number, number];

/** Nearer than this, in parts of the pad, a point adds nothing that one sees. */
const NEAR = 0.006;
const relative = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** The stroke with the point, or the same stroke where the point is too near to the last. */
export function addPoint(stroke: readonly Point[], [x, y]: Point): Point[] {
  const point: Point = [relative(x), relative(y)];
  const last = stroke.at(-1);
  return last && Math.hypot(last[0] - point[0], last[1] - point[1]) < NEAR ? (stroke as Point[]) : [...stroke, point];
}

/** A path of SVG in a box of so many units; a single point is a dot. */
export function strokePath(stroke: readonly Point[], width: number, height: number): string {
  const at = ([x, y]: Point) => `${Math.round(x * width * 10) / 10} ${Math.round(y * height * 10) / 10}`;
  const [first, ...rest] = stroke;
  if (!first) return "";
  return rest.length === 0 ? `M${at(first)}h0.1` : `M${at(first)}${rest.map((point) => `L${at(point)}`).join("")}`;
}

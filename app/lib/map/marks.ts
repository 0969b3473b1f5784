/**
 * The mark of a machine: a shape and a colour by status, the same on the map and in its legend, so that nobody has to
 * tell states apart by colour.
 */
import type { EquipmentStatus } from "../../../server/domain/assets/schema.ts";
import type { Palette } from "./palette.ts";

/** Shapes on a field of 24 × 24. */
export const markShapes: Record<EquipmentStatus, string> = {
  AVAILABLE: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18Z",
  ON_RENT: "M12 1.5 22.5 12 12 22.5 1.5 12Z",
  IDLE: "M4 4h16v16H4Z",
  MAINTENANCE: "M12 2.5 22.5 21h-21Z",
  LOST: "M8 3h8l5 5v8l-5 5H8l-5-5V8Z",
  RETIRED: "M3 7h18v10H3Z",
};
/** What is drawn into the shape, as strokes. */
export const markGlyphs: Record<EquipmentStatus, string> = {
  AVAILABLE: "M8 12.2l2.8 2.8L16 9.5",
  ON_RENT: "M8.5 12h7M12.5 9l3 3-3 3",
  IDLE: "M12 7.5v5M12 16v.5",
  MAINTENANCE: "M12 10v4.5M12 17.4v.4",
  LOST: "M9 9l6 6M15 9l-6 6",
  RETIRED: "M8 12h8",
};
const colours: Record<EquipmentStatus, keyof Palette> = {
  AVAILABLE: "green",
  ON_RENT: "blue",
  IDLE: "grey",
  MAINTENANCE: "violet",
  LOST: "red",
  RETIRED: "grey",
};
/** Utilities with the same colours, for the legend. */
export const markClasses: Record<EquipmentStatus, string> = {
  AVAILABLE: "text-green",
  ON_RENT: "text-blue",
  IDLE: "text-grey",
  MAINTENANCE: "text-violet",
  LOST: "text-red",
  RETIRED: "text-grey",
};

const field = 32;
/** The name of a mark's image in the style. */
export const markImage = (status: EquipmentStatus, overdue: boolean) => `mark-${status}${overdue ? "-overdue" : ""}`;

/** Draws one mark at `ratio` device pixels a unit; an overdue machine carries a dot. */
export function drawMark(status: EquipmentStatus, overdue: boolean, palette: Palette, ratio: number): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = field * ratio;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no 2d canvas");
  pen.scale(ratio, ratio);
  pen.translate(4, 4);
  pen.lineJoin = pen.lineCap = "round";
  const shape = new Path2D(markShapes[status]);
  pen.lineWidth = 3.5;
  pen.strokeStyle = palette.surface;
  pen.stroke(shape);
  pen.fillStyle = palette[colours[status]];
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas and no array
  pen.fill(shape);
  pen.lineWidth = 2;
  pen.stroke(new Path2D(markGlyphs[status]));
  if (overdue) {
    pen.beginPath();
    pen.arc(21, 4, 5.5, 0, 2 * Math.PI);
    pen.fillStyle = palette.danger;
    pen.fill();
    pen.lineWidth = 2;
    pen.stroke();
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Words of inspections, for the tables and for the shapes. */
export const INSPECTION_KINDS = ["OUT", "IN"] as const;
export const ANSWERS = ["OK", "FAIL", "NA"] as const;
/** How bad it is: looks, to be repaired, not to be used. */
export const SEVERITIES = ["MINOR", "MAJOR", "UNSAFE"] as const;
/** Outlines that a damage mark can be put on where there is no photo of the place. */
export const SILHOUETTES = ["LEFT", "RIGHT", "FRONT", "REAR"] as const;

export type InspectionKind = (typeof INSPECTION_KINDS)[number];
export type Answer = (typeof ANSWERS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type Silhouette = (typeof SILHOUETTES)[number];

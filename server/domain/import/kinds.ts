/** What may be brought in from a file. */
export const IMPORT_KINDS = ["MACHINES", "SITES", "CUSTOMERS"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

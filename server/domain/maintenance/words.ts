/** Words of maintenance, for the table and for the shapes. */
export const MAINTENANCE_KINDS = ["SERVICE", "REPAIR"] as const;
export const MAINTENANCE_STATES = ["OPEN", "PLANNED", "IN_WORK", "DONE"] as const;
/** Where the work is done: the dealer's workshop, its yard, or where the machine stands. */
export const WORKSHOPS = ["WORKSHOP", "YARD", "ON_SITE"] as const;

export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];
export type MaintenanceState = (typeof MAINTENANCE_STATES)[number];
export type Workshop = (typeof WORKSHOPS)[number];

/** What made an order, where a machine's own report did. Its id is the fault's, and from the second order of it on something more after a colon. */
export const FAULT_CAUSE = "FAULT";

/** A part that was used. */
export type Part = { name: string; quantity: number };

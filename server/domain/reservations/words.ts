/** Words of reservations. */

/**
 * A request holds what it asks for from the moment it is made. CONFIRMED: the dealer has agreed; PICKED_UP: every machine of it is out or has
 * been; CLOSED: all are back.
 */
export const RESERVATION_STATES = ["REQUESTED", "CONFIRMED", "PICKED_UP", "CLOSED", "DECLINED", "CANCELLED"] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/**
 * What keeps a machine from being free. OVERDUE: out past its due time, so that nobody knows when it is back; STATUS: in the workshop, lost or
 * out of the fleet; BUFFER: free itself, but too close to another booking; TAKEN: all that one may know of somebody else's.
 */
export const BUSY_KINDS = ["RESERVED", "ON_RENT", "OVERDUE", "WORKSHOP", "STATUS", "BUFFER", "TAKEN"] as const;
export type BusyKind = (typeof BUSY_KINDS)[number];

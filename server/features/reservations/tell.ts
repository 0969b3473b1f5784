import type { Tenant } from "../../../db/tenancy.ts";
import type { Reservation } from "../../domain/reservations/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";

export type ReservationEvent =
  "requested" | "reserved" | "confirmed" | "declined" | "changed" | "allocated" | "deallocated" | "cancelled";

/** Writes what happened to a reservation to its dealer's chain; the last thing a verb does. */
export async function tell(
  tenant: Tenant,
  event: ReservationEvent,
  reservation: Reservation,
  more: {
    operation: { operationId: string; occurredAt?: string | undefined };
    data?: Record<string, unknown>;
    personal?: Record<string, unknown>;
    machine?: { equipmentId: string; humanId: string; rentalId: string };
  },
): Promise<void> {
  const { id, state, type, quantity, fromDay, toDay, siteName, dealerId, customerId, siteId } = reservation;
  await appendEvent(tenant, {
    type: `reservation.${event}`,
    subject: { dealerId, customerId, siteId, ...more.machine },
    data: { reservationId: id, state, type, quantity, fromDay, toDay, siteName, ...more.data },
    personal: personalOf(more.personal ?? {}),
    occurredAt: more.operation.occurredAt,
    operationId: more.operation.operationId,
  });
}

import { and, eq } from "drizzle-orm";
import { tickets } from "../../../db/schema/inspections.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { mayInspect } from "../../domain/inspections/judge.ts";
import type { SignTicketInput, Ticket } from "../../domain/inspections/ticket.ts";
import { happenedAt } from "../../domain/operation.ts";
import { inspectionsOf } from "./read.ts";
import { lockRental } from "./submit.ts";
import { writeTicket } from "./write-ticket.ts";

/** The receiver signs apart from an inspection, or after it. Throws `not_found`, `inspection.rental_closed`, `ticket.exists`. */
export async function signTicket(tenant: Tenant, now: Date, input: SignTicketInput): Promise<Ticket> {
  const rental = await lockRental(tenant, input.rentalId);
  const [signed] = await tenant.tx
    .select({ id: tickets.id, signedAt: tickets.signedAt })
    .from(tickets)
    .where(and(eq(tickets.rentalId, rental.id), eq(tickets.kind, input.kind)));
  if (signed)
    throw new AppError("ticket.exists", {
      details: { ticketId: signed.id, signedAt: signed.signedAt.toISOString() },
    });
  if (!mayInspect(input.kind, rental, now))
    throw new AppError("inspection.rental_closed", { details: { state: rental.state } });
  const done = await inspectionsOf(tenant, rental.id);
  return writeTicket(tenant, {
    rental,
    kind: input.kind,
    inspection: input.kind === "OUT" ? done.out : done.in,
    signature: input.signature,
    at: happenedAt(input.occurredAt, now, input.kind === "IN" ? rental.checkedOutAt : null),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { tickets } from "../../../db/schema/inspections.ts";
import { eventPrivate } from "../../../db/schema/ledger.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { ticketRecordSchema, ticketSchema, type Ticket } from "../../domain/inspections/ticket.ts";
import type { InspectionKind } from "../../domain/inspections/words.ts";
import { sha256Hex } from "../../domain/ledger/sha256.ts";

const dealers = alias(organizations, "dealers");
const customers = alias(organizations, "customers");
const receiverSchema = z.object({ name: z.string(), strokes: ticketSchema.shape.receiver.unwrap().shape.strokes });

/** What was signed at one step of a rental. Throws `not_found`. */
export async function getTicket({ tx }: Tenant, input: { rentalId: string; kind: InspectionKind }): Promise<Ticket> {
  const [row] = await tx
    .select({ ticket: tickets, dealerName: dealers.name, customerName: customers.name, personal: eventPrivate.data })
    .from(tickets)
    .leftJoin(dealers, eq(dealers.id, tickets.dealerId))
    .leftJoin(customers, eq(customers.id, tickets.customerId))
    .leftJoin(eventPrivate, eq(eventPrivate.eventId, tickets.eventId))
    .where(and(eq(tickets.rentalId, input.rentalId), eq(tickets.kind, input.kind)));
  if (!row) throw new AppError("not_found");
  const { ticket } = row;
  const receiver = receiverSchema.safeParse(row.personal);
  return {
    id: ticket.id,
    rentalId: ticket.rentalId,
    kind: ticket.kind,
    record: ticketRecordSchema.parse(JSON.parse(ticket.record)),
    digest: ticket.digest,
    intact: sha256Hex(ticket.record) === ticket.digest,
    eventId: ticket.eventId,
    dealerName: row.dealerName,
    customerName: row.customerName,
    receiver: receiver.success ? receiver.data : null,
  };
}

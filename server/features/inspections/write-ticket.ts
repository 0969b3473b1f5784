import { and, eq, inArray, or } from "drizzle-orm";
import { tickets } from "../../../db/schema/inspections.ts";
import { media } from "../../../db/schema/media.ts";
import type { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Inspection } from "../../domain/inspections/schema.ts";
import type { SignatureInput, Ticket, TicketRecord } from "../../domain/inspections/ticket.ts";
import type { InspectionKind } from "../../domain/inspections/words.ts";
import { canonicalJson } from "../../domain/ledger/canonical.ts";
import { sha256Hex } from "../../domain/ledger/sha256.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { getTicket } from "./get-ticket.ts";

export type StoredRental = typeof rentals.$inferSelect;
const MAX_PHOTOS = 100;

/**
 * The receiver signs for the machine as it is: the record and its digest are stored for good, the name and the signature in the
 * event's personal part. Throws `ticket.exists`.
 */
export async function writeTicket(
  tenant: Tenant,
  of: {
    rental: StoredRental;
    kind: InspectionKind;
    inspection: Inspection | null;
    signature: SignatureInput;
    at: Date;
    occurredAt?: string | undefined;
    operationId?: string | undefined;
  },
): Promise<Ticket> {
  const { rental, kind } = of;
  const [ticketId, eventId] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()];
  const text = canonicalJson(await recordOf(tenant, ticketId, of));
  const digest = sha256Hex(text);
  const owner = {
    dealerId: rental.dealerId,
    customerId: rental.customerId,
    siteId: rental.siteId,
    equipmentId: rental.equipmentId,
    rentalId: rental.id,
    humanId: rental.humanId,
  };
  await tenant.tx
    .insert(tickets)
    .values({
      id: ticketId,
      orgOwnerId: rental.dealerId,
      ...owner,
      kind,
      record: text,
      digest,
      eventId,
      signedAt: of.at,
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === "tickets_once") throw new AppError("ticket.exists");
      throw error;
    });
  await appendEvent(tenant, {
    id: eventId,
    type: "ticket.signed",
    subject: owner,
    data: { ticketId, kind, digest, drawn: Boolean(of.signature.strokes) },
    personal: { name: of.signature.name, strokes: of.signature.strokes ?? null },
    occurredAt: of.occurredAt,
    operationId: of.operationId,
  });
  return getTicket(tenant, { rentalId: rental.id, kind });
}

async function recordOf(
  { tx }: Tenant,
  ticketId: string,
  { rental, kind, inspection, at }: Parameters<typeof writeTicket>[1],
): Promise<TicketRecord> {
  const [site] = await tx
    .select({ name: sites.name, timeZone: sites.timeZone })
    .from(sites)
    .where(eq(sites.id, rental.siteId));
  const seen = [...(inspection?.photos ?? []), ...(inspection?.items.flatMap(({ photos }) => photos) ?? [])];
  const photos = await tx
    .select({ mediaId: media.id, sha256: media.sha256 })
    .from(media)
    .where(
      and(
        eq(media.rentalId, rental.id),
        or(eq(media.purpose, kind === "OUT" ? "CHECK_OUT" : "CHECK_IN"), inArray(media.id, seen)),
      ),
    )
    .orderBy(media.id)
    .limit(MAX_PHOTOS);
  return {
    ticketId,
    kind,
    rentalId: rental.id,
    humanId: rental.humanId,
    type: rental.type,
    make: rental.make,
    model: rental.model,
    siteName: site?.name ?? null,
    siteTimeZone: site?.timeZone ?? null,
    engineHours: inspection?.engineHours ?? (kind === "OUT" ? rental.engineStart : rental.engineEnd),
    fuelL: inspection?.fuelL ?? (kind === "IN" ? rental.fuelL : null),
    condition: inspection && {
      inspectionId: inspection.id,
      ok: inspection.items.filter(({ answer }) => answer === "OK").length,
      failed: inspection.items.flatMap(({ key, label, answer, severity }) =>
        answer === "FAIL" ? [{ key, label, severity: severity ?? "MAJOR" }] : [],
      ),
    },
    photos,
    signedAt: at.toISOString(),
  };
}

/** Pictures of hand-overs, attached to the rentals they document. */
import { drawMachine } from "./pictures.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";

/** Rentals with pictures, per kind of hand-over. */
const PICTURED = 12;

/** Where the bytes go; the application's file store fits. */
export type PhotoStore = { put: (mediaId: string, bytes: Uint8Array) => Promise<void> };

/** Rows of `media` and the bytes that belong to them: the newest hand-overs of machines that are out, and of returns. */
export function buildPhotos(rentals: Rental[]) {
  const newest = rentals.toSorted((a, b) => Number(b.outAt ?? 0) - Number(a.outAt ?? 0));
  const out = newest.filter(({ span }) => span.state === "ON_RENT").slice(0, PICTURED);
  const back = newest.filter(({ span }) => span.state === "RETURNED").slice(0, PICTURED);
  return [...out.map((rental) => photoOf(rental, "CHECK_OUT")), ...back.map((rental) => photoOf(rental, "CHECK_IN"))];
}

function photoOf(rental: Rental, purpose: "CHECK_OUT" | "CHECK_IN") {
  const { machine, span } = rental;
  const at = purpose === "CHECK_OUT" ? rental.outAt! : rental.inAt!;
  const by = purpose === "CHECK_OUT" ? rental.outBy! : rental.inBy!;
  const content = drawMachine(machine.model.make, dice(`photo of ${span.id}`));
  const row = {
    id: idSource(`${purpose} photo of ${span.id}`)(at),
    orgOwnerId: by.orgId,
    dealerId: machine.dealer.id,
    customerId: span.customer.id,
    siteId: span.site.id,
    equipmentId: machine.id,
    rentalId: span.id,
    purpose,
    contentType: "image/png",
    bytes: content.length,
    sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex"),
    state: "ATTACHED",
    uploadedBy: by.userId,
    storedAt: at,
    createdAt: at,
  };
  return { row, content };
}

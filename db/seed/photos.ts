/** Pictures of hand-overs, attached to the rentals they document. */
import type { Dealer } from "./model.ts";
import { drawMachine } from "./pictures.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";

/** Rentals with pictures, for each dealer and kind of hand-over. */
const PICTURED = 4;

/** Where the bytes go; the application's file store fits. */
export type PhotoStore = { put: (mediaId: string, bytes: Uint8Array) => Promise<void> };

/**
 * Rows of `media` and the bytes that belong to them: the newest hand-overs of machines that are out, and of returns. Those that were
 * inspected on both ways have a picture of each.
 */
export function buildPhotos(rentals: readonly Rental[]) {
  return dealersOf(rentals).flatMap((dealer) => {
    const { out, back } = picturedOf(rentals, dealer);
    return [
      ...[...out, ...back.slice(0, INSPECTED)].map((rental) => photoOf(rental, "CHECK_OUT")),
      ...back.map((rental) => photoOf(rental, "CHECK_IN")),
    ];
  });
}

/** How many of the pictured rentals of each kind were inspected, too. */
export const INSPECTED = 2;

export const dealersOf = (rentals: readonly Rental[]): Dealer[] => [
  ...new Set(rentals.map(({ machine }) => machine.dealer)),
];

/** A dealer's rentals with pictures, the newest first. */
export function picturedOf(rentals: readonly Rental[], dealer: Dealer) {
  const own = rentals.filter(({ machine }) => machine.dealer === dealer);
  const out = own.toSorted((a, b) => Number(b.outAt ?? 0) - Number(a.outAt ?? 0));
  const back = own.toSorted((a, b) => Number(b.inAt ?? 0) - Number(a.inAt ?? 0));
  return {
    out: out.filter(({ span }) => span.state === "ON_RENT").slice(0, PICTURED),
    back: back.filter(({ span }) => span.state === "RETURNED").slice(0, PICTURED),
  };
}

/** The id of a hand-over's picture. */
export function photoIdOf(rental: Rental, purpose: "CHECK_OUT" | "CHECK_IN"): string {
  const at = purpose === "CHECK_OUT" ? rental.outAt! : rental.inAt!;
  return idSource(`${purpose} photo of ${rental.span.id}`)(at);
}

function photoOf(rental: Rental, purpose: "CHECK_OUT" | "CHECK_IN") {
  const { machine, span } = rental;
  const at = purpose === "CHECK_OUT" ? rental.outAt! : rental.inAt!;
  const by = purpose === "CHECK_OUT" ? rental.outBy! : rental.inBy!;
  const content = drawMachine(machine.model.make, dice(`photo of ${span.id}`));
  const row = {
    id: photoIdOf(rental, purpose),
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

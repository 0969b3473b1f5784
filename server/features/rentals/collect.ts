import type { Tenant } from "../../../db/tenancy.ts";
import type { CollectInput } from "../../domain/rentals/life-schema.ts";
import type { Rental } from "../../domain/rentals/schema.ts";
import type { RentalDeps } from "./check-out.ts";
import { closeRental } from "./close-rental.ts";
import { lockRental } from "./lock-rental.ts";
import { getRental } from "./read.ts";
import { yardTaken } from "./yards-of.ts";

/**
 * The dealer has fetched a machine and checks it in at its yard, with its condition. Throws, with nothing written: `not_found` (the
 * rental, or a yard that is not the dealer's), what `judgeStep` refuses with, `rental.which_yard`, `rental.meter_backwards`,
 * `rental.drop_off_order`, `media.not_stored`.
 */
export async function collectRental(tenant: Tenant, deps: RentalDeps, input: CollectInput): Promise<Rental> {
  const { rental } = await lockRental(tenant, input.id, "collect");
  const yard = await yardTaken(tenant, rental.dealerId, input.yardId, input.position);
  await closeRental(tenant, deps, rental, {
    ...input,
    type: "rental.collected",
    yardId: yard?.id ?? null,
    data: { yardName: yard?.name ?? null },
  });
  return getRental(tenant, rental.id);
}

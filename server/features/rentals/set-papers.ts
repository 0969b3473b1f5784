import { eq } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { isOut } from "../../domain/rentals/life.ts";
import type { SetPapersInput } from "../../domain/rentals/life-schema.ts";
import type { CheckOutInput, Rental } from "../../domain/rentals/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";
import { getRental } from "./read.ts";

type Papers = Pick<CheckOutInput, "contractNumber" | "poNumber" | "deliveryContact">;

/** The papers that an input names; what it leaves out stays as it is. */
export const papersOf = ({ contractNumber, poNumber, deliveryContact }: Papers) => ({
  ...(contractNumber === undefined ? {} : { contractNumber: contractNumber || null }),
  ...(poNumber === undefined ? {} : { poNumber: poNumber || null }),
  ...(deliveryContact === undefined ? {} : { deliveryContact }),
});

/**
 * Sets contract, purchase order and contact of a rental that is planned or out. Throws `not_found`, and `rental.closed` once it is
 * over. The contact is personal and stands outside the event.
 */
export async function setPapers(tenant: Tenant, input: SetPapersInput): Promise<Rental> {
  const { tx } = tenant;
  const [rental] = await tx.select().from(rentals).where(eq(rentals.id, input.id)).for("update");
  if (!rental) throw new AppError("not_found");
  if (!isOut(rental.state) && rental.state !== "RESERVED") throw new AppError("rental.closed");
  const papers = papersOf(input);
  if (Object.keys(papers).length > 0) await tx.update(rentals).set(papers).where(eq(rentals.id, rental.id));
  const changed = await getRental(tenant, rental.id);
  await appendEvent(tenant, {
    type: "rental.papers_changed",
    subject: {
      dealerId: rental.dealerId,
      customerId: rental.customerId,
      siteId: rental.siteId,
      equipmentId: rental.equipmentId,
      rentalId: rental.id,
      humanId: rental.humanId,
    },
    data: { contractNumber: changed.contractNumber, poNumber: changed.poNumber },
    personal: personalOf({ deliveryContact: input.deliveryContact }),
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return changed;
}

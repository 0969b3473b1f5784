import { eq } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { setStatusInput } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { appendEvent } from "../ledger/append-event.ts";

/**
 * Marks a machine that is off rent as ready, in the workshop or lost. Throws `not_found`, `asset.retired` for one that has left the fleet, and `asset.on_rent` while it is out:
 * then a take-back comes first.
 */
export async function setStatus(tenant: Tenant, input: z.infer<typeof setStatusInput>) {
  const [machine] = await tenant.tx.select().from(equipment).where(eq(equipment.humanId, input.humanId)).for("update");
  if (!machine) throw new AppError("not_found");
  if (machine.status === "RETIRED") throw new AppError("asset.retired");
  if (machine.status === "ON_RENT" && input.status !== "LOST") throw new AppError("asset.on_rent");
  await tenant.tx.update(equipment).set({ status: input.status }).where(eq(equipment.id, machine.id));
  await appendEvent(tenant, {
    type: "asset.status_changed",
    subject: {
      dealerId: machine.dealerId,
      customerId: machine.customerId,
      siteId: machine.siteId,
      equipmentId: machine.id,
      humanId: machine.humanId,
    },
    data: { from: machine.status, to: input.status },
    personal: input.reason ? { reason: input.reason } : undefined,
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { humanId: machine.humanId, status: input.status };
}

import type { CallContext } from "../../context.ts";
import { equipment } from "../../../db/schema/assets.ts";
import { eq } from "drizzle-orm";
import type { Claims } from "../../domain/iam/claims.ts";
import { AppError } from "../../domain/errors.ts";
import type { CheckOutInput } from "../../domain/rentals/schema.ts";
import { presentedEquipment } from "../assets/presented.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { personalOf } from "../ledger/personal-of.ts";

const LOGGED = new Set(["site.outside_geofence", "site.position_required", "label.bad_signature"]);

/**
 * Runs a check-out and, when the gate or a label's signature refuses it, writes that to the chain in a transaction of its
 * own: the refused one has been rolled back.
 */
export async function loggingRefusals<T>(
  ctx: CallContext & { actor: Claims },
  input: CheckOutInput,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError && LOGGED.has(error.code)) await logRefusal(ctx, input, error);
    throw error;
  }
}

async function logRefusal(
  ctx: CallContext & { actor: Claims },
  input: CheckOutInput,
  refusal: AppError,
): Promise<void> {
  await ctx.services.db.withTenant(ctx.actor, async (tenant) => {
    const machine = await presentedEquipment(tenant, { humanId: input.humanId }, false);
    const [own] = machine
      ? await tenant.tx.select({ siteId: equipment.siteId }).from(equipment).where(eq(equipment.id, machine.id))
      : [];
    await appendEvent(tenant, {
      type: "rental.check_out_refused",
      subject: machine
        ? {
            dealerId: machine.dealer_id,
            customerId: ctx.actor.orgType === "CUSTOMER" ? ctx.actor.orgId : machine.customer_id,
            siteId: own?.siteId ?? null,
            equipmentId: machine.id,
            humanId: machine.human_id,
          }
        : {},
      data: { code: refusal.code, ...refusal.details, wantedSiteId: input.siteId, byLabel: Boolean(input.label) },
      personal: personalOf({ position: input.position }),
      occurredAt: input.occurredAt,
      operationId: input.operationId,
    });
    tenant.afterCommit(() => ctx.services.hub.wake());
  });
}

import { eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import type { SwapInput, swapOutput } from "../../domain/rentals/life-schema.ts";
import { localDay } from "../../domain/rentals/zone-time.ts";
import { presentedEquipment, type Presented } from "../assets/presented.ts";
import { attachMedia } from "../media/attach.ts";
import { broughtFrom } from "../reservations/transport.ts";
import { createTask, type NewTask } from "../tasks/create-task.ts";
import { meterFlag, type RentalDeps } from "./check-out.ts";
import { closeRental } from "./close-rental.ts";
import { lockRental, type Locked, type RentalRow } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { getRentals } from "./read.ts";
import { swapIn } from "./swap-in.ts";
import { supersedeRequests } from "./requests-of-rental.ts";
import { proveMeter } from "./transfer.ts";
import { yardTaken } from "./yards-of.ts";

/**
 * Another machine of the same dealer takes the place of one that is out: same customer, site, contract, price and due times, the first
 * one too. The old one waits for its pick-up or is back already. One transaction; the two rentals name each other. Throws, with
 * nothing written: `not_found` (a machine of another dealer, too), what `judgeStep` refuses with, `rental.same_machine`,
 * `rental.not_available`, `reservation.overlap` and `reservation.none_free` with who has it and what is free instead,
 * `rental.meter_missing`, `rental.meter_backwards`, `rental.which_yard`, `media.not_stored`.
 */
export async function swapRental(
  tenant: Tenant,
  deps: RentalDeps,
  input: SwapInput,
): Promise<z.infer<typeof swapOutput>> {
  const locked = await lockRental(tenant, input.id, "swap");
  const old = locked.rental;
  const machine = await replacement(tenant, old, input.humanId);
  const at = happenedAt(input.occurredAt, deps.now, old.checkedOutAt);
  if (input.oldGoes === "RETURNED" && (input.engineEnd === null || input.engineEnd === undefined))
    throw new AppError("rental.meter_missing", { fields: { engineEnd: "rental.meter_missing" } });
  proveMeter(old, input.engineEnd, at);
  const flag = meterFlag(machine, input.engineStart, at);

  const yard = input.oldGoes === "RETURNED" ? await yardTaken(tenant, old.dealerId, input.yardId, null) : null;
  const made = await swapIn(tenant, old, machine, { at, engineStart: input.engineStart, flag });
  // What travels with the old one stays at work with the new one.
  const along = locked.along.map((each) => each.rental.id);
  await tenant.tx.update(rentals).set({ hostRentalId: made.id }).where(inArray(rentals.id, along));
  await endOld(tenant, deps, locked, made, { ...input, yardId: yard?.id }, at);
  // Before the machine stands at its new site.
  const siteId = await broughtFrom(tenant, made);
  await tenant.tx.update(rentals).set({ replacedByRentalId: made.id }).where(eq(rentals.id, old.id));
  await tenant.tx.execute(sql`select app.follow_rental(${made.id}::uuid, null)`);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.swapped_in",
    rental: made,
    data: {
      replaces: old.humanId,
      replacesRentalId: old.id,
      engineStart: input.engineStart,
      dueAt: made.dueAt.toISOString(),
      firstDueAt: made.firstDueAt.toISOString(),
      contractNumber: made.contractNumber,
      poNumber: made.poNumber,
      flags: made.flags,
    },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  await createTask(tenant, {
    ...taskOf(made, input),
    kind: "TRANSPORT",
    siteId,
    toSiteId: made.siteId,
    dueAt: at,
    cause: { kind: "RENTAL_SWAP", id: made.id },
  });
  const [oldShown, rental] = await getRentals(tenant, [old.id, made.id]);
  return { old: oldShown!, rental: rental! };
}

async function replacement(tenant: Tenant, old: RentalRow, humanId: string): Promise<Presented> {
  if (humanId === old.humanId) throw new AppError("rental.same_machine");
  const machine = await presentedEquipment(tenant, { humanId }, true);
  if (!machine || machine.dealer_id !== old.dealerId) throw new AppError("not_found");
  if (machine.status !== "AVAILABLE")
    throw new AppError("rental.not_available", { details: { status: machine.status } });
  return machine;
}

async function endOld(tenant: Tenant, deps: RentalDeps, locked: Locked, made: RentalRow, input: SwapInput, at: Date) {
  const old = locked.rental;
  const link = { replacedBy: made.humanId, replacedByRentalId: made.id };
  if (input.oldGoes === "RETURNED") {
    await closeRental(tenant, deps, old, {
      ...input,
      type: "rental.swapped_out",
      engineEnd: input.engineEnd!,
      yardId: input.yardId ?? null,
      data: { ...link, oldGoes: input.oldGoes },
    });
    return;
  }
  const [waits] = await tenant.tx
    .update(rentals)
    .set({
      state: "PICK_UP_READY",
      callOffDay: localDay(at, locked.timeZone),
      offRentAt: at,
      calledOffAt: at,
      calledOffBy: tenant.actor.sub,
    })
    .where(eq(rentals.id, old.id))
    .returning();
  const { dealerId, customerId, siteId, equipmentId } = old;
  const photos = await attachMedia(tenant, deps.files, input.photos, {
    dealerId,
    customerId,
    siteId,
    equipmentId,
    rentalId: old.id,
  });
  const superseded = await supersedeRequests(tenant, old.id, ["EXTEND", "CALL_OFF"], at);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.swapped_out",
    rental: waits!,
    data: { ...link, oldGoes: input.oldGoes, photos, superseded },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  await createTask(tenant, {
    ...taskOf(old, input),
    kind: "PICK_UP",
    siteId: old.siteId,
    dueAt: at,
    cause: { kind: "RENTAL_SWAP", id: old.id },
  });
}

const taskOf = (rental: RentalRow, input: SwapInput): Omit<NewTask, "kind" | "siteId" | "cause"> => ({
  dealerId: rental.dealerId,
  customerId: rental.customerId,
  equipmentId: rental.equipmentId,
  rentalId: rental.id,
  humanId: rental.humanId,
  occurredAt: input.occurredAt,
  operationId: input.operationId,
});

import { reservations } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { daysOf, dueAtOf, judgePeriod, type ReservedPeriod } from "../../domain/reservations/period.ts";
import type { ReservationDetail, ReserveInput } from "../../domain/reservations/schema.ts";
import { presentedEquipment, type Presented } from "../assets/presented.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { attempt } from "./attempt.ts";
import { refuseLost } from "./conflicts.ts";
import { freeTogether, holdMachines } from "./hold-machine.ts";
import { partiesOf } from "./parties.ts";
import { getReservation } from "./read.ts";
import { tell } from "./tell.ts";
import { bringMachine } from "./transport.ts";

/**
 * Books machines of a type, or one machine and what travels with it. What is asked for is held from now on; a dealer's own booking is
 * confirmed at once, a customer's where the dealer's policy says so. `tagId` is the tag of a verified label. Throws, with nothing
 * written: `not_found`, `label.unknown`, `customer.no_relation`, `site.not_served`, `reservation.ends_before_start`,
 * `reservation.in_past`, `reservation.too_far`, `reservation.overlap`, `reservation.none_free`.
 */
export async function reserve(
  tenant: Tenant,
  now: Date,
  input: ReserveInput,
  tagId: string | null,
): Promise<ReservationDetail> {
  const machine = input.humanId ? await machineOf(tenant, input.humanId, tagId, false) : null;
  const parties = await partiesOf(tenant, { ...input, dealerId: input.dealerId ?? machine?.dealer_id });
  if (machine && machine.dealer_id !== parties.dealerId) throw new AppError("not_found");
  const period = readPeriod(input, parties.timeZone, now);
  const type = machine?.type ?? input.type!;
  const { dealerId } = parties;
  const state = (await needsNoConsent(tenant, dealerId, input.quantity, period)) ? "CONFIRMED" : "REQUESTED";

  const id = Bun.randomUUIDv7();
  const papers = {
    contractNumber: input.contractNumber || null,
    poNumber: input.poNumber || null,
    deliveryContact: input.deliveryContact ?? null,
  };
  const booking = { id, ...parties, ...period, ...papers, dueAt: dueAtOf(period, parties.timeZone) };
  const rentalId = await attempt(
    tenant,
    async () => {
      if (machine) await machineOf(tenant, machine.human_id, tagId, true);
      const together = machine ? await freeTogether(tenant, named(machine), period) : null;
      await tenant.tx.insert(reservations).values({
        id,
        orgOwnerId: dealerId,
        dealerId,
        customerId: parties.customerId,
        siteId: parties.siteId,
        type,
        quantity: input.quantity,
        equipmentId: machine?.id ?? null,
        ...period,
        state,
        attachments: input.attachments,
        ...papers,
        notes: input.notes ?? null,
        requestedBy: tenant.actor.sub,
        ...(state === "CONFIRMED" ? { decidedBy: tenant.actor.sub, decidedAt: now } : {}),
      });
      return together && holdMachines(tenant, together, booking);
    },
    (lost, cause) => {
      const wanted = { ...parties, type, quantity: input.quantity, machine: machine && named(machine) };
      return refuseLost(tenant, lost, wanted, period, cause);
    },
  );
  const reservation = await getReservation(tenant, id);
  if (machine && rentalId && state === "CONFIRMED")
    await bringMachine(tenant, { ...booking, equipmentId: machine.id, humanId: machine.human_id, rentalId }, input);
  await tell(tenant, state === "CONFIRMED" ? "reserved" : "requested", reservation, {
    operation: input,
    personal: { notes: input.notes, deliveryContact: papers.deliveryContact },
  });
  return reservation;
}

/** Throws the refusal of `judgePeriod`, with the field. */
export function readPeriod(
  input: { from: string; to: string },
  timeZone: string,
  now: Date,
  startsBefore: Date | null = null,
): ReservedPeriod {
  const verdict = judgePeriod({ ...input, timeZone, now, startsBefore });
  if (!verdict.ok) throw new AppError(verdict.code, { fields: { [verdict.field]: "can not be reserved" } });
  const { ok: _, ...period } = verdict;
  return period;
}

/** A dealer and HQ need nobody's consent; a customer's booking needs none within the dealer's policy. */
export async function needsNoConsent(
  tenant: Tenant,
  dealerId: string,
  quantity: number,
  period: ReservedPeriod,
): Promise<boolean> {
  if (tenant.actor.orgType !== "CUSTOMER") return true;
  const { autoConfirmUnits, autoConfirmDays } = await thresholdsOf(tenant, dealerId);
  return quantity <= autoConfirmUnits && daysOf(period) <= autoConfirmDays;
}

const named = ({ id, human_id: humanId, type, make, model }: Presented) => ({ id, humanId, type, make, model });

/** The machine that is named or presented. */
async function machineOf(tenant: Tenant, humanId: string, tagId: string | null, lock: boolean): Promise<Presented> {
  const machine = await presentedEquipment(tenant, tagId ? { tagId } : { humanId }, lock);
  if (!machine) throw new AppError(tagId ? "label.unknown" : "not_found");
  if (machine.human_id !== humanId)
    throw new AppError("input.invalid", { fields: { label: "belongs to another machine" } });
  return machine;
}

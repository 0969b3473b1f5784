import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { daysBeyondAgreed, judgeNewDue } from "../../domain/rentals/judge-dates.ts";
import type { ExtendBatchInput, ExtendInput, ExtendOutput } from "../../domain/rentals/life-schema.ts";
import { addLocalDays } from "../../domain/rentals/zone-time.ts";
import type { RentalDeps } from "./check-out.ts";
import { lockRentals, type Locked, type RentalRow } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { moveDue, refuseOverlap } from "./move-due.ts";
import { getRentals } from "./read.ts";
import { askFor, supersedeRequests } from "./requests-of-rental.ts";
import { rentalTermsOf } from "./terms-of.ts";

type Outcome = Omit<ExtendOutput, "rental">;

/**
 * Moves a rental's due time later. The dealer does it; a customer does it alone as far as the dealer's policy allows and asks for the
 * rest. Throws, with nothing written: `not_found`, what `judgeStep` and `judgeNewDue` refuse with, `reservation.overlap` (with the
 * latest due time that is left), `request.pending`.
 */
export async function extendRental(tenant: Tenant, deps: RentalDeps, input: ExtendInput): Promise<ExtendOutput> {
  const [result] = await extendEach(tenant, deps, input, [input.id], () => new Date(input.dueAt));
  return result!;
}

/** The same for several rentals, each by so many days: all of them, or none. */
export async function extendRentals(
  tenant: Tenant,
  deps: RentalDeps,
  input: ExtendBatchInput,
): Promise<{ items: ExtendOutput[] }> {
  const later = ({ rental, timeZone }: Locked) => addLocalDays(rental.dueAt, input.days, timeZone);
  return { items: await extendEach(tenant, deps, input, input.rentalIds, later) };
}

async function extendEach(
  tenant: Tenant,
  deps: RentalDeps,
  input: Pick<ExtendInput, "reason" | "occurredAt" | "operationId">,
  ids: readonly string[],
  dueOf: (locked: Locked) => Date,
): Promise<ExtendOutput[]> {
  const locked = await lockRentals(tenant, ids, "extend");
  const outcomes = new Map<string, Outcome>();
  for (const each of locked) outcomes.set(each.rental.id, await extendOne(tenant, deps, input, each, dueOf(each)));
  const rentals = await getRentals(
    tenant,
    locked.map(({ rental }) => rental.id),
  );
  return rentals.map((rental) => ({ rental, ...outcomes.get(rental.id)! }));
}

async function extendOne(
  tenant: Tenant,
  deps: RentalDeps,
  input: Pick<ExtendInput, "reason" | "occurredAt" | "operationId">,
  locked: Locked,
  newDueAt: Date,
): Promise<Outcome> {
  const { rental, timeZone } = locked;
  const at = happenedAt(input.occurredAt, deps.now, rental.checkedOutAt);
  await proveNewDue(tenant, locked, newDueAt, at);
  const automatic = locked.mode === "request" && (await withinPolicy(tenant, rental, newDueAt, timeZone));
  if (locked.mode === "direct" || automatic) {
    await applyExtension(tenant, deps, locked, newDueAt, { automatic, at, ...input });
    return { outcome: "EXTENDED", requestId: null };
  }
  const requestId = await askFor(tenant, rental, { kind: "EXTEND", dueAt: newDueAt, reason: input.reason, at });
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.extension_requested",
    data: { requestId, dueAt: rental.dueAt.toISOString(), askedDueAt: newDueAt.toISOString() },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { outcome: "REQUESTED", requestId };
}

/** Throws what forbids the new due time. */
export async function proveNewDue(tenant: Tenant, locked: Locked, newDueAt: Date, now: Date): Promise<void> {
  const { dueAt, checkedOutAt: outAt } = locked.rental;
  const verdict = judgeNewDue("extend", { dueAt, newDueAt, outAt, now });
  if (!verdict.ok) throw new AppError(verdict.code, { fields: { dueAt: verdict.code } });
  await refuseOverlap(tenant, locked, newDueAt);
}

/** Writes an extension that is proven, with its event. What the dealer does is what is agreed from then on. */
export async function applyExtension(
  tenant: Tenant,
  deps: RentalDeps,
  locked: Locked,
  newDueAt: Date,
  why: {
    automatic: boolean;
    at: Date;
    requestId?: string;
    reason?: string | null | undefined;
    occurredAt?: string | undefined;
    operationId?: string | undefined;
  },
): Promise<void> {
  const { rental } = locked;
  const agreedDueAt = why.automatic ? (rental.agreedDueAt ?? rental.dueAt) : newDueAt;
  const moved = await moveDue(tenant, rental, { dueAt: newDueAt, agreedDueAt });
  const superseded = await supersedeRequests(tenant, rental.id, ["EXTEND"], why.at);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.extended",
    rental: moved,
    data: {
      from: rental.dueAt.toISOString(),
      dueAt: newDueAt.toISOString(),
      firstDueAt: rental.firstDueAt.toISOString(),
      automatic: why.automatic,
      requestId: why.requestId ?? null,
      superseded,
    },
    personal: { reason: why.reason },
    occurredAt: why.occurredAt,
    operationId: why.operationId,
  });
}

async function withinPolicy(tenant: Tenant, rental: RentalRow, newDueAt: Date, timeZone: string): Promise<boolean> {
  const { autoExtendDays } = await rentalTermsOf(tenant, rental.dealerId, rental.customerId);
  return daysBeyondAgreed(rental.agreedDueAt ?? rental.dueAt, newDueAt, timeZone) <= autoExtendDays;
}

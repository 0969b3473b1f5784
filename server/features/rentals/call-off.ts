import { eq } from "drizzle-orm";
import { rentals } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeCallOff } from "../../domain/rentals/judge-dates.ts";
import type { CallOffBatchInput, CallOffInput, CallOffOutput } from "../../domain/rentals/life-schema.ts";
import { createTask } from "../tasks/create-task.ts";
import type { RentalDeps } from "./check-out.ts";
import { endPickUps } from "./end-pick-ups.ts";
import { lockRentals, type Locked } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { getRentals } from "./read.ts";
import { askFor, supersedeRequests } from "./requests-of-rental.ts";

type Words = Pick<CallOffInput, "reason" | "occurredAt" | "operationId" | "day">;
type Outcome = Omit<CallOffOutput, "rental">;

/**
 * Ends the rent of a machine, now or at the end of a day at its site; the machine waits to be fetched, and a pick-up stands in the
 * dealer's list. An operator asks for it. Throws, with nothing written: `not_found`, what `judgeStep` and `judgeCallOff` refuse with,
 * `request.pending`.
 */
export async function callOffRental(tenant: Tenant, deps: RentalDeps, input: CallOffInput): Promise<CallOffOutput> {
  const [result] = await callOffEach(tenant, deps, input, [input.id]);
  return result!;
}

/** The same for several rentals, a whole contract or a part of it: all of them, or none. */
export async function callOffRentals(
  tenant: Tenant,
  deps: RentalDeps,
  input: CallOffBatchInput,
): Promise<{ items: CallOffOutput[] }> {
  return { items: await callOffEach(tenant, deps, input, input.rentalIds) };
}

async function callOffEach(tenant: Tenant, deps: RentalDeps, input: Words, ids: readonly string[]) {
  const locked = await lockRentals(tenant, ids, "callOff");
  const outcomes = new Map<string, Outcome>();
  for (const each of locked) outcomes.set(each.rental.id, await callOffOne(tenant, deps, input, each));
  const rows = await getRentals(
    tenant,
    locked.map(({ rental }) => rental.id),
  );
  return rows.map((rental) => ({ rental, ...outcomes.get(rental.id)! }));
}

async function callOffOne(tenant: Tenant, deps: RentalDeps, input: Words, locked: Locked): Promise<Outcome> {
  const { rental } = locked;
  const at = happenedAt(input.occurredAt, deps.now, rental.checkedOutAt);
  if (locked.mode === "direct") {
    await applyCallOff(tenant, deps, locked, { ...input, at });
    return { outcome: "CALLED_OFF", requestId: null };
  }
  proveCallOff(locked, input.day ?? null, at);
  const requestId = await askFor(tenant, rental, {
    kind: "CALL_OFF",
    day: input.day ?? null,
    reason: input.reason,
    at,
  });
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.call_off_requested",
    data: { requestId, askedDay: input.day ?? null },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { outcome: "REQUESTED", requestId };
}

function proveCallOff({ rental, timeZone }: Locked, day: string | null, now: Date) {
  const verdict = judgeCallOff({ day, dueAt: rental.dueAt, now, timeZone });
  if (!verdict.ok)
    throw new AppError(verdict.code, {
      fields: { day: verdict.code },
      details: { rentalId: rental.id, humanId: rental.humanId },
    });
  return verdict;
}

/** Writes a call-off, with its event and the pick-up that follows. Throws what `judgeCallOff` refuses with. */
export async function applyCallOff(
  tenant: Tenant,
  deps: RentalDeps,
  locked: Locked,
  input: Words & { at: Date; requestId?: string },
): Promise<void> {
  const { rental } = locked;
  const { day, offRentAt, ready } = proveCallOff(locked, input.day ?? null, input.at);
  const [changed] = await tenant.tx
    .update(rentals)
    .set({
      state: ready ? "PICK_UP_READY" : rental.state,
      callOffDay: day,
      offRentAt,
      calledOffAt: input.at,
      calledOffBy: tenant.actor.sub,
    })
    .where(eq(rentals.id, rental.id))
    .returning();
  const superseded = await supersedeRequests(tenant, rental.id, ["EXTEND", "CALL_OFF"], input.at);
  // The pick-up of a day that was said before.
  await endPickUps(tenant, rental, "CANCELLED", input.at);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.called_off",
    rental: changed!,
    data: {
      day,
      offRentAt: offRentAt.toISOString(),
      ready,
      dueAt: rental.dueAt.toISOString(),
      requestId: input.requestId ?? null,
      superseded,
    },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  for (const each of locked.along) await applyCallOff(tenant, deps, each, input);
  // What travels is fetched with its host.
  if (locked.travels) return;
  await createTask(tenant, {
    kind: "PICK_UP",
    dealerId: rental.dealerId,
    customerId: rental.customerId,
    siteId: rental.siteId,
    equipmentId: rental.equipmentId,
    rentalId: rental.id,
    humanId: rental.humanId,
    dueAt: offRentAt,
    // A call-off that was moved, or cancelled and made again, is another cause.
    cause: { kind: "RENTAL_CALL_OFF", id: `${rental.id} ${input.operationId}` },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

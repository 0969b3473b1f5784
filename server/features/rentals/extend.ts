import { sql } from "drizzle-orm";
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
type Words = Pick<ExtendInput, "reason" | "occurredAt" | "operationId">;
type Moved = { rows: RentalRow[]; promisesShort: number };
type Extension = { locked: Locked; newDueAt: Date; at: Date; automatic: boolean; moved: Moved | null };

/**
 * Moves a rental's due time later. The dealer does it; a customer does it alone as far as the dealer's policy allows and asks for the
 * rest, and for what would take a machine that is promised to others. Throws, with nothing written: `not_found`, what `judgeStep` and `judgeNewDue` refuse with, `reservation.overlap` (with the
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
  input: Words,
  ids: readonly string[],
  dueOf: (locked: Locked) => Date,
): Promise<ExtendOutput[]> {
  const locked = await lockRentals(tenant, ids, "extend");
  const extensions: Extension[] = [];
  for (const each of locked) extensions.push(await settle(tenant, deps, input, each, dueOf(each)));
  // The chain is locked last: after the types of machines, of which several may be wanted.
  const outcomes = new Map<string, Outcome>();
  for (const each of extensions) outcomes.set(each.locked.rental.id, await carryOut(tenant, deps, input, each));
  const rentals = await getRentals(
    tenant,
    locked.map(({ rental }) => rental.id),
  );
  return rentals.map((rental) => ({ rental, ...outcomes.get(rental.id)! }));
}

/** Proves an extension and moves the due time where the actor may do that. */
async function settle(
  tenant: Tenant,
  deps: RentalDeps,
  input: Words,
  locked: Locked,
  newDueAt: Date,
): Promise<Extension> {
  const { rental, timeZone, mode } = locked;
  const at = happenedAt(input.occurredAt, deps.now, rental.checkedOutAt);
  await proveNewDue(tenant, locked, newDueAt, at);
  const automatic = mode === "request" && (await withinPolicy(tenant, rental, newDueAt, timeZone));
  const moved = mode === "direct" || automatic ? await moveTogether(tenant, locked, newDueAt, automatic) : null;
  return { locked, newDueAt, at, automatic, moved };
}

async function carryOut(tenant: Tenant, deps: RentalDeps, input: Words, extension: Extension): Promise<Outcome> {
  const { locked, newDueAt, at, automatic, moved } = extension;
  if (moved) {
    await logExtension(tenant, deps, locked, moved, { automatic, at, ...input });
    return { outcome: "EXTENDED", requestId: null, promisesShort: moved.promisesShort };
  }
  const { rental } = locked;
  const requestId = await askFor(tenant, rental, { kind: "EXTEND", dueAt: newDueAt, reason: input.reason, at });
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.extension_requested",
    data: { requestId, dueAt: rental.dueAt.toISOString(), askedDueAt: newDueAt.toISOString() },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return { outcome: "REQUESTED", requestId, promisesShort: 0 };
}

/** Throws what forbids the new due time. */
export async function proveNewDue(tenant: Tenant, locked: Locked, newDueAt: Date, now: Date): Promise<void> {
  const { dueAt, checkedOutAt: outAt } = locked.rental;
  const verdict = judgeNewDue("extend", { dueAt, newDueAt, outAt, now });
  if (!verdict.ok) throw new AppError(verdict.code, { fields: { dueAt: verdict.code } });
  for (const each of [locked, ...locked.along]) await refuseOverlap(tenant, each, newDueAt);
}

/** Writes an extension that the dealer grants and that is proven, with its events. */
export async function applyExtension(
  tenant: Tenant,
  deps: RentalDeps,
  locked: Locked,
  newDueAt: Date,
  why: Words & { at: Date; requestId: string },
): Promise<void> {
  const moved = await moveTogether(tenant, locked, newDueAt, false);
  await logExtension(tenant, deps, locked, moved!, { ...why, automatic: false });
}

/**
 * Moves the due time of a rental and of what travels with it. What the dealer does is what is agreed from then on; how many promises
 * by type it leaves without a machine is told. A customer leaves none so: null, and nothing is moved.
 */
async function moveTogether(tenant: Tenant, locked: Locked, newDueAt: Date, automatic: boolean): Promise<Moved | null> {
  const { rental, along } = locked;
  const together = [rental, ...along.map((each) => each.rental)].filter(({ dueAt }) => dueAt < newDueAt);
  const shortBefore = automatic ? 0 : await shortBy(tenant, rental, newDueAt);
  const rows: RentalRow[] = [];
  await tenant.tx.execute(sql`savepoint extension`);
  try {
    for (const each of together) {
      const agreedDueAt = automatic ? (each.agreedDueAt ?? each.dueAt) : newDueAt;
      rows.push(await moveDue(tenant, each, { dueAt: newDueAt, agreedDueAt }));
    }
  } catch (error) {
    if (!(error instanceof AppError && error.code === "reservation.none_free")) throw error;
    await tenant.tx.execute(sql`rollback to savepoint extension`);
    return null;
  }
  const shortNow = automatic ? 0 : await shortBy(tenant, rental, newDueAt);
  return { rows, promisesShort: shortNow > shortBefore ? shortNow : 0 };
}

/** Machines of the type that promises lack from the rental's due time on to a later one; the dealer knows, customers do not. */
async function shortBy({ tx }: Tenant, { dealerId, type, dueAt }: RentalRow, until: Date): Promise<number> {
  const found = await tx.execute<{ short: number | null }>(
    sql`select short from app.availability(${dealerId}::uuid, ${type}, ${dueAt.toISOString()}::timestamptz, ${until.toISOString()}::timestamptz)`,
  );
  return found.rows[0]?.short ?? 0;
}

async function logExtension(
  tenant: Tenant,
  deps: RentalDeps,
  { rental, siteName, timeZone, along }: Locked,
  { rows, promisesShort }: Moved,
  why: Words & { automatic: boolean; at: Date; requestId?: string },
): Promise<void> {
  for (const moved of rows) {
    const before = along.find((each) => each.rental.id === moved.id)?.rental ?? rental;
    await logStep(tenant, deps, {
      siteName,
      timeZone,
      type: "rental.extended",
      rental: moved,
      data: {
        from: before.dueAt.toISOString(),
        dueAt: moved.dueAt.toISOString(),
        firstDueAt: moved.firstDueAt.toISOString(),
        automatic: why.automatic,
        requestId: why.requestId ?? null,
        superseded: await supersedeRequests(tenant, moved.id, ["EXTEND"], why.at),
        ...(promisesShort > 0 ? { promisesShort } : {}),
      },
      personal: { reason: why.reason },
      occurredAt: why.occurredAt,
      operationId: why.operationId,
    });
  }
}

async function withinPolicy(tenant: Tenant, rental: RentalRow, newDueAt: Date, timeZone: string): Promise<boolean> {
  const { autoExtendDays } = await rentalTermsOf(tenant, rental.dealerId, rental.customerId);
  return daysBeyondAgreed(rental.agreedDueAt ?? rental.dueAt, newDueAt, timeZone) <= autoExtendDays;
}

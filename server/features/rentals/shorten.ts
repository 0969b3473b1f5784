import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { judgeNewDue } from "../../domain/rentals/judge-dates.ts";
import type { ShortenInput } from "../../domain/rentals/life-schema.ts";
import type { Rental } from "../../domain/rentals/schema.ts";
import type { RentalDeps } from "./check-out.ts";
import { lockRental, type Locked } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { moveDue } from "./move-due.ts";
import { getRental } from "./read.ts";
import { supersedeRequests } from "./requests-of-rental.ts";

/**
 * Moves a rental's due time earlier, but not into the past: what ends now is called off. Throws, with nothing written: `not_found`,
 * what `judgeStep` and `judgeNewDue` refuse with.
 */
export async function shortenRental(tenant: Tenant, deps: RentalDeps, input: ShortenInput): Promise<Rental> {
  const locked = await lockRental(tenant, input.id, "shorten");
  const { rental } = locked;
  const newDueAt = new Date(input.dueAt);
  const at = happenedAt(input.occurredAt, deps.now, rental.checkedOutAt);
  const verdict = judgeNewDue("shorten", { dueAt: rental.dueAt, newDueAt, outAt: rental.checkedOutAt, now: at });
  if (!verdict.ok) throw new AppError(verdict.code, { fields: { dueAt: verdict.code } });
  // What travels and goes back sooner by itself stays so.
  const along = locked.along.filter((each) => each.rental.dueAt > newDueAt);
  for (const each of [locked, ...along]) await shortenOne(tenant, deps, input, each, at);
  return getRental(tenant, rental.id);
}

async function shortenOne(tenant: Tenant, deps: RentalDeps, input: ShortenInput, locked: Locked, at: Date) {
  const { rental } = locked;
  const newDueAt = new Date(input.dueAt);
  const moved = await moveDue(tenant, rental, { dueAt: newDueAt, agreedDueAt: newDueAt });
  const superseded = await supersedeRequests(tenant, rental.id, ["EXTEND"], at);
  await logStep(tenant, deps, {
    ...locked,
    type: "rental.shortened",
    rental: moved,
    data: {
      from: rental.dueAt.toISOString(),
      dueAt: newDueAt.toISOString(),
      firstDueAt: rental.firstDueAt.toISOString(),
      superseded,
    },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

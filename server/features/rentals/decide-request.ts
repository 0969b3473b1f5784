import { eq } from "drizzle-orm";
import { rentalRequests } from "../../../db/schema/rentals.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { happenedAt } from "../../domain/operation.ts";
import { mayDecide } from "../../domain/rentals/life.ts";
import type { DecideRequestInput, RentalRequest, WithdrawRequestInput } from "../../domain/rentals/request-schema.ts";
import { applyCallOff } from "./call-off.ts";
import type { RentalDeps } from "./check-out.ts";
import { applyExtension, proveNewDue } from "./extend.ts";
import { lockRental, type Locked } from "./lock-rental.ts";
import { logStep } from "./log-step.ts";
import { getRequest } from "./requests.ts";

type Request = typeof rentalRequests.$inferSelect;

/**
 * Answers a request. An approval does what was asked, by the rules of that step at this moment; if they forbid it now, the request
 * stays open. Of two people who answer at once the second gets `request.decided`. Throws also `not_found`, `auth.forbidden`.
 */
export async function decideRequest(
  tenant: Tenant,
  deps: RentalDeps,
  input: DecideRequestInput,
): Promise<RentalRequest> {
  const { request, locked, at } = await lockRequest(tenant, deps, input);
  if (!mayDecide(request.kind, tenant.actor)) throw new AppError("auth.forbidden");
  if (request.state !== "PENDING") throw new AppError("request.decided", { details: { state: request.state } });
  const approve = input.decision === "approve";
  await close(tenant, request, approve ? "APPROVED" : "DECLINED", at, input.reason);
  if (!approve) await logAnswer(tenant, deps, locked, request, "declined", input);
  else if (request.kind === "CALL_OFF")
    await applyCallOff(tenant, deps, locked, { ...input, day: request.askedDay, at, requestId: request.id });
  else {
    const newDueAt = request.askedDueAt!;
    await proveNewDue(tenant, locked, newDueAt, at);
    await applyExtension(tenant, deps, locked, newDueAt, { ...input, at, requestId: request.id });
  }
  return getRequest(tenant, request.id);
}

/** Takes a request back: the person who asked, or a supervisor of the same customer. Throws like `decideRequest`. */
export async function withdrawRequest(
  tenant: Tenant,
  deps: RentalDeps,
  input: WithdrawRequestInput,
): Promise<RentalRequest> {
  const { actor } = tenant;
  const { request, locked, at } = await lockRequest(tenant, deps, input);
  const own = request.requestedBy === actor.sub;
  if (!own && !(request.requestedByOrg === actor.orgId && actor.role !== "OPERATOR"))
    throw new AppError("auth.forbidden");
  if (request.state !== "PENDING") throw new AppError("request.decided", { details: { state: request.state } });
  await close(tenant, request, "WITHDRAWN", at, input.reason);
  await logAnswer(tenant, deps, locked, request, "withdrawn", input);
  return getRequest(tenant, request.id);
}

/** Holds the rental first and the request second, as the other steps do, so that nobody waits in a circle. */
async function lockRequest(tenant: Tenant, deps: RentalDeps, input: { id: string; occurredAt?: string | undefined }) {
  const { tx } = tenant;
  const [seen] = await tx.select().from(rentalRequests).where(eq(rentalRequests.id, input.id));
  if (!seen) throw new AppError("not_found");
  if (seen.state !== "PENDING") {
    // Answered already: whatever the rental is by now, that is what there is to say.
    if (!mayDecide(seen.kind, tenant.actor) && seen.requestedByOrg !== tenant.actor.orgId)
      throw new AppError("auth.forbidden");
    throw new AppError("request.decided", { details: { state: seen.state } });
  }
  const locked = await holdRental(tenant, seen);
  const [request] = await tx.select().from(rentalRequests).where(eq(rentalRequests.id, input.id)).for("update");
  if (!request) throw new AppError("not_found");
  return { request, locked, at: happenedAt(input.occurredAt, deps.now, request.requestedAt) };
}

/** A rental that went another way in the meantime has closed the request with it. */
async function holdRental(tenant: Tenant, request: Request): Promise<Locked> {
  try {
    return await lockRental(tenant, request.rentalId, request.kind === "EXTEND" ? "extend" : "callOff");
  } catch (error) {
    const moved = error instanceof AppError && (error.code === "rental.closed" || error.code === "rental.called_off");
    throw moved ? new AppError("request.decided", { cause: error }) : error;
  }
}

async function close(
  { tx, actor }: Tenant,
  request: Request,
  state: "APPROVED" | "DECLINED" | "WITHDRAWN",
  at: Date,
  reason: string | null | undefined,
): Promise<void> {
  await tx
    .update(rentalRequests)
    .set({ state, decidedAt: at, decidedBy: actor.sub, decisionReason: reason ?? null })
    .where(eq(rentalRequests.id, request.id));
}

async function logAnswer(
  tenant: Tenant,
  deps: RentalDeps,
  locked: Locked,
  request: Request,
  answer: "declined" | "withdrawn",
  input: { reason?: string | null | undefined; occurredAt?: string | undefined; operationId: string },
): Promise<void> {
  const asked = request.kind === "EXTEND" ? "extension" : "call_off";
  await logStep(tenant, deps, {
    ...locked,
    type: `rental.${asked}_${answer}`,
    data: {
      requestId: request.id,
      askedDueAt: request.askedDueAt?.toISOString() ?? null,
      askedDay: request.askedDay,
      dueAt: locked.rental.dueAt.toISOString(),
    },
    personal: { reason: input.reason },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
}

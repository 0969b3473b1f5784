import { and, eq, inArray } from "drizzle-orm";
import { tasks } from "../../../db/schema/maintenance.ts";
import type { Tenant } from "../../../db/tenancy.ts";

const OPEN = ["OPEN", "ASSIGNED", "IN_WORK"] as const;

/**
 * Closes the pick-ups of a rental that wait in the dealer's list: done when the machine is back, cancelled when it stays. The step's own
 * event tells it. An operator sees no pick-up but an own one, and so leaves the others to the dealer.
 */
export async function endPickUps(
  { tx, actor }: Tenant,
  rental: { id: string; dealerId: string },
  outcome: "DONE" | "CANCELLED",
  at: Date,
): Promise<void> {
  await tx
    .update(tasks)
    .set(
      outcome === "DONE" ? { state: "DONE", doneAt: at, doneBy: actor.sub } : { state: "CANCELLED", cancelledAt: at },
    )
    .where(openPickUps(rental));
}

/** Whether a pick-up of the rental waits already, as far as the actor sees. */
export async function hasOpenPickUp({ tx }: Tenant, rental: { id: string; dealerId: string }): Promise<boolean> {
  const [found] = await tx.select({ id: tasks.id }).from(tasks).where(openPickUps(rental)).limit(1);
  return found !== undefined;
}

const openPickUps = ({ id, dealerId }: { id: string; dealerId: string }) =>
  and(eq(tasks.rentalId, id), eq(tasks.dealerId, dealerId), eq(tasks.kind, "PICK_UP"), inArray(tasks.state, OPEN));

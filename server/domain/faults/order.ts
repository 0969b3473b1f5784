/** What a fault waits for. */
import type { FaultLifeView } from "./schema.ts";

type FaultStand = "TO_PLAN" | "ORDERED" | "AWAITING" | "STILL" | "CLEARED";

/**
 * `TO_PLAN`: nobody has taken it up. `ORDERED`: an order is open. `AWAITING`: its order is done, and the machine has not spoken of it
 * since. `STILL`: the machine has, as of something that is there. `CLEARED`: the machine says that it is gone, whoever did what.
 */
export function faultStand({
  clearedAt,
  lastAt,
  order,
}: Pick<FaultLifeView, "clearedAt" | "lastAt" | "order">): FaultStand {
  if (clearedAt !== null) return "CLEARED";
  if (!order) return "TO_PLAN";
  if (order.state !== "DONE") return "ORDERED";
  return order.doneAt !== null && Date.parse(lastAt) > Date.parse(order.doneAt) ? "STILL" : "AWAITING";
}

/** Server state of a batch. */
import { client, trpc } from "~/lib/trpc.ts";
import type { Attempt, Outcome, Presented } from "./batch-items.ts";

export const present = (by: { label: string } | { humanId: string }): Promise<Presented> =>
  client.assets.present.query(by);

export const openReservations = () => trpc.reservations.list.queryOptions({ state: "CONFIRMED", limit: 200 });

/** Reserves the machines of a batch; each has its own outcome. */
export const reserve = async (attempt: Attempt): Promise<(Outcome & { humanId: string })[]> =>
  (await client.batch.reserve.mutate(attempt)).items;

export function refreshAfterBatch(): void {
  void trpc.assets.invalidate();
  void trpc.rentals.invalidate();
  void trpc.reservations.invalidate();
  void trpc.alerts.invalidate();
}

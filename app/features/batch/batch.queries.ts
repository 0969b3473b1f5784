/** Server state of a batch. */
import { client, trpc } from "~/lib/trpc.ts";
import type { Attempt, Outcome, Presented } from "./batch-items.ts";

export const present = (by: { label: string } | { humanId: string }): Promise<Presented> =>
  client.assets.present.query(by);

export const openReservations = () => trpc.reservations.list.queryOptions({ state: "CONFIRMED", limit: 200 });

export async function sendBatch(attempt: Attempt): Promise<Outcome[]> {
  const answer =
    attempt.action === "SEND_OUT"
      ? await client.batch.checkOut.mutate(attempt.input)
      : attempt.action === "TAKE_BACK"
        ? await client.batch.checkIn.mutate(attempt.input)
        : await client.batch.reserve.mutate(attempt.input);
  return answer.items;
}

export function refreshAfterBatch(): void {
  void trpc.assets.invalidate();
  void trpc.rentals.invalidate();
  void trpc.reservations.invalidate();
  void trpc.alerts.invalidate();
}

/** Server state of the scan screen. */
import { skipToken } from "@tanstack/solid-query";
import { client, trpc } from "~/lib/trpc.ts";
import type { Attempt, Rental } from "./draft.ts";
import { recallKeys } from "./known-keys.ts";

/** What the person holds before them: a label's token or a number. */
export type Presenting = { label: string } | { humanId: string };

/** The machine and what may be done with it, always asked anew: another phone may have been quicker. */
export const presentQuery = (by: Presenting | null) =>
  trpc.assets.present.queryOptions(by ?? skipToken, { staleTime: 0, refetchOnWindowFocus: false });

/** The public label keys; those of last time are there at once, also offline. */
export function labelKeysQuery() {
  const known = recallKeys();
  if (known && !trpc.assets.labelKeys.getData()) trpc.assets.labelKeys.setData(undefined, known, { updatedAt: 0 });
  return trpc.assets.labelKeys.queryOptions(undefined, { staleTime: 60 * 60_000 });
}

export const sendAttempt = (attempt: Attempt): Promise<Rental> =>
  attempt.action === "SEND_OUT"
    ? client.rentals.checkOut.mutate(attempt.input)
    : client.rentals.checkIn.mutate(attempt.input);

/** What a hand-over changes, in case the live connection does not tell. */
export function refreshAfterHandOver(): void {
  void trpc.assets.invalidate();
  void trpc.rentals.invalidate();
  void trpc.alerts.invalidate();
}

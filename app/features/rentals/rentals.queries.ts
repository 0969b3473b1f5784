/** Server state of the rentals screen. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Rental = RouterOutputs["rentals"]["list"]["items"][number];
export type RentalState = NonNullable<RouterInputs["rentals"]["list"]["state"]>;

/** What is out is looked through whole for due dates, so its pages are large; history comes bit by bit. */
const PAGE: Record<RentalState, number> = {
  ON_RENT: 500,
  PICK_UP_READY: 500,
  RESERVED: 100,
  RETURNED: 50,
  CANCELLED: 50,
};

export const rentalsQuery = (state: RentalState) =>
  trpc.rentals.list.infiniteQueryOptions(
    { state, limit: PAGE[state] },
    { getNextPageParam: (last) => last.nextCursor },
  );

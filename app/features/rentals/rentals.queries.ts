/** Server state of the rentals screen. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Rental = RouterOutputs["rentals"]["list"]["items"][number];
export type RentalState = NonNullable<RouterInputs["rentals"]["list"]["state"]>;

const PAGE = 100;

/** `dueBefore` (ISO 8601) leaves out what is due later. */
export const rentalsQuery = (state: RentalState, dueBefore?: string) =>
  trpc.rentals.list.infiniteQueryOptions(
    { state, dueBefore, limit: PAGE },
    { getNextPageParam: (last) => last.nextCursor },
  );

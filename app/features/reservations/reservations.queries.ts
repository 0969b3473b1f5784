/** Server state of the reservation screens. */
import { keepPreviousData, skipToken } from "@tanstack/solid-query";
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Reservation = RouterOutputs["reservations"]["list"]["items"][number];
export type ReservationDetail = RouterOutputs["reservations"]["get"];
export type Availability = RouterOutputs["reservations"]["availability"];
export type MachineType = Reservation["type"];

type State = NonNullable<RouterInputs["reservations"]["list"]["state"]>;
const next = { getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor };

export const reservationsQuery = (state: State, type: MachineType | null) =>
  trpc.reservations.list.infiniteQueryOptions({ state, ...(type ? { type } : {}), limit: 100 }, next);

export const reservationQuery = (id: string) => trpc.reservations.get.queryOptions({ id });

// tRPC's utilities lose the token on the way to the query: `enabled` is what makes it wait.

/** What is free; null waits until enough is chosen. The answer before stays in sight while another one loads. */
export const availabilityQuery = (wanted: RouterInputs["reservations"]["availability"] | null) =>
  trpc.reservations.availability.queryOptions(wanted ?? skipToken, {
    placeholderData: keepPreviousData,
    enabled: wanted !== null,
  });

export const dealersQuery = (siteId: string | null) =>
  trpc.reservations.dealers.queryOptions(siteId ? { siteId } : skipToken, { enabled: siteId !== null });

/** What travels with a machine; null for those who may not ask. */
export const travellingQuery = (humanId: string | null) =>
  trpc.reservations.travelling.queryOptions(humanId ? { humanId } : skipToken, { enabled: humanId !== null });

/** What a change of a reservation makes stale, in case the live connection does not tell. */
export function refreshReservations(): Promise<unknown> {
  return Promise.all([trpc.reservations.invalidate(), trpc.rentals.invalidate(), trpc.tasks.invalidate()]);
}

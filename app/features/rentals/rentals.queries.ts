/** Server state of the rentals screens. */
import { skipToken } from "@tanstack/solid-query";
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Rental = RouterOutputs["rentals"]["list"]["items"][number];
export type RentalRecord = RouterOutputs["rentals"]["get"];
export type RentalRequest = RouterOutputs["rentals"]["requests"]["items"][number];
export type RentalStep = RouterOutputs["rentals"]["timeline"]["items"][number];
export type RiskItem = RouterOutputs["rentals"]["atRisk"]["items"][number];
export type RiskTotal = RouterOutputs["rentals"]["atRisk"]["totals"][number];
export type RiskKind = RiskItem["kind"];
export type RentalState = NonNullable<RouterInputs["rentals"]["list"]["state"]>;

const PAGE = 100;
const next = { getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor };

/** `dueBefore` (ISO 8601) leaves out what is due later. */
export const rentalsQuery = (state: RentalState, dueBefore?: string) =>
  trpc.rentals.list.infiniteQueryOptions({ state, dueBefore, limit: PAGE }, next);

export const rentalQuery = (id: string) => trpc.rentals.get.queryOptions({ id });
export const storyQuery = (id: string) => trpc.rentals.timeline.infiniteQueryOptions({ id, limit: 50 }, next);

/** What waits for an answer. */
export const requestsQuery = () => trpc.rentals.requests.infiniteQueryOptions({ state: "PENDING", limit: 50 }, next);

export const atRiskQuery = () => trpc.rentals.atRisk.queryOptions({});
export const spendQuery = () => trpc.rentals.spend.queryOptions();

/** The yards that a machine may be taken into, of a dealer and of HQ; waits until they are wanted. */
export const yardsQuery = (wanted: boolean) =>
  trpc.sites.list.queryOptions(wanted ? { kind: "YARD", limit: 200 } : skipToken);

/** Free machines of the rental's type, for a replacement; waits until it is wanted. */
export const freeMachines = (type: string | null) =>
  trpc.assets.list.queryOptions(
    type
      ? { status: "AVAILABLE", type: type as RouterOutputs["assets"]["list"]["items"][number]["type"], limit: 100 }
      : skipToken,
  );

/** What a step changes, in case the live connection does not tell. */
export function refreshAfterStep(): Promise<unknown> {
  return Promise.all([trpc.rentals.invalidate(), trpc.assets.invalidate(), trpc.tasks.invalidate()]);
}

/** Server state of dealers, customers and who works with whom. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Dealer = RouterOutputs["dealers"]["list"]["items"][number];
export type Customer = RouterOutputs["customers"]["list"]["items"][number];
export type RelationRequest = RouterOutputs["relations"]["requests"]["items"][number];
export type OurDealer = RouterOutputs["relations"]["dealers"]["items"][number];
export type IncomingRequest = RouterOutputs["relations"]["incoming"]["items"][number];

const PAGE = 100;
const next = { getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor };

export const dealersQuery = (q: string) =>
  trpc.dealers.list.infiniteQueryOptions({ limit: PAGE, ...(q ? { q } : {}) }, next);
export const customersQuery = (ended: boolean, q: string) =>
  trpc.customers.list.infiniteQueryOptions({ ended, limit: PAGE, ...(q ? { q } : {}) }, next);
export const requestsQuery = () => trpc.relations.requests.infiniteQueryOptions({ limit: PAGE }, next);
export const ourDealersQuery = () => trpc.relations.dealers.queryOptions();
export const incomingQuery = () => trpc.relations.incoming.queryOptions();

/** After a change of organisations or relations: everything that names one. */
export const refreshOrganizations = () =>
  Promise.all([
    trpc.dealers.invalidate(),
    trpc.customers.invalidate(),
    trpc.relations.invalidate(),
    trpc.iam.me.invalidate(),
  ]);

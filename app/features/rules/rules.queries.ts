/** Server state of the rules screen. `dealerId` is named by headquarters alone. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Rules = RouterOutputs["policies"]["get"];
export type RulesVersion = RouterOutputs["policies"]["history"]["items"][number];

const MOST_DEALERS = 500;
const VERSIONS = 20;

export const rulesQuery = (dealerId: string | undefined) => trpc.policies.get.queryOptions({ dealerId });
export const historyQuery = (dealerId: string) =>
  trpc.policies.history.infiniteQueryOptions(
    { dealerId, limit: VERSIONS },
    { getNextPageParam: (last) => last.nextCursor },
  );
export const ruledDealersQuery = () => trpc.dealers.list.queryOptions({ limit: MOST_DEALERS });

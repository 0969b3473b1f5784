/** Server state of the rates screen. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Rate = RouterOutputs["rates"]["list"]["items"][number];
export type Terms = RouterOutputs["rates"]["terms"]["items"][number];

export const ratesQuery = () =>
  trpc.rates.list.infiniteQueryOptions({ limit: 200 }, { getNextPageParam: (last) => last.nextCursor });

export const termsQuery = () => trpc.rates.terms.queryOptions();

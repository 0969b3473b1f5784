import { keepPreviousData } from "@tanstack/solid-query";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { client, trpc } from "~/lib/trpc.ts";

export type LedgerEvent = RouterOutputs["ledger"]["list"]["items"][number];
export interface LedgerFilter {
  type?: string;
  humanId?: string;
}

export const ledgerPages = (filter: LedgerFilter) => ({
  ...trpc.ledger.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (last) => last.nextCursor }),
  placeholderData: keepPreviousData,
});

/** Reads a whole chain on the server; asked for by a press and never by itself. */
export const verifyChain = (orgId: string) => client.ledger.verify.query({ orgId });

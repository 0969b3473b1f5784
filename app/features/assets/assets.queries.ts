import { keepPreviousData } from "@tanstack/solid-query";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { client, trpc } from "~/lib/trpc.ts";
import type { FleetFilter, FleetSort } from "./fleet-search.ts";

export type AssetRow = RouterOutputs["assets"]["list"]["items"][number];
export type AssetDetail = RouterOutputs["assets"]["get"];
export type TimelineEvent = RouterOutputs["assets"]["timeline"]["items"][number];

const pageSize = 50;
const mapPage = 500;
/** More marks than this a phone's map does not move smoothly with. */
export const mapLimit = 2_000;

/**
 * The table's pages; the page before stays in sight while another filter loads. tRPC's own infinite options would send
 * their paging `direction` in place of the sort's. The keys here have the shape of tRPC's, so that live updates find them.
 */
export const fleetPages = (filter: FleetFilter, sort: FleetSort) => {
  const input = { ...filter, ...sort, limit: pageSize };
  return {
    queryKey: [["assets", "list"], { input, type: "infinite" }] as const,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      client.assets.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: RouterOutputs["assets"]["list"]) => last.nextCursor,
    placeholderData: keepPreviousData,
  };
};

/** All machines of a filter for the map and its counts, up to `mapLimit`. */
export const everyMachine = (filter: FleetFilter) => ({
  queryKey: [["assets", "list"], { input: filter, type: "every" }] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const items: AssetRow[] = [];
    let cursor: string | null = null;
    do {
      const page: RouterOutputs["assets"]["list"] = await client.assets.list.query(
        { ...filter, limit: mapPage, cursor },
        { signal },
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor && items.length < mapLimit);
    return { items, complete: cursor === null };
  },
  placeholderData: keepPreviousData,
});

export const machine = (humanId: string) => trpc.assets.get.queryOptions({ humanId });

export const machineTimeline = (humanId: string) =>
  trpc.assets.timeline.infiniteQueryOptions({ humanId, limit: 20 }, { getNextPageParam: (last) => last.nextCursor });

export const fleetSummary = () => trpc.assets.summary.queryOptions();

/** What its dealer keeps about a machine, money and labels included. */
export const machineRecord = (humanId: string) => trpc.assets.record.queryOptions({ humanId });

/** The address of a machine's label that is accepted now, as its printed code carries it. */
export async function labelUrlOf(humanId: string): Promise<string> {
  const { items } = await client.assets.labels.query({ humanIds: [humanId], limit: 1 });
  if (!items[0]) throw Object.assign(new Error("no label"), { data: { appCode: "not_found" } });
  return items[0].url;
}

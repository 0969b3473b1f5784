import type { RouterOutputs } from "~/lib/app-router.ts";
import { client, trpc } from "~/lib/trpc.ts";

export type Site = RouterOutputs["sites"]["list"]["items"][number];

const sitePage = 500;
const siteLimit = 2_000;

/** All sites in reach, by name. The key has the shape of tRPC's own, so that live updates find it. */
export const everySite = () => ({
  queryKey: [["sites", "list"], { input: {}, type: "every" }] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const items: Site[] = [];
    let cursor: string | null = null;
    do {
      const page: RouterOutputs["sites"]["list"] = await client.sites.list.query(
        { limit: sitePage, cursor },
        { signal },
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor && items.length < siteLimit);
    return items;
  },
});

export const oneSite = (id: string) => trpc.sites.get.queryOptions({ id });

/** Server state of the label sheet. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Label = RouterOutputs["assets"]["labels"]["items"][number];
export type LabelFilter = Pick<RouterInputs["assets"]["labels"], "humanIds" | "siteId" | "status">;

/** So many labels make one print job: five pages of twelve. */
export const MOST_LABELS = 60;

/** Signing and drawing sixty labels takes the server a moment, and they do not change. */
export const labelsQuery = (filter: LabelFilter) =>
  trpc.assets.labels.queryOptions({ ...filter, limit: MOST_LABELS }, { staleTime: 10 * 60_000 });

export const sitesQuery = () => trpc.sites.list.queryOptions({ limit: 500 });

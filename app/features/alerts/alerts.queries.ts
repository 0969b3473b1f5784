/** Server state of the alerts screen. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Alert = RouterOutputs["alerts"]["list"]["items"][number];
export type AlertFilter = Pick<NonNullable<RouterInputs["alerts"]["list"]>, "state" | "kind" | "siteId">;

export const alertsQuery = (filter: AlertFilter) =>
  trpc.alerts.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (last) => last.nextCursor });

/** Server state of alerts. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Alert = RouterOutputs["alerts"]["list"]["items"][number];
export type AlertDetail = RouterOutputs["alerts"]["get"];
export type AlertFilter = Omit<NonNullable<RouterInputs["alerts"]["list"]>, "cursor" | "limit">;

export const alertsQuery = (filter: AlertFilter) =>
  trpc.alerts.list.infiniteQueryOptions({ ...filter, limit: 50 }, { getNextPageParam: (last) => last.nextCursor });

export const oneAlert = (alertId: string) => trpc.alerts.get.queryOptions({ alertId });

export const alertPeople = (alertId: string) => trpc.alerts.people.queryOptions({ alertId }, { staleTime: 5 * 60_000 });

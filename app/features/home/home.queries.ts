import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Summary = RouterOutputs["assets"]["summary"];
export type Group = Summary["groups"][number];

export const summary = () => trpc.assets.summary.queryOptions();
export const liveAlerts = () => trpc.alerts.list.queryOptions({ limit: 5 });

/** Machines on rent whose due date comes first. */
export const dueNext = (limit: number) =>
  trpc.assets.list.queryOptions({ status: "ON_RENT", sort: "dueAt", direction: "asc", limit });
export const dueBy = (due: "OVERDUE" | "DUE_SOON", limit: number) =>
  trpc.assets.list.queryOptions({ due, sort: "dueAt", direction: "asc", limit });

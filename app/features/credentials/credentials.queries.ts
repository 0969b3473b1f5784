/** Server state of badges and keys. */
import type { RouterInputs, RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Badge = RouterOutputs["credentials"]["badges"]["items"][number];
export type IssuedBadge = RouterOutputs["credentials"]["issueBadge"];
export type ApiClient = RouterOutputs["credentials"]["clients"]["items"][number];
export type ClientRole = RouterInputs["credentials"]["createClient"]["role"];

const PAGE = 100;

export const badgeQuery = (userId: string, enabled: boolean) =>
  trpc.credentials.badges.queryOptions({ userId, limit: 1 }, { enabled });

export const clientsQuery = () =>
  trpc.credentials.clients.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (last) => last.nextCursor });

export const scopeOptionsQuery = (enabled: boolean) =>
  trpc.credentials.scopeOptions.queryOptions(undefined, { enabled });

/** Server state of notifications. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { client, queryClient, trpc } from "~/lib/trpc.ts";

export type Notification = RouterOutputs["notifications"]["list"]["items"][number];
export type Preferences = RouterOutputs["notifications"]["preferences"];
export type PushState = RouterOutputs["notifications"]["push"];

/** Live events ask again sooner; this is for what they miss. */
const AGAIN_MS = 60_000;

export const notificationsQuery = (unread: boolean) =>
  trpc.notifications.list.infiniteQueryOptions(
    { unread: unread || undefined, limit: 50 },
    { getNextPageParam: (last) => last.nextCursor },
  );
export const unreadQuery = () =>
  trpc.notifications.unreadCount.queryOptions(undefined, { refetchInterval: AGAIN_MS, staleTime: 5_000 });
export const preferencesQuery = () => trpc.notifications.preferences.queryOptions();
export const pushQuery = () => trpc.notifications.push.queryOptions();

/** Whoever has opened an alert has read what was told of it. Says nothing to the server where nothing is unread. */
export async function markAlertRead(alertId: string): Promise<void> {
  const { unread } = await queryClient.fetchQuery(
    trpc.notifications.unreadCount.queryOptions(undefined, { staleTime: 5_000 }),
  );
  if (unread === 0) return;
  const { read } = await client.notifications.markRead.mutate({ operationId: crypto.randomUUID(), alertId });
  if (read > 0) await trpc.notifications.invalidate();
}

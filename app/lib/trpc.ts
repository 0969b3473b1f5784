/**
 * The one door to the server. `trpc.<feature>.<procedure>.queryOptions(input)` feeds `useQuery` of solid-query,
 * `client.<feature>.<procedure>.mutate(input)` goes into `useMutation`.
 */
import { onlineManager, QueryCache, QueryClient } from "@tanstack/solid-query";
import { createTRPCClient, type OperationLink, TRPCClientError, type TRPCLink } from "@trpc/client";
import { httpBatchLink } from "@trpc/client/links/httpBatchLink";
import { splitLink } from "@trpc/client/links/splitLink";
import { createTRPCQueryUtils } from "@trpc/react-query";
import { observable } from "@trpc/server/observable";
import { createSignal } from "solid-js";
import type { AppRouter } from "./app-router.ts";
import { errorCode, isAccessChanged, isNetworkError, isUnauthorized } from "./errors.ts";
import { forgetMe } from "./last-me.ts";
import { shareData } from "./share-data.ts";
import type { SocketState } from "./socket.ts";
import type { SolidQueryUtils } from "./trpc-types.ts";

const [sessionEnded, setSessionEnded] = createSignal(false);
const [accessEnded, setAccessEnded] = createSignal(false);
/** What the socket does at the moment; the frame shows it as a dot. */
const [connection, setConnection] = createSignal<SocketState>("idle");

/** True once any call was answered with 401; the signed-in layout then leads to the sign-in screen. */
export { sessionEnded, setSessionEnded };
/** True where that was because the membership has changed, which the sign-in screen tells. */
export { accessEnded };
export { connection };

/** Notes that a call was answered with 401. */
export function noteUnauthorized(error: unknown): void {
  if (leaving || !isUnauthorized(error)) return;
  if (errorCode(error) === "auth.other_person") {
    void followTab();
    return;
  }
  setAccessEnded(isAccessChanged(error));
  setSessionEnded(true);
}

/** True while the page is about to be loaded anew: what its last calls are answered with concerns nobody any more. */
let leaving = false;
export const setLeaving = (now: boolean): void => void (leaving = now);
export const isLeaving = (): boolean => leaving;

/** The cookie is another's now: the same person's in another organisation, as another tab chose, or somebody else's. */
async function followTab(): Promise<void> {
  const mine = actingAs?.split(":", 1)[0];
  const answer = await fetch("/api/trpc/iam.me").catch(() => null);
  const now = (await answer?.json().catch(() => null)) as { result?: { data?: { user: { id: string } } } } | null;
  if (mine && now?.result?.data?.user.id === mine) {
    setLeaving(true);
    forgetMe();
    window.location.reload();
  } else setSessionEnded(true);
}

// It hears of changes only: a page that starts without a network waits for one instead of failing.
onlineManager.setOnline(navigator.onLine);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteUnauthorized }),
  defaultOptions: {
    queries: {
      // Live events invalidate what changed, so a re-visit within this time needs no request.
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      // The server's refusals are final; only a lost connection is worth a second try.
      // A call that crossed with a change of one's own role is asked again under the new one.
      retry: (failures, error) => (isNetworkError(error) && failures < 2) || (isAccessChanged(error) && failures < 1),
      refetchOnWindowFocus: true,
      reconcile: shareData,
    },
    mutations: {
      retry: (failures, error) => isAccessChanged(error) && failures < 1,
      onError: noteUnauthorized,
    },
  },
});

/** `<user>:<organisation>` that calls are entered as. */
let actingAs: string | null = null;

/**
 * From now on calls are entered as this person in this organisation. The server refuses them where the cookie is somebody
 * else's by now, as it may be on a shared phone or after a switch in another tab: nothing is done in a stranger's name.
 */
export function actAs(me: { user: { id: string }; organization: { id: string } } | undefined): void {
  actingAs = me ? `${me.user.id}:${me.organization.id}` : null;
}

/** Subscriptions go over the socket, whose code comes with the first of them: no screen waits for it. */
const liveLink: TRPCLink<AppRouter> = (runtime) => {
  let socket: Promise<OperationLink<AppRouter>> | undefined;
  return ({ op, next }) =>
    observable((observer) => {
      if (!socket) setConnection("connecting");
      let isOver = false;
      let stop = () => {};
      socket ??= import("./socket.ts").then(({ socketLink }) => socketLink(setConnection)(runtime));
      const connect = async (loading: Promise<OperationLink<AppRouter>>) => {
        try {
          const link = await loading;
          if (isOver) return;
          const subscription = link({ op, next }).subscribe(observer);
          stop = () => subscription.unsubscribe();
        } catch (error) {
          socket = undefined;
          observer.error(TRPCClientError.from(error instanceof Error ? error : new Error(String(error))));
        }
      };
      void connect(socket);
      return () => {
        isOver = true;
        stop();
      };
    });
};

const link: TRPCLink<AppRouter> = splitLink({
  condition: (operation) => operation.type === "subscription",
  true: liveLink,
  false: httpBatchLink({
    url: "/api/trpc",
    maxItems: 20,
    maxURLLength: 4_000,
    headers: () => (actingAs ? { "x-person": actingAs } : {}),
  }),
});

/** Typed calls without a cache: mutations and subscriptions. */
export const client = createTRPCClient<AppRouter>({ links: [link] });

/** Typed query options, invalidation and cache access. */
export const trpc = createTRPCQueryUtils<AppRouter>({
  client,
  queryClient,
}) as unknown as SolidQueryUtils<AppRouter>;

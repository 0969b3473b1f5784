/**
 * The one door to the server. `trpc.<feature>.<procedure>.queryOptions(input)` feeds `useQuery` of solid-query,
 * `client.<feature>.<procedure>.mutate(input)` goes into `useMutation`.
 */
import { QueryCache, QueryClient } from "@tanstack/solid-query";
import { createTRPCClient, createWSClient, httpBatchLink, splitLink, type TRPCLink, wsLink } from "@trpc/client";
import { createTRPCQueryUtils } from "@trpc/react-query";
import { createSignal } from "solid-js";
import type { AppRouter } from "./app-router.ts";
import { isNetworkError, isUnauthorized } from "./errors.ts";
import type { SolidQueryUtils } from "./trpc-types.ts";

/** What the socket does at the moment; the frame shows it as a dot. */
export type ConnectionState = "idle" | "connecting" | "live";

const [sessionEnded, setSessionEnded] = createSignal(false);
const [connection, setConnection] = createSignal<ConnectionState>("idle");

/** True once any call was answered with 401; the signed-in layout then leads to the sign-in screen. */
export { sessionEnded, setSessionEnded };
export { connection };

function noteUnauthorized(error: unknown): void {
  if (isUnauthorized(error)) setSessionEnded(true);
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteUnauthorized }),
  defaultOptions: {
    queries: {
      // Live events invalidate what changed, so a re-visit within this time needs no request.
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      // The server's refusals are final; only a lost connection is worth a second try.
      retry: (failures, error) => isNetworkError(error) && failures < 2,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, onError: noteUnauthorized },
  },
});

const wsClient = createWSClient({
  url: () => `${window.location.protocol === "https:" ? "wss" : "ws"}://${window.location.host}/api/trpc`,
  // The socket opens with the first subscription and closes with the last.
  lazy: { enabled: true, closeMs: 5_000 },
  keepAlive: { enabled: true, intervalMs: 25_000, pongTimeoutMs: 10_000 },
  // Spread out, so that a restarted server is not met by all phones in the same second.
  retryDelayMs: (attempt) => Math.min(30_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
});
wsClient.connectionState.subscribe({
  next: ({ state }) => setConnection(state === "pending" ? "live" : state),
});

const link: TRPCLink<AppRouter> = splitLink({
  condition: (operation) => operation.type === "subscription",
  true: wsLink({ client: wsClient }),
  false: httpBatchLink({ url: "/api/trpc", maxItems: 20, maxURLLength: 4_000 }),
});

/** Typed calls without a cache: mutations and subscriptions. */
export const client = createTRPCClient<AppRouter>({ links: [link] });

/** Typed query options, invalidation and cache access. */
export const trpc = createTRPCQueryUtils<AppRouter>({
  client,
  queryClient,
}) as unknown as SolidQueryUtils<AppRouter>;

/** The live connection: loaded after the first screen, with the first subscription. */
import { createWSClient, wsLink } from "@trpc/client/links/wsLink/wsLink";
import type { TRPCLink } from "@trpc/client";
import type { AppRouter } from "./app-router.ts";

/** What the socket does at the moment. */
export type SocketState = "idle" | "connecting" | "live";

/** A link that carries subscriptions; `tell` hears of every change of the socket's state. */
export function socketLink(tell: (state: SocketState) => void): TRPCLink<AppRouter> {
  const client = createWSClient({
    url: () => `${window.location.protocol === "https:" ? "wss" : "ws"}://${window.location.host}/api/trpc`,
    // The socket opens with the first subscription and closes with the last.
    lazy: { enabled: true, closeMs: 5_000 },
    keepAlive: { enabled: true, intervalMs: 25_000, pongTimeoutMs: 10_000 },
    // Spread out, so that a restarted server is not met by all phones in the same second.
    retryDelayMs: (attempt) => Math.min(30_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
  });
  client.connectionState.subscribe({ next: ({ state }) => tell(state === "pending" ? "live" : state) });
  return wsLink({ client });
}

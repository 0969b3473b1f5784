/**
 * Keeps the cache true while somebody else works: one subscription to the ledger's events invalidates what they touch.
 * tRPC's socket resumes from the last event id by itself after a reconnect; a long gap refetches everything on screen.
 */
import { createEffect, on, onCleanup } from "solid-js";
import { isAccessChanged } from "./errors.ts";
import { isAffected } from "./live-effects.ts";
import { client, connection, noteUnauthorized, queryClient, trpc } from "./trpc.ts";

type Change = Parameters<typeof isAffected>[1];

/** Events come in bursts (a bulk import): wait this long and invalidate once. */
const collectMs = 300;
/** After a longer silence than this, do not trust the replay alone. */
const gapMs = 2 * 60_000;
const restartMs = 10_000;
/** What people are told of an alert is written by a job, a moment after the alert's own event. */
const tellMs = 2_500;
/** After a change of one's own access the server closes the socket; the next one opens under the new claims. */
const reenterMs = 1_500;
/** The server closes the socket of an ended session and a browser does not tell why: ask over HTTP after this. */
const askWhyMs = 5_000;

/** Starts live updates for the component's lifetime; call it once, in the signed-in layout. */
export function startLiveUpdates(): void {
  let pending: Change[] = [];
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let restartTimer: ReturnType<typeof setTimeout> | undefined;
  let askWhyTimer: ReturnType<typeof setTimeout> | undefined;
  let tellTimer: ReturnType<typeof setTimeout> | undefined;
  let lastEventId: string | null = null;
  let lostAt: number | null = null;
  let stop = () => {};

  function flush() {
    flushTimer = undefined;
    const changes = pending;
    pending = [];
    void queryClient.invalidateQueries({
      predicate: (query) => changes.some((change) => isAffected(query.queryKey, change)),
    });
    if (changes.some(({ type }) => type.startsWith("alert."))) {
      clearTimeout(tellTimer);
      tellTimer = setTimeout(() => void trpc.notifications.invalidate(), tellMs);
    }
  }

  function subscribe() {
    const subscription = client.ledger.live.subscribe(
      { lastEventId },
      {
        onData(event) {
          lastEventId = event.id;
          pending.push(event.data);
          flushTimer ??= setTimeout(flush, collectMs);
        },
        onError(error) {
          // Another role or other sites end the subscription, but not the session: that is asked for below.
          if (!isAccessChanged(error)) noteUnauthorized(error);
          restartTimer = setTimeout(subscribe, isAccessChanged(error) ? reenterMs : restartMs);
          if (isAccessChanged(error)) void trpc.iam.me.invalidate();
        },
      },
    );
    stop = () => subscription.unsubscribe();
  }

  createEffect(
    on(connection, (state) => {
      if (state !== "live") {
        lostAt ??= Date.now();
        // Every attempt to come back passes here: only the first starts the clock.
        askWhyTimer ??= setTimeout(() => {
          askWhyTimer = undefined;
          void trpc.iam.me.invalidate();
        }, askWhyMs);
      } else {
        clearTimeout(askWhyTimer);
        askWhyTimer = undefined;
        if (lostAt !== null && Date.now() - lostAt > gapMs) void queryClient.invalidateQueries();
        // What one may do can have changed meanwhile.
        else if (lostAt !== null) void trpc.iam.me.invalidate();
        lostAt = null;
      }
    }),
  );
  subscribe();
  onCleanup(() => {
    clearTimeout(flushTimer);
    clearTimeout(restartTimer);
    clearTimeout(askWhyTimer);
    clearTimeout(tellTimer);
    stop();
  });
}

/** How old what is on screen is, for somebody without a connection. */
import type { QueryClient } from "@tanstack/solid-query";
import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

export interface ScreenAge {
  /** When the oldest answer on screen came, in milliseconds; null where none is there. */
  since: number | null;
  /** True where something on screen was never asked for on this device. */
  isMissing: boolean;
}

/** Pure: the age of the answers that screens hold at the moment. */
export function ageOf(
  queries: readonly { isActive: () => boolean; state: { dataUpdatedAt: number; data: unknown; fetchStatus: string } }[],
): ScreenAge {
  const active = queries.filter((query) => query.isActive());
  // What was put there without an answer has no age.
  const times = active.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0);
  return {
    since: times.length > 0 ? Math.min(...times) : null,
    isMissing: active.some(({ state }) => state.data === undefined && state.fetchStatus === "paused"),
  };
}

/** The age of what is on screen now; for as long as the component lives. */
export function createScreenAge(queryClient: QueryClient): Accessor<ScreenAge> {
  const cache = queryClient.getQueryCache();
  const look = () => ageOf(cache.getAll());
  const [age, setAge] = createSignal<ScreenAge>({ since: null, isMissing: false });
  onMount(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => (timer ??= setTimeout(() => ((timer = undefined), setAge(look())), 100));
    const stop = cache.subscribe(soon);
    soon();
    onCleanup(() => {
      clearTimeout(timer);
      stop();
    });
  });
  return age;
}

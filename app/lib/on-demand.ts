import { type Accessor, createSignal } from "solid-js";
import { noteLostChunk } from "./lost-chunk.ts";

/** A module that no screen needs at once: `ask()` loads it, `here()` is it, reactively. A failure is told once and the next `ask` tries again. */
export interface OnDemand<T> {
  here: Accessor<T | undefined>;
  ask: () => Promise<T | undefined>;
}

export function onDemand<T>(load: () => Promise<T>): OnDemand<T> {
  const [here, setHere] = createSignal<T>();
  let asked: Promise<T | undefined> | undefined;
  return {
    here,
    ask() {
      asked ??= load().then(
        (module) => setHere(() => module),
        (error: unknown) => {
          asked = undefined;
          noteLostChunk(error);
          return undefined;
        },
      );
      return asked;
    },
  };
}

/** Runs the work when the page has nothing better to do. */
export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 5_000 });
  else setTimeout(work, 1_500);
}

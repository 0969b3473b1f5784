import { type Component, createEffect, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { allWords } from "~/lib/i18n.ts";
import { onDemand } from "~/lib/on-demand.ts";

/**
 * A part of a screen, mostly a dialog, whose code comes when `isWanted` first says so:
 * `const EditDialog = lazyPart(async () => (await import("./edit-dialog.tsx")).EditDialog, ({ open }) => open)`.
 */
export function lazyPart<P extends object>(
  load: () => Promise<Component<P>>,
  isWanted: (props: P) => unknown,
): Component<P> {
  const part = onDemand(load);
  return (props) => {
    createEffect(() => {
      if (isWanted(props)) void part.ask();
    });
    // The screen waits for its own words only; by now the others are mostly there.
    return <Show when={allWords() && part.here()}>{(loaded) => <Dynamic component={loaded()} {...props} />}</Show>;
  };
}

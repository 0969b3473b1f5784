import { Tabs as Kobalte } from "@kobalte/core/tabs";
import { createEffect, createSignal, For, type JSX, on, onCleanup } from "solid-js";
import { cn } from "./cn.ts";

export interface Tab {
  value: string;
  label: string;
  content: () => JSX.Element;
}

/** Says on which sides a list can be scrolled on, so that its edges can show it. */
function watchEdges() {
  const [edges, setEdges] = createSignal({ start: false, end: false });
  function watch(list: HTMLElement) {
    const look = () => {
      const room = list.scrollWidth - list.clientWidth;
      const at = Math.abs(list.scrollLeft);
      setEdges({ start: at > 1, end: at < room - 1 });
    };
    const watcher = new ResizeObserver(look);
    watcher.observe(list);
    list.addEventListener("scroll", look, { passive: true });
    onCleanup(() => watcher.disconnect());
  }
  return { edges, watch };
}

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/** Panels of one thing, switched by arrow keys. Only the open panel is mounted. Where they do not fit, the edge fades out. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  onChange?: (value: string) => void;
}) {
  const { edges, watch } = watchEdges();
  let list: HTMLElement | undefined;
  // The chosen one is in sight, also when the address chose it.
  createEffect(
    on(
      () => props.value,
      () => {
        const chosen = list?.querySelector<HTMLElement>("[data-selected]");
        if (list && chosen) list.scrollLeft += middleOf(chosen) - middleOf(list);
      },
    ),
  );
  return (
    <Kobalte value={props.value} onChange={props.onChange} defaultValue={props.tabs[0]?.value}>
      <Kobalte.List
        ref={(element: HTMLElement) => {
          list = element;
          watch(element);
        }}
        aria-label={props.label}
        class={cn(
          "flex gap-6 overflow-x-auto border-b border-line",
          edges().end && "[mask-image:linear-gradient(to_right,black_calc(100%-3rem),transparent)]",
          edges().start && "[mask-image:linear-gradient(to_left,black_calc(100%-3rem),transparent)]",
          edges().start &&
            edges().end &&
            "[mask-image:linear-gradient(to_right,transparent,black_3rem,black_calc(100%-3rem),transparent)]",
        )}
      >
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger
              value={tab.value}
              class="-mb-px min-h-12 border-b-4 border-transparent pt-1 text-sm font-semibold whitespace-nowrap text-muted outline-offset-[-3px] hover:text-ink data-selected:border-accent data-selected:text-ink"
            >
              {tab.label}
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content value={tab.value} class="pt-4">
            {tab.content()}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  );
}

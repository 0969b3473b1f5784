import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from "solid-js";
import { cn } from "./cn.ts";

export interface Tab {
  value: string;
  label: string;
  content: () => JSX.Element;
}

/** Says on which sides a list can be scrolled on, so that its edges can show it. */
function watchEdges() {
  const [edges, setEdges] = createSignal({ left: false, right: false });
  function watch(list: HTMLElement) {
    const look = () => {
      const room = list.scrollWidth - list.clientWidth;
      // Where people read to the left it counts down from nought.
      const { direction } = getComputedStyle(list);
      const at = list.scrollLeft + (direction === "rtl" ? room : 0);
      setEdges({ left: at > 1, right: at < room - 1 });
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

/**
 * Panels of one thing, switched by arrow keys (the tabs pattern of the ARIA Authoring Practices, with automatic activation). Only the
 * open panel is mounted. Where they do not fit, the edge fades out.
 */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  onChange?: (value: string) => void;
}) {
  const { edges, watch } = watchEdges();
  const id = createUniqueId();
  let list: HTMLElement | undefined;
  const [own, setOwn] = createSignal<string>();
  const value = () => props.value ?? own() ?? props.tabs[0]?.value;
  function choose(next: string): void {
    if (next === value()) return;
    setOwn(next);
    props.onChange?.(next);
  }
  /** Right is onwards where people read to the right, and backwards where they do not. */
  function move(event: KeyboardEvent): void {
    const at = props.tabs.findIndex((tab) => tab.value === value());
    const onwards = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: at + onwards, ArrowLeft: at - onwards, Home: 0, End: -1 };
    const step = steps[event.key];
    const next = step === undefined ? undefined : props.tabs.at(step % props.tabs.length);
    if (!next) return;
    event.preventDefault();
    choose(next.value);
    list?.querySelector<HTMLElement>(`[aria-controls="${id}-${next.value}"]`)?.focus();
  }
  // The chosen one is in sight, also when the address chose it.
  createEffect(
    on(value, () => {
      const chosen = list?.querySelector<HTMLElement>("[data-selected]");
      if (list && chosen) list.scrollLeft += middleOf(chosen) - middleOf(list);
    }),
  );
  return (
    <>
      <div
        role="tablist"
        ref={(element) => {
          list = element;
          watch(element);
        }}
        aria-label={props.label}
        onKeyDown={move}
        class={cn(
          "flex gap-6 overflow-x-auto border-b border-line",
          edges().right && "[mask-image:linear-gradient(to_right,black_calc(100%-3rem),transparent)]",
          edges().left && "[mask-image:linear-gradient(to_left,black_calc(100%-3rem),transparent)]",
          edges().left &&
            edges().right &&
            "[mask-image:linear-gradient(to_right,transparent,black_3rem,black_calc(100%-3rem),transparent)]",
        )}
      >
        <For each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${tab.value}-tab`}
              aria-selected={tab.value === value()}
              aria-controls={`${id}-${tab.value}`}
              tabindex={tab.value === value() ? 0 : -1}
              data-selected={tab.value === value() ? "" : undefined}
              onClick={() => choose(tab.value)}
              class="-mb-px min-h-12 border-b-4 border-transparent pt-1 text-sm font-semibold whitespace-nowrap text-muted outline-offset-[-3px] hover:text-ink data-selected:border-accent data-selected:text-ink"
            >
              {tab.label}
            </button>
          )}
        </For>
      </div>
      <For each={props.tabs}>
        {(tab) => (
          <Show when={tab.value === value()}>
            <div
              role="tabpanel"
              id={`${id}-${tab.value}`}
              aria-labelledby={`${id}-${tab.value}-tab`}
              tabindex="0"
              class="pt-4"
            >
              {tab.content()}
            </div>
          </Show>
        )}
      </For>
    </>
  );
}

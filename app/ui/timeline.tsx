import { For, type JSX, Show } from "solid-js";
import { cn } from "./cn.ts";
import { type Tone, toneStyle } from "./tone.ts";

export interface TimelineEntry {
  id: string;
  title: JSX.Element;
  /** Already formatted, with zone. */
  time: string;
  /** The instant, for `<time datetime>`. */
  at: string;
  detail?: JSX.Element;
  icon: JSX.Element;
  tone?: Tone;
}

/** What happened to a thing, newest first. */
export function Timeline(props: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={props.label} class="flex flex-col">
      <For each={props.entries}>
        {(entry) => (
          <li class="group relative flex gap-4 pb-6 last:pb-0">
            <span
              aria-hidden="true"
              class="absolute start-5 top-10 bottom-0 -ms-px border-s-2 border-line group-last:hidden"
            />
            <span
              aria-hidden="true"
              class={cn(
                "grid size-10 shrink-0 place-items-center rounded-full border [&_svg]:size-5",
                toneStyle({ tone: entry.tone }),
              )}
            >
              {entry.icon}
            </span>
            <div class="min-w-0 flex-1 pt-1">
              <p class="font-semibold">{entry.title}</p>
              <time datetime={entry.at} class="text-sm text-muted">
                {entry.time}
              </time>
              <Show when={entry.detail}>
                <div class="mt-1 text-sm">{entry.detail}</div>
              </Show>
            </div>
          </li>
        )}
      </For>
    </ol>
  );
}

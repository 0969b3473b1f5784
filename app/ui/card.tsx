import { type JSX, Show } from "solid-js";
import { cn } from "./cn.ts";

interface CardProps {
  title?: string;
  /** Buttons or a link at the end of the title row. */
  actions?: JSX.Element;
  children: JSX.Element;
  /** Lets the contents reach the edges (tables, maps, lists). */
  flush?: boolean;
  class?: string;
}

/** A titled surface on the canvas. */
export function Card(props: CardProps) {
  return (
    <section class={cn("rounded-lg border border-line bg-surface shadow-card", props.class)}>
      <Show when={props.title}>
        <header class="flex min-h-14 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <h2 class="min-w-0 flex-1 basis-32 text-base font-bold">{props.title}</h2>
          {props.actions}
        </header>
      </Show>
      <div class={props.flush ? "overflow-hidden rounded-b-lg" : "p-4"}>{props.children}</div>
    </section>
  );
}

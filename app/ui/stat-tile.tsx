import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { cn } from "./cn.ts";

interface StatTileProps {
  label: string;
  /** Already formatted. */
  value: string;
  /** Small text after the value: a unit, "of 300". */
  unit?: string;
  /** A change or a comparison, as a whole phrase. */
  note?: JSX.Element;
  icon?: JSX.Element;
  /** "alert" draws the eye with a red edge, "accent" with a yellow one. */
  emphasis?: "none" | "accent" | "alert";
  /** Makes the whole tile a link. */
  href?: string;
}

/** One figure with its name. */
export function StatTile(props: StatTileProps) {
  return (
    <div
      class={cn(
        "relative flex flex-col gap-1 rounded-lg border border-line bg-surface p-4 shadow-card",
        props.emphasis === "alert" && "border-s-4 border-s-danger",
        props.emphasis === "accent" && "border-s-4 border-s-accent",
        props.href && "hover:bg-hover",
      )}
    >
      <div class="flex items-center gap-2 text-sm font-medium text-muted [&_svg]:size-4 [&_svg]:shrink-0">
        {props.icon}
        <Show when={props.href} fallback={<span>{props.label}</span>}>
          {(href) => (
            <A href={href()} class="after:absolute after:inset-0 after:rounded-lg hover:text-ink">
              {props.label}
            </A>
          )}
        </Show>
      </div>
      <p class="text-2xl font-bold tracking-tight sm:text-3xl">
        {props.value}
        <Show when={props.unit}>
          <span class="ms-1 text-base font-medium tracking-normal text-muted">{props.unit}</span>
        </Show>
      </p>
      <Show when={props.note}>
        <p class="text-sm text-muted">{props.note}</p>
      </Show>
    </div>
  );
}

import type { JSX } from "solid-js";
import { cn } from "./cn.ts";
import { type Tone, toneStyle } from "./tone.ts";

/** A short fact beside a name: icon (give it one when the tone means something) and word. */
export function Badge(props: { tone?: Tone; icon?: JSX.Element; children: JSX.Element; class?: string }) {
  return (
    <span
      class={cn(
        "badge inline-flex items-center gap-1 rounded-sm border px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0",
        toneStyle({ tone: props.tone }),
        props.class,
      )}
    >
      {props.icon}
      {props.children}
    </span>
  );
}

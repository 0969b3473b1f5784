import type { JSX } from "solid-js";

/** A key of the keyboard. */
export function Kbd(props: { children: JSX.Element }) {
  return (
    <kbd class="inline-flex min-w-6 items-center justify-center rounded-sm border border-b-2 border-line-strong bg-surface px-1.5 font-mono text-xs font-medium text-ink">
      {props.children}
    </kbd>
  );
}

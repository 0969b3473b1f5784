import { cn } from "./cn.ts";

/** The product's mark, an excavator's arm; decorative. The same drawing is public/icon.svg. */
export function Mark(props: { class?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" class={cn("size-8 shrink-0", props.class)}>
      <rect width="64" height="64" rx="14" class="fill-accent" />
      <path
        d="M15 43 28 17 45 25v10"
        class="fill-none stroke-on-accent"
        stroke-width="7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M35 35h16.5a11 11 0 0 1-11 11h-2a3.5 3.5 0 0 1-3.5-3.5z" class="fill-on-accent" />
      <path d="M10 52.5h44" class="stroke-on-accent" stroke-width="5" stroke-linecap="round" />
    </svg>
  );
}

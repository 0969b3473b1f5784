import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";

export type LiveState = "live" | "connecting" | "offline";

/** Whether changes of others arrive by themselves. */
export function LiveDot(props: { state: LiveState }) {
  return (
    <span class="inline-flex items-center gap-2 text-xs font-medium text-muted" title={t(`shell.live.${props.state}`)}>
      <span
        aria-hidden="true"
        class={cn(
          "size-2.5 rounded-full",
          props.state === "live" && "bg-green",
          props.state === "connecting" && "animate-pulse bg-amber",
          props.state === "offline" && "border-2 border-line-strong",
        )}
      />
      <span class="sr-only lg:not-sr-only">{t(`shell.live.short.${props.state}`)}</span>
    </span>
  );
}

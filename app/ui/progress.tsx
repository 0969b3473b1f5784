import { Show } from "solid-js";
import { cn } from "./cn.ts";

interface ProgressProps {
  label: string;
  /** 0–1; leave it out while the end is not known. */
  value?: number;
  /** The value in words, e.g. "190 of 250 h". */
  valueText?: string;
  /** "meter" is a level (fuel, hours to service), "progress" is work under way. */
  kind?: "progress" | "meter";
  tone?: "accent" | "green" | "red";
}

/** A bar with its label and value in words. */
export function Progress(props: ProgressProps) {
  const percent = () => Math.round(Math.min(1, Math.max(0, props.value ?? 0)) * 100);
  return (
    <div class="flex flex-col gap-1">
      <div class="flex items-baseline justify-between gap-4 text-sm">
        <span class="font-medium">{props.label}</span>
        <Show when={props.valueText}>
          <span class="text-muted">{props.valueText}</span>
        </Show>
      </div>
      <div
        role={props.kind === "meter" ? "meter" : "progressbar"}
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={props.value === undefined ? undefined : percent()}
        aria-valuetext={props.valueText}
        class="h-2 overflow-hidden rounded-full border border-line-strong bg-sunken"
      >
        <div
          class={cn(
            "h-full bg-accent transition-[width]",
            props.tone === "green" && "bg-green",
            props.tone === "red" && "bg-danger",
            props.value === undefined && "w-1/3 animate-pulse",
          )}
          style={props.value === undefined ? {} : { width: `${percent()}%` }}
        />
      </div>
    </div>
  );
}

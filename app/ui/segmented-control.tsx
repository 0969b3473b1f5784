import { createUniqueId, For } from "solid-js";
import type { Option } from "./select.tsx";

interface SegmentedControlProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** A choice of two to four, all in sight: radio buttons in one bar. */
export function SegmentedControl<T extends string>(props: SegmentedControlProps<T>) {
  const name = createUniqueId();
  return (
    <fieldset class="inline-flex max-w-full flex-wrap rounded-md border border-line-strong bg-surface p-0.5">
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="relative flex min-w-0 flex-auto">
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
              class="peer absolute inset-0 cursor-pointer appearance-none rounded-sm"
            />
            <span class="pointer-events-none flex min-h-9 w-full items-center justify-center rounded-sm px-4 text-sm text-center font-semibold text-muted peer-checked:bg-ink peer-checked:text-canvas peer-hover:not-peer-checked:text-ink peer-disabled:opacity-50 coarse:min-h-12">
              {option.label}
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

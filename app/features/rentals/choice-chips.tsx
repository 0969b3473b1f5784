import { createUniqueId, For } from "solid-js";
import type { Option } from "~/ui/select.tsx";

/** One of a few, each a big target: radio buttons as chips. */
export function ChoiceChips<T extends string>(props: {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const name = createUniqueId();
  return (
    <fieldset>
      <legend class="mb-1 text-sm font-semibold">{props.label}</legend>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-4">
        <For each={props.options}>
          {(option) => (
            <label class="relative flex">
              <input
                type="radio"
                name={name}
                disabled={option.disabled}
                checked={option.value === props.value}
                onChange={() => props.onChange(option.value)}
                class="peer absolute inset-0 cursor-pointer appearance-none rounded-md"
              />
              <span class="pointer-events-none flex min-h-12 w-full items-center justify-center rounded-md border border-line-strong bg-surface px-2 text-center text-sm font-semibold peer-checked:border-ink peer-checked:bg-ink peer-checked:text-canvas peer-disabled:opacity-50">
                {option.label}
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

import ChevronDown from "lucide-solid/icons/chevron-down";
import { createUniqueId, For, Show } from "solid-js";
import { cn } from "./cn.ts";
import { controlStyle, Field, fieldAttributes, type FieldProps } from "./field.tsx";

export interface Option<T extends string = string> {
  value: T;
  label: string;
  disabled?: boolean;
}
interface SelectProps<T extends string> extends FieldProps {
  options: readonly Option<T>[];
  value: T | null;
  onChange: (value: T) => void;
  /** Shown while nothing is chosen. */
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  required?: boolean;
  class?: string;
}

/** One of a list. The platform's own picker: on a phone nothing beats it, with gloves least of all. */
export function Select<T extends string>(props: SelectProps<T>) {
  const id = createUniqueId();
  return (
    <Field
      id={id}
      label={props.label}
      labelHidden={props.labelHidden}
      hint={props.hint}
      error={props.error}
      optional={props.optional}
      class={props.class}
    >
      <div class="relative">
        <select
          {...fieldAttributes(id, props)}
          name={props.name}
          disabled={props.disabled}
          required={props.required}
          class={cn(controlStyle, "appearance-none pe-10")}
          onChange={(event) => props.onChange(event.currentTarget.value as T)}
        >
          <Show when={props.placeholder !== undefined}>
            <option value="" disabled selected={props.value === null}>
              {props.placeholder}
            </option>
          </Show>
          <For each={props.options}>
            {(option) => (
              <option value={option.value} disabled={option.disabled} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
        <ChevronDown
          class="pointer-events-none absolute inset-y-0 end-3 my-auto size-5 text-muted"
          aria-hidden="true"
        />
      </div>
    </Field>
  );
}

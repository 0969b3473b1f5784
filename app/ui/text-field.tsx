import { type ComponentProps, createUniqueId, type JSX, Show, splitProps } from "solid-js";
import { cn } from "./cn.ts";
import { controlStyle, Field, fieldAttributes, type FieldProps } from "./field.tsx";

const fieldKeys = ["label", "labelHidden", "hint", "error", "optional", "class"] as const;

interface TextFieldProps extends FieldProps, Omit<ComponentProps<"input">, "id"> {
  /** Text after the value inside the frame, e.g. a unit. */
  suffix?: JSX.Element;
  /** Utilities for the input itself. */
  inputClass?: string;
}

/** A one-line input of any type, with label, hint and error. */
export function TextField(props: TextFieldProps) {
  const id = createUniqueId();
  const [field, own, rest] = splitProps(props, fieldKeys, ["suffix", "inputClass"]);
  return (
    <Field id={id} {...field}>
      <div class="relative">
        <input
          type="text"
          {...rest}
          {...fieldAttributes(id, field)}
          class={cn(controlStyle, own.suffix && "pe-12", own.inputClass)}
        />
        <Show when={own.suffix}>
          <span class="pointer-events-none absolute inset-y-0 end-3 flex items-center text-sm text-muted">
            {own.suffix}
          </span>
        </Show>
      </div>
    </Field>
  );
}

interface TextAreaProps extends FieldProps, Omit<ComponentProps<"textarea">, "id"> {}

/** A text of several lines; it grows with its contents where the browser can. */
export function TextArea(props: TextAreaProps) {
  const id = createUniqueId();
  const [field, rest] = splitProps(props, fieldKeys);
  return (
    <Field id={id} {...field}>
      <textarea
        rows={3}
        {...rest}
        {...fieldAttributes(id, field)}
        class={cn(controlStyle, "min-h-24 [field-sizing:content]")}
      />
    </Field>
  );
}

import CircleAlert from "lucide-solid/icons/circle-alert";
import { type JSX, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "./cn.ts";

/** The look of an input, a select or a text area. */
export const controlStyle =
  "w-full min-h-10 coarse:min-h-12 rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink placeholder:text-faint hover:border-ink aria-invalid:border-danger aria-invalid:border-2 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken";

export interface FieldProps {
  label: string;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  hint?: string;
  /** A sentence that says what to correct; its presence marks the field as invalid. */
  error?: string | null;
  optional?: boolean;
}

/** What an input needs to point at its hint and error. */
export function fieldAttributes(id: string, props: FieldProps) {
  const ids = [props.error ? `${id}-error` : null, props.hint ? `${id}-hint` : null].filter(Boolean);
  return {
    id,
    "aria-invalid": props.error ? (true as const) : undefined,
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
  };
}

/** Label, hint and error around one control whose id is `id`. */
export function Field(props: FieldProps & { id: string; children: JSX.Element; class?: string | undefined }) {
  return (
    <div class={cn("flex flex-col gap-1", props.class)}>
      <label for={props.id} class={props.labelHidden ? "sr-only" : "text-sm font-semibold"}>
        {props.label}
        <Show when={props.optional}>
          <span class="font-normal text-muted"> ({t("common.state.optional")})</span>
        </Show>
      </label>
      {props.children}
      <Show when={props.error}>
        <p id={`${props.id}-error`} class="flex items-start gap-1 text-sm font-medium text-red">
          <CircleAlert class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{props.error}</span>
        </p>
      </Show>
      <Show when={props.hint}>
        <p id={`${props.id}-hint`} class="text-sm text-muted">
          {props.hint}
        </p>
      </Show>
    </div>
  );
}

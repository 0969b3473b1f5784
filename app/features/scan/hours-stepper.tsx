import Minus from "lucide-solid/icons/minus";
import Plus from "lucide-solid/icons/plus";
import { createUniqueId } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";
import { controlStyle, Field, fieldAttributes } from "~/ui/field.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { figureText, stepped } from "./hours-text.ts";

interface HoursStepperProps {
  label: string;
  value: string;
  least: number;
  decimalMark: string;
  hint?: string;
  error: string | null;
  disabled?: boolean;
  onChange: (text: string) => void;
}

/** Service meter hours: typed, or an hour up and down with a thumb. */
export function HoursStepper(props: HoursStepperProps) {
  const id = createUniqueId();
  const step = (by: number) => props.onChange(figureText(stepped(props.value, by, props.least), props.decimalMark));
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error}>
      <div class="flex gap-2">
        <IconButton
          variant="secondary"
          class="size-14 coarse:size-14"
          label={t("scan.less")}
          disabled={props.disabled}
          onClick={() => step(-1)}
        >
          <Minus aria-hidden="true" />
        </IconButton>
        <div class="relative min-w-0 flex-1">
          <input
            {...fieldAttributes(id, props)}
            type="text"
            inputmode="decimal"
            autocomplete="off"
            enterkeyhint="done"
            value={props.value}
            disabled={props.disabled}
            onInput={(event) => props.onChange(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            class={cn(controlStyle, "h-14 px-8 text-center text-xl font-bold")}
          />
          <span class="pointer-events-none absolute inset-y-0 end-3 flex items-center text-muted" aria-hidden="true">
            h
          </span>
        </div>
        <IconButton
          variant="secondary"
          class="size-14 coarse:size-14"
          label={t("scan.more")}
          disabled={props.disabled}
          onClick={() => step(1)}
        >
          <Plus aria-hidden="true" />
        </IconButton>
      </div>
    </Field>
  );
}

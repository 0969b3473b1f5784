import { createMemo, createUniqueId, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { TextField } from "~/ui/text-field.tsx";
import { localText } from "../../../server/domain/rentals/zone-time.ts";
import { type DueChoice, dueInstant, presetsAhead } from "./due-presets.ts";

interface DueChipsProps {
  choice: DueChoice;
  timeZone: string;
  now: Date;
  error: string | null;
  disabled?: boolean;
  onChange: (choice: DueChoice) => void;
}

/** When the machine is to be back, in one tap; the result is shown as the site's clock will show it. */
export function DueChips(props: DueChipsProps) {
  const format = useFormat();
  const name = createUniqueId();
  const options = createMemo(() => [...presetsAhead(props.timeZone, props.now), "own" as const]);
  const selected = () => ("own" in props.choice ? "own" : props.choice.preset);
  const due = () => dueInstant(props.choice, props.timeZone, props.now);
  const dueText = () => {
    const at = due();
    return at && `${format().day(localText(at, props.timeZone).slice(0, 10))}, ${format().time(at, props.timeZone)}`;
  };
  const pick = (option: ReturnType<typeof options>[number]) => {
    if (option !== "own") props.onChange({ preset: option });
    // The own time starts where the preset was, so that mostly only the day is turned.
    else if (!("own" in props.choice)) props.onChange({ own: localText(due() ?? props.now, props.timeZone) });
  };
  return (
    <fieldset disabled={props.disabled} class="flex flex-col gap-1">
      <legend class="mb-1 flex w-full flex-wrap items-baseline gap-x-2 text-sm font-semibold">
        {t("scan.out.due")}
        <span class="font-bold" aria-live="polite">
          {dueText()}
        </span>
      </legend>
      <div class={cn("gap-1.5", options().length === 4 ? "flex" : "grid grid-cols-3")}>
        <For each={options()}>
          {(option) => (
            <label class="relative flex flex-auto">
              <input
                type="radio"
                name={name}
                checked={selected() === option}
                onChange={() => pick(option)}
                class="peer absolute inset-0 cursor-pointer appearance-none rounded-md"
              />
              <span
                class={cn(
                  "pointer-events-none flex min-h-12 w-full items-center justify-center rounded-md border border-line-strong bg-surface px-1 text-sm font-semibold whitespace-nowrap",
                  "peer-checked:border-ink peer-checked:bg-ink peer-checked:text-canvas peer-disabled:opacity-50",
                )}
              >
                {t(`scan.out.preset.${option}`)}
              </span>
            </label>
          )}
        </For>
      </div>
      <Show when={"own" in props.choice ? props.choice : null}>
        {(own) => (
          <TextField
            type="datetime-local"
            class="mt-2"
            label={t("scan.out.own")}
            hint={props.timeZone.replaceAll("_", " ")}
            value={own().own}
            min={localText(props.now, props.timeZone)}
            onInput={(event) => props.onChange({ own: event.currentTarget.value })}
          />
        )}
      </Show>
      <Show when={props.error}>
        <p role="alert" class="text-sm font-medium text-red">
          {props.error}
        </p>
      </Show>
    </fieldset>
  );
}

import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { idleDays } from "./alert-facts.ts";

/** The days that made an idling machine's alert, each as the part of its running that was idle, with the allowance marked. */
export function IdleDays(props: { facts: Record<string, unknown> }) {
  const format = useFormat();
  const limit = () => (typeof props.facts["limit"] === "number" ? props.facts["limit"] : null);
  return (
    <Show when={idleDays(props.facts).length > 0}>
      <h3 class="mt-6 mb-2 text-sm text-muted">{t("alertPage.page.series")}</h3>
      <ul class="flex flex-col gap-2">
        <For each={idleDays(props.facts)}>
          {({ day, ratio, runtimeH }) => (
            <li class="grid grid-cols-[6rem_1fr_7rem] items-center gap-3 text-sm">
              <span>{format().day(day)}</span>
              <span aria-hidden="true" class="relative h-3 rounded-sm bg-line">
                <span
                  class="absolute inset-y-0 start-0 rounded-sm bg-amber"
                  style={{ width: `${Math.min(100, ratio * 100)}%` }}
                />
                <Show when={limit()}>
                  {(at) => (
                    <span
                      class="absolute -inset-y-1 border-s-2 border-ink"
                      style={{ "inset-inline-start": `${at() * 100}%` }}
                    />
                  )}
                </Show>
              </span>
              <span class="text-end tabular-nums">{`${format().percent(ratio)} · ${format().hours(runtimeH)}`}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

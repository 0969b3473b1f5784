import { For, Show } from "solid-js";
import type { DamageMark } from "../../../server/domain/inspections/schema.ts";
import type { Answer, Severity } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { checkpointWord } from "../inspections/checkpoint-word.ts";
import { FaultBadge } from "../inspections/severity-badge.tsx";

export type ListedItem = {
  key: string;
  label?: string | null;
  answer: Answer;
  severity?: Severity | null;
  note?: string | null;
  marks?: readonly DamageMark[];
};

/** The faults among the answers of an inspection, with their notes and marks; that there are none, too. */
export function FaultList(props: { items: readonly ListedItem[]; labelOf?: (key: string) => string | null }) {
  const faults = () => props.items.filter(({ answer }) => answer === "FAIL");
  return (
    <div class="mt-4">
      <h3 class="mb-2 text-sm text-muted">
        {t("inspections.ticket.faults")} · {t("inspections.section.faults", faults().length)}
      </h3>
      <ul class="flex flex-col gap-2">
        <For each={faults()}>
          {(item) => (
            <li class="rounded-md border border-line px-3 py-2">
              <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <strong class="break-words">
                  {checkpointWord({ key: item.key, label: item.label ?? props.labelOf?.(item.key) ?? null })}
                </strong>
                <FaultBadge severity={item.severity ?? "MAJOR"} />
              </p>
              <Show when={item.note}>{(note) => <p class="mt-1 break-words">{note()}</p>}</Show>
              <For each={item.marks ?? []}>
                {(mark, at) => (
                  <p class="mt-1 text-sm break-words text-muted">
                    {t("inspections.marks.mark", { number: String(at() + 1) })}
                    {mark.note ? `: ${mark.note}` : ""}
                  </p>
                )}
              </For>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

import { useQuery } from "@tanstack/solid-query";
import Trash from "lucide-solid/icons/trash";
import { For, Show } from "solid-js";
import type { AnsweredItem } from "../../../server/domain/inspections/schema.ts";
import { type Answer, ANSWERS, SEVERITIES } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import type { OutboxEntry } from "~/lib/outbox/entry.ts";
import { trpc } from "~/lib/trpc.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { checkpointWord } from "../inspections/checkpoint-word.ts";
import { answered, itemsOf, withMarkNote, withoutMark } from "./entry-items.ts";

interface AmendItemsProps {
  entry: OutboxEntry;
  items: readonly AnsweredItem[];
  onChange: (items: AnsweredItem[]) => void;
}

/** The checkpoints' own names, as far as this device knows the list that was answered. */
export function useCheckpointLabels(input: () => OutboxEntry["input"]): (key: string) => string | null {
  const form = useQuery(() => ({
    ...trpc.inspections.form.queryOptions({
      rentalId: String(input()["rentalId"]),
      kind: input()["kind"] === "IN" ? "IN" : "OUT",
    }),
    enabled: false,
  }));
  return (key) =>
    (form.isPending ? null : form.data?.checkList.items.find((checkpoint) => checkpoint.key === key)?.label) ?? null;
}

/** The answers of an inspection, to be corrected: what is wrong, how bad, the notes and the marks. */
export function AmendItems(props: AmendItemsProps) {
  const labelOf = useCheckpointLabels(() => props.entry.input);
  const before = () => itemsOf(props.entry.input);
  const set = (key: string, change: (item: AnsweredItem) => AnsweredItem) =>
    props.onChange(props.items.map((item) => (item.key === key ? change(item) : item)));
  return (
    <ul class="flex flex-col divide-y divide-line rounded-md border border-line">
      {/* By key, so that what is being typed in is not made anew by every letter. */}
      <For each={before().map(({ key }) => key)}>
        {(key) => {
          const item = () => props.items.find((each) => each.key === key)!;
          const name = () => checkpointWord({ key, label: labelOf(key) });
          const answer = (next: Answer) => {
            const first = before().find((each) => each.key === key)!;
            set(key, (each) => answered(each, next, first));
          };
          return (
            <li class="flex flex-col gap-3 p-3" data-checkpoint={key}>
              <p class="font-semibold break-words">{name()}</p>
              <SegmentedControl<Answer>
                label={name()}
                options={ANSWERS.map((value) => ({ value, label: t(`inspections.answer.${value}`) }))}
                value={item().answer}
                onChange={answer}
              />
              <Show when={item().answer === "FAIL"}>
                <SegmentedControl
                  label={t("inspections.severityLabel")}
                  options={SEVERITIES.map((value) => ({ value, label: t(`inspections.severity.${value}`) }))}
                  value={item().severity ?? "MAJOR"}
                  onChange={(severity) => set(key, (each) => ({ ...each, severity }))}
                />
                <TextArea
                  label={t("inspections.form.note")}
                  optional
                  maxLength={1000}
                  value={item().note ?? ""}
                  onInput={(event) => {
                    const note = event.currentTarget.value;
                    set(key, (each) => ({ ...each, note }));
                  }}
                />
                <For each={item().marks.map((_, at) => at)}>
                  {(at) => (
                    <div class="flex items-end gap-2">
                      <TextField
                        class="flex-1"
                        label={t("inspections.marks.mark", { number: String(at + 1) })}
                        optional
                        maxLength={200}
                        value={item().marks[at]?.note ?? ""}
                        onChange={(event) => {
                          const note = event.currentTarget.value;
                          set(key, (each) => withMarkNote(each, at, note));
                        }}
                      />
                      <IconButton
                        label={t("inspections.marks.remove", { number: String(at + 1) })}
                        onClick={() => set(key, (each) => withoutMark(each, at))}
                      >
                        <Trash />
                      </IconButton>
                    </div>
                  )}
                </For>
              </Show>
            </li>
          );
        }}
      </For>
    </ul>
  );
}

import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import { KNOWN_CHECKPOINTS, MAX_CHECKPOINTS, type Checkpoint } from "../../../server/domain/inspections/check-list.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { keyFor } from "./checkpoint-key.ts";
import { checkpointWord } from "./checkpoint-word.ts";

interface EditorProps {
  items: readonly Checkpoint[];
  onChange: (items: Checkpoint[]) => void;
  readOnly: boolean;
}

const OWN = "";

/** The checkpoints of one list in their order. */
export function CheckListEditor(props: EditorProps) {
  const [known, setKnown] = createSignal(OWN);
  const [label, setLabel] = createSignal("");
  const left = () => KNOWN_CHECKPOINTS.filter((key) => !props.items.some((item) => item.key === key));
  const swap = (at: number, by: -1 | 1) => {
    const next = [...props.items];
    [next[at], next[at + by]] = [next[at + by]!, next[at]!];
    props.onChange(next);
  };
  const full = () => props.items.length >= MAX_CHECKPOINTS;
  const ready = () => !full() && (known() !== OWN || label().trim() !== "");
  const add = () => {
    if (!ready()) return;
    const item =
      known() === OWN
        ? {
            key: keyFor(
              label(),
              props.items.map(({ key }) => key),
            ),
            label: label().trim(),
            photo: false,
          }
        : { key: known(), label: null, photo: false };
    props.onChange([...props.items, item]);
    setKnown(OWN);
    setLabel("");
  };
  return (
    <>
      <ol>
        <For each={props.items} fallback={<li class="p-4 text-sm text-muted">{t("inspections.lists.empty")}</li>}>
          {(item, index) => (
            <li class="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
              <span class="w-7 text-sm text-muted">{index() + 1}</span>
              <span class="min-w-40 flex-1 font-medium break-words">{checkpointWord(item)}</span>
              <label class="flex min-h-10 items-center gap-2 text-sm coarse:min-h-12">
                <input
                  type="checkbox"
                  class="size-5 accent-(--color-ink)"
                  checked={item.photo}
                  disabled={props.readOnly}
                  onChange={(event) =>
                    props.onChange(
                      props.items.map((each) =>
                        each.key === item.key ? { ...each, photo: event.currentTarget.checked } : each,
                      ),
                    )
                  }
                />
                {t("inspections.lists.photo")}
              </label>
              <Show when={!props.readOnly}>
                <span class="flex">
                  <IconButton
                    label={t("inspections.lists.up", { name: checkpointWord(item) })}
                    disabled={index() === 0}
                    onClick={() => swap(index(), -1)}
                  >
                    <ArrowUp aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={t("inspections.lists.down", { name: checkpointWord(item) })}
                    disabled={index() === props.items.length - 1}
                    onClick={() => swap(index(), 1)}
                  >
                    <ArrowDown aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={t("inspections.lists.remove", { name: checkpointWord(item) })}
                    onClick={() => props.onChange(props.items.filter((each) => each.key !== item.key))}
                  >
                    <Trash aria-hidden="true" />
                  </IconButton>
                </span>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Show when={!props.readOnly}>
        <form
          class="flex flex-wrap items-end gap-3 p-4"
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Select
            class="min-w-56 flex-1"
            label={t("inspections.lists.addLabel")}
            options={[
              { value: OWN, label: t("inspections.lists.own") },
              ...left().map((key) => ({ value: key as string, label: checkpointWord({ key, label: null }) })),
            ]}
            value={known()}
            onChange={setKnown}
          />
          <Show when={known() === OWN}>
            <TextField
              class="min-w-56 flex-1"
              label={t("inspections.lists.own")}
              maxLength={120}
              value={label()}
              onInput={(event) => setLabel(event.currentTarget.value)}
            />
          </Show>
          <Button type="submit" disabled={!ready()}>
            <Plus aria-hidden="true" />
            {t("inspections.lists.add")}
          </Button>
        </form>
        <Show when={full()}>
          <p class="px-4 pb-4 text-sm text-muted">{t("inspections.lists.most", { count: String(MAX_CHECKPOINTS) })}</p>
        </Show>
      </Show>
    </>
  );
}

import Camera from "lucide-solid/icons/camera";
import { createEffect, createUniqueId, For, Show } from "solid-js";
import type { Checkpoint } from "../../../server/domain/inspections/check-list.ts";
import type { InspectedItem } from "../../../server/domain/inspections/schema.ts";
import { ANSWERS, SEVERITIES, type Answer } from "../../../server/domain/inspections/words.ts";
import { t } from "~/lib/i18n.ts";
import { cn } from "~/ui/cn.ts";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { media } from "~/lib/outbox/entry.ts";
import { createPhotoSet, type KeptPhoto } from "../media/photo-set.ts";
import { checkpointWord } from "./checkpoint-word.ts";
import type { ItemDraft } from "./item-draft.ts";
import { MarkEditor } from "./mark-editor.tsx";

const tones: Record<Answer, string> = {
  OK: "peer-checked:border-green-line peer-checked:bg-green-soft peer-checked:text-green",
  FAIL: "peer-checked:border-red-line peer-checked:bg-red-soft peer-checked:text-red",
  NA: "peer-checked:border-grey-line peer-checked:bg-grey-soft peer-checked:text-grey",
};

interface ItemRowProps {
  checkpoint: Checkpoint;
  draft: ItemDraft;
  before: InspectedItem | null;
  missing: boolean;
  disabled: boolean;
  onChange: (draft: ItemDraft) => void;
  /** Photos come later than other answers: by then more may have been entered. */
  onPhotos: (next: (photos: readonly KeptPhoto[]) => KeptPhoto[]) => void;
  onPreparing: (preparing: boolean) => void;
}

/** One checkpoint: three big answers, and for a fault what, how bad, photos and marks. */
export function ItemRow(props: ItemRowProps) {
  const name = createUniqueId();
  const photos = createPhotoSet("INSPECTION", {
    photos: () => props.draft.photos,
    change: (next) => props.onPhotos(next),
  });
  createEffect(() => props.onPreparing(photos.isPreparing()));
  const pictures = () =>
    photos.views().flatMap(({ id, url, isFilm }) => (url && !isFilm ? [{ mediaId: media(id), url }] : []));
  const word = () => checkpointWord(props.checkpoint);
  const details = () => props.draft.answer === "FAIL" || props.checkpoint.photo;
  return (
    <fieldset
      class={cn(
        "flex min-w-0 flex-col gap-3 border-b border-line p-4 last:border-b-0",
        props.missing && "border-s-4 border-s-danger",
      )}
      disabled={props.disabled}
      data-checkpoint={props.checkpoint.key}
    >
      <legend class="sr-only">{word()}</legend>
      <div class="grid items-center gap-3 sm:grid-cols-[1fr_auto]">
        <div class="min-w-0">
          <p class="font-semibold break-words">{word()}</p>
          <Show when={props.before}>
            {(before) => (
              <p class="text-sm text-muted">
                {t("inspections.form.before", { answer: t(`inspections.answerWord.${before().answer}`) })}
                <Show when={before().note}>{(note) => ` – ${note()}`}</Show>
              </p>
            )}
          </Show>
          <Show when={props.checkpoint.photo && photos.views().length === 0}>
            <p class="flex items-center gap-1 text-sm text-muted">
              <Camera class="size-4" aria-hidden="true" />
              {t("inspections.form.photoWanted")}
            </p>
          </Show>
        </div>
        <div class="grid grid-cols-3 gap-2 sm:w-72">
          <For each={ANSWERS}>
            {(answer) => (
              <label class="relative">
                <input
                  type="radio"
                  name={name}
                  value={answer}
                  checked={props.draft.answer === answer}
                  onChange={() => props.onChange({ ...props.draft, answer })}
                  class="peer absolute inset-0 cursor-pointer appearance-none rounded-md"
                  aria-label={t(`inspections.answerWord.${answer}`)}
                />
                <span
                  class={cn(
                    "pointer-events-none flex min-h-14 items-center justify-center rounded-md border-2 border-line-strong font-bold",
                    tones[answer],
                  )}
                >
                  {t(`inspections.answer.${answer}`)}
                </span>
              </label>
            )}
          </For>
        </div>
      </div>
      <Show when={props.draft.answer === "FAIL"}>
        <SegmentedControl
          label={t("inspections.severityLabel")}
          options={SEVERITIES.map((value) => ({ value, label: t(`inspections.severity.${value}`) }))}
          value={props.draft.severity}
          onChange={(severity) => props.onChange({ ...props.draft, severity })}
        />
        <TextArea
          label={t("inspections.form.note")}
          optional
          maxLength={1000}
          value={props.draft.note}
          onInput={(event) => props.onChange({ ...props.draft, note: event.currentTarget.value })}
        />
      </Show>
      <Show when={details()}>
        <PhotoPicker
          photos={photos.views()}
          onAdd={photos.add}
          onRemove={photos.remove}
          onSendAnyway={photos.sendAnyway}
          disabled={props.disabled}
        />
      </Show>
      <Show when={props.draft.answer === "FAIL"}>
        <MarkEditor
          photos={pictures()}
          marks={props.draft.marks}
          severity={props.draft.severity}
          onChange={(marks) => props.onChange({ ...props.draft, marks })}
        />
      </Show>
    </fieldset>
  );
}

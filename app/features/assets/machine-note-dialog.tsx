import { createEffect, createMemo, createSignal, createUniqueId, on, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { machineLane } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createPhotoSet } from "../media/photo-set.ts";

/** Words and photos that stand in a machine's history; with or without signal. */
export function MachineNoteDialog(props: { humanId: string | null; onClose: () => void }) {
  const outbox = useOutbox();
  const formId = createUniqueId();
  const photos = createPhotoSet("DOCUMENT");
  const [notes, setNotes] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const opened = createMemo(() => props.humanId);
  createEffect(
    on(opened, (humanId) => {
      if (!humanId) return;
      setNotes("");
      setTried(false);
      photos.clear();
      outbox.reset();
    }),
  );
  const empty = () => notes().trim() === "";

  async function submit() {
    setTried(true);
    const { humanId } = props;
    if (!humanId || empty() || photos.isPreparing() || outbox.busy()) return;
    const fate = await outbox.send({
      procedure: "assets.note",
      lane: machineLane(humanId),
      label: humanId,
      input: { humanId, notes: notes().trim(), photos: photos.placeholders() },
      files: photos.files(),
      said: t("usage.note.done"),
    });
    if (fate && fate.kind !== "asks") props.onClose();
  }

  return (
    <Dialog
      open={props.humanId !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("usage.note.title", { machine: props.humanId ?? "" })}
      description={t("usage.note.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={outbox.busy()} disabled={photos.isPreparing()}>
            {t("usage.note.send")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        novalidate
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextArea
          label={t("usage.note.words")}
          maxLength={2000}
          value={notes()}
          error={tried() && empty() ? t("usage.note.empty") : null}
          onInput={(event) => setNotes(event.currentTarget.value)}
        />
        <PhotoPicker
          photos={photos.views()}
          onAdd={photos.add}
          onRemove={photos.remove}
          onSendAnyway={photos.sendAnyway}
          disabled={outbox.busy()}
        />
        <Show when={outbox.failure()}>
          {(failure) => (
            <p role="alert" class="text-sm font-medium text-red">
              {errorSentence(failure(), t)}
            </p>
          )}
        </Show>
      </form>
    </Dialog>
  );
}

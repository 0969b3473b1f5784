import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createPhotoSet } from "../media/photo-set.ts";
import { hoursOf } from "../tasks/fuel-unit.ts";
import type { Work } from "./maintenance.queries.ts";
import { parseParts } from "./parts-text.ts";
import { laneOfWork, workName } from "./work-words.ts";

/** The work is done: meter, parts, notes, photos; then it says what comes next. */
export function CompleteWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const format = useFormat();
  const [meter, setMeter] = createSignal("");
  const [parts, setParts] = createSignal("");
  const [notes, setNotes] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const photos = createPhotoSet("MAINTENANCE");
  const outbox = useOutbox();
  const told = ({ next }: RouterOutputs["maintenance"]["complete"]) =>
    next?.dueAtHours
      ? t("maintenance.complete.next", { service: workName(next), hours: format().hours(next.dueAtHours) })
      : t("maintenance.complete.done");
  // What others change meanwhile must not take away what is being entered: it begins anew with other work only.
  const opened = createMemo(() => props.work?.id);
  createEffect(
    on(opened, (id) => {
      if (!id) return;
      setMeter("");
      setParts("");
      setNotes("");
      setTried(false);
      photos.clear();
      outbox.reset();
    }),
  );
  const submit = async () => {
    setTried(true);
    const [work, engineHours] = [props.work, hoursOf(meter())];
    if (!work || engineHours == null || photos.isPreparing() || outbox.busy()) return;
    const fate = await outbox.send({
      procedure: "maintenance.complete",
      lane: laneOfWork(work),
      label: work.humanId ?? workName(work),
      input: {
        workId: work.id,
        engineHours,
        parts: parseParts(parts()),
        notes: notes().trim() || null,
        photos: photos.placeholders(),
      },
      files: photos.files(),
    });
    if (!fate || fate.kind === "asks") return;
    if (fate.kind === "accepted") toast.success(told(fate.result as RouterOutputs["maintenance"]["complete"]));
    props.onClose();
  };
  return (
    <Dialog
      open={props.work !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("maintenance.complete.title")}
      description={t("maintenance.complete.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={outbox.busy()} onClick={() => void submit()}>
            {t("maintenance.complete.send")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <TextField
          label={t("maintenance.complete.meter")}
          inputmode="decimal"
          autocomplete="off"
          suffix="h"
          inputClass="min-h-14 text-lg"
          {...(props.work?.hourMeter == null ? {} : { hint: format().hours(props.work.hourMeter) })}
          value={meter()}
          error={tried() && hoursOf(meter()) == null ? t("maintenance.complete.bad") : null}
          onInput={(event) => setMeter(event.currentTarget.value)}
        />
        <TextArea
          label={t("maintenance.complete.parts")}
          hint={t("maintenance.complete.partsHint")}
          optional
          maxLength={5000}
          value={parts()}
          onInput={(event) => setParts(event.currentTarget.value)}
        />
        <TextArea
          label={t("maintenance.complete.notes")}
          optional
          maxLength={2000}
          value={notes()}
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
      </div>
    </Dialog>
  );
}

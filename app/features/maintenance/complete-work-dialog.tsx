import { createEffect, createSignal, on, Show } from "solid-js";
import type { RouterInputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createOperation, type Sent } from "../tasks/create-operation.ts";
import { hoursOf } from "../tasks/fuel-unit.ts";
import { createPhotos } from "../tasks/use-photos.ts";
import type { Work } from "./maintenance.queries.ts";
import { parseParts } from "./parts-text.ts";
import { workName } from "./work-words.ts";

/** The work is done: meter, parts, notes, photos; then it says what comes next. */
export function CompleteWorkDialog(props: { work: Work | null; onClose: () => void }) {
  const format = useFormat();
  const [meter, setMeter] = createSignal("");
  const [parts, setParts] = createSignal("");
  const [notes, setNotes] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const photos = createPhotos("MAINTENANCE");
  const complete = createOperation({
    send: async (input: Omit<RouterInputs["maintenance"]["complete"], keyof Sent | "photos">, sent) =>
      client.maintenance.complete.mutate({ ...input, photos: await photos.mediaIds(), ...sent }),
    onDone: async ({ next }) => {
      toast.success(
        next?.dueAtHours
          ? t("maintenance.complete.next", { service: workName(next), hours: format().hours(next.dueAtHours) })
          : t("maintenance.complete.done"),
      );
      props.onClose();
      await Promise.all([trpc.maintenance.invalidate(), trpc.assets.invalidate()]);
    },
  });
  createEffect(
    on(
      () => props.work,
      (work) => {
        if (!work) return;
        setMeter("");
        setParts("");
        setNotes("");
        setTried(false);
        photos.clear();
        complete.reset();
      },
    ),
  );
  const submit = () => {
    setTried(true);
    const engineHours = hoursOf(meter());
    if (!props.work || engineHours === null || engineHours === undefined) return;
    complete.mutate({
      workId: props.work.id,
      engineHours,
      parts: parseParts(parts()),
      notes: notes().trim() || null,
    });
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
          <Button variant="primary" busy={complete.isPending} onClick={submit}>
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
          disabled={complete.isPending}
        />
        <Show when={complete.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorSentence(complete.error, t)}
          </p>
        </Show>
      </div>
    </Dialog>
  );
}

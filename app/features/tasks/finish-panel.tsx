import { createSignal, Show } from "solid-js";
import type { RouterInputs } from "~/lib/app-router.ts";
import { errorCode, errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createOperation, type Sent } from "./create-operation.ts";
import { fuelUnit, hoursOf, litresOf } from "./fuel-unit.ts";
import { taskName } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";
import { createPhotos } from "./use-photos.ts";

function Tick(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class="flex min-h-14 cursor-pointer items-center gap-3 rounded-md border border-line-strong px-4 font-semibold has-checked:border-green-line has-checked:bg-green-soft has-checked:text-green">
      <input
        type="checkbox"
        class="size-6 shrink-0 accent-(--color-ink)"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

/** How a task went: photos, what was read off, notes; big enough for gloves. What was entered stays when sending fails. */
export function FinishPanel(props: { task: Task; onDone: () => void }) {
  const { me } = useSession();
  const units = () => me().organization.units;
  const photos = createPhotos("TASK");
  const [meter, setMeter] = createSignal("");
  const [fuel, setFuel] = createSignal("");
  const [clean, setClean] = createSignal(false);
  const [complete, setComplete] = createSignal(false);
  const [notes, setNotes] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const ofMachine = () => props.task.humanId !== null;
  const badMeter = () => tried() && hoursOf(meter()) === undefined;
  const badFuel = () => tried() && litresOf(fuel(), units()) === undefined;
  const finish = createOperation({
    send: async (input: Omit<RouterInputs["tasks"]["complete"], keyof Sent | "photos">, sent) => {
      const ids = await photos.mediaIds();
      return client.tasks.complete.mutate({ ...input, photos: ids, ...sent });
    },
    onDone: async (done) => {
      toast.success(t("tasks.finish.done", { name: taskName(done) }));
      props.onDone();
      await trpc.tasks.invalidate();
    },
  });
  const submit = () => {
    setTried(true);
    const [engineHours, fuelL] = [hoursOf(meter()), litresOf(fuel(), units())];
    if (engineHours === undefined || fuelL === undefined) return;
    finish.mutate({
      taskId: props.task.id,
      answers: {
        ...(engineHours === null ? {} : { engineHours }),
        ...(fuelL === null ? {} : { fuelL }),
        ...(ofMachine() ? { clean: clean(), complete: complete() } : {}),
      },
      notes: notes().trim() || null,
    });
  };
  return (
    <Card title={t("tasks.finish.title")}>
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div class="flex flex-col gap-2">
          <h3 class="text-sm font-semibold">{t("tasks.finish.photos")}</h3>
          <PhotoPicker
            photos={photos.views()}
            onAdd={photos.add}
            onRemove={photos.remove}
            disabled={finish.isPending}
          />
        </div>
        <Show when={ofMachine()}>
          <div class="grid grid-cols-2 items-end gap-4">
            <TextField
              label={t("tasks.finish.meter")}
              optional
              inputmode="decimal"
              autocomplete="off"
              suffix="h"
              inputClass="min-h-14 text-lg"
              value={meter()}
              error={badMeter() ? t("tasks.finish.badMeter") : null}
              onInput={(event) => setMeter(event.currentTarget.value)}
            />
            <TextField
              label={t("tasks.finish.fuel")}
              optional
              inputmode="decimal"
              autocomplete="off"
              suffix={fuelUnit(units())}
              inputClass="min-h-14 text-lg"
              value={fuel()}
              error={badFuel() ? t("tasks.finish.badFuel") : null}
              onInput={(event) => setFuel(event.currentTarget.value)}
            />
          </div>
          <div class="grid gap-2 sm:grid-cols-2">
            <Tick label={t("tasks.finish.clean")} checked={clean()} onChange={setClean} />
            <Tick label={t("tasks.finish.complete")} checked={complete()} onChange={setComplete} />
          </div>
        </Show>
        <TextArea
          label={t("tasks.finish.notes")}
          optional
          maxLength={2000}
          value={notes()}
          onInput={(event) => setNotes(event.currentTarget.value)}
        />
        <Show when={finish.isError}>
          <p role="alert" class="text-sm font-medium text-red">
            {errorCode(finish.error) === "task.closed"
              ? t("tasks.finish.stale", { state: t(`tasks.state.${props.task.state}`) })
              : errorSentence(finish.error, t)}
          </p>
        </Show>
        <Button type="submit" variant="primary" size="field" busy={finish.isPending}>
          {t("tasks.finish.send")}
        </Button>
      </form>
    </Card>
  );
}

import { createSignal, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { createPhotoSet, type KeptPhoto } from "../media/photo-set.ts";
import { createKeptForm } from "./create-kept-form.ts";
import { fuelUnit, hoursOf, litresOf } from "./fuel-unit.ts";
import { taskName } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";
import { useTaskOutbox } from "./use-task-outbox.ts";

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

const EMPTY = { meter: "", fuel: "", clean: false, complete: false, notes: "", photos: [] as KeptPhoto[] };

/** How a task went: photos, what was read off, notes; big enough for gloves. What was entered survives a reload. */
export function FinishPanel(props: { task: Task; onHanding: (busy: boolean) => void; onDone: () => void }) {
  const { me } = useSession();
  const units = () => me().organization.units;
  const outbox = useTaskOutbox();
  // oxlint-disable-next-line solid/reactivity -- one panel is about one task
  const kept = createKeptForm(`tasks.complete ${props.task.id}`, EMPTY);
  const photos = createPhotoSet("TASK", {
    photos: () => kept.form().photos,
    change: (next) => kept.edit((form) => ({ ...form, photos: next(form.photos) })),
  });
  const [tried, setTried] = createSignal(false);
  const ofMachine = () => props.task.humanId !== null;
  const engineHours = () => hoursOf(kept.form().meter);
  const noMeter = () => props.task.needsMeter && engineHours() === null;
  const fuelL = () => litresOf(kept.form().fuel, units());

  async function submit() {
    setTried(true);
    const { clean, complete, notes } = kept.form();
    const [meter, fuel] = [engineHours(), fuelL()];
    if (meter === undefined || noMeter() || fuel === undefined || photos.isPreparing() || outbox.busy()) return;
    const input = {
      answers: {
        ...(meter === null ? {} : { engineHours: meter }),
        ...(fuel === null ? {} : { fuelL: fuel }),
        ...(ofMachine() ? { clean, complete } : {}),
      },
      notes: notes.trim() || null,
      photos: photos.placeholders(),
    };
    const said = t("tasks.finish.done", { name: taskName(props.task) });
    props.onHanding(true);
    const fate = await outbox.send(props.task, "complete", input, { files: photos.files(), said });
    if (fate && fate.kind !== "asks") {
      await kept.drop();
      props.onDone();
    }
    props.onHanding(false);
  }

  return (
    <Card title={t("tasks.finish.title")}>
      <Show when={kept.ready()}>
        <form
          class="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <div class="flex flex-col gap-2">
            <h3 class="text-sm font-semibold">{t("tasks.finish.photos")}</h3>
            <PhotoPicker
              photos={photos.views()}
              onAdd={photos.add}
              onRemove={photos.remove}
              onSendAnyway={photos.sendAnyway}
              disabled={outbox.busy()}
            />
          </div>
          <Show when={ofMachine()}>
            <div class="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] items-end gap-4">
              <TextField
                label={t("tasks.finish.meter")}
                optional={!props.task.needsMeter}
                inputmode="decimal"
                autocomplete="off"
                suffix="h"
                inputClass="min-h-14 text-lg"
                value={kept.form().meter}
                error={tried() && (engineHours() === undefined || noMeter()) ? t("tasks.finish.badMeter") : null}
                onInput={(event) => kept.set({ meter: event.currentTarget.value })}
              />
              <TextField
                label={t("tasks.finish.fuel")}
                optional
                inputmode="decimal"
                autocomplete="off"
                suffix={fuelUnit(units())}
                inputClass="min-h-14 text-lg"
                value={kept.form().fuel}
                error={tried() && fuelL() === undefined ? t("tasks.finish.badFuel") : null}
                onInput={(event) => kept.set({ fuel: event.currentTarget.value })}
              />
            </div>
            <div class="grid gap-2 sm:grid-cols-2">
              <Tick
                label={t("tasks.finish.clean")}
                checked={kept.form().clean}
                onChange={(clean) => kept.set({ clean })}
              />
              <Tick
                label={t("tasks.finish.complete")}
                checked={kept.form().complete}
                onChange={(complete) => kept.set({ complete })}
              />
            </div>
          </Show>
          <TextArea
            label={t("tasks.finish.notes")}
            optional
            maxLength={2000}
            value={kept.form().notes}
            onInput={(event) => kept.set({ notes: event.currentTarget.value })}
          />
          <Show when={outbox.failure()}>
            {(failure) => (
              <p role="alert" class="text-sm font-medium text-red">
                {failure().data.appCode === "task.closed"
                  ? t("tasks.finish.stale", { state: t(`tasks.state.${stateIn(failure().data.details)}`) })
                  : errorSentence(failure(), t)}
              </p>
            )}
          </Show>
          <Button type="submit" variant="primary" size="field" busy={outbox.busy()} disabled={photos.isPreparing()}>
            {t("tasks.finish.send")}
          </Button>
        </form>
      </Show>
    </Card>
  );
}

/** What the server said that the task is by now. */
function stateIn(details: unknown): Task["state"] {
  return (details as { state?: Task["state"] } | undefined)?.state ?? "DONE";
}

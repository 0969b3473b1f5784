import { useQuery } from "@tanstack/solid-query";
import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { taskName, taskZone } from "./task-words.ts";
import { type Task, taskPeople } from "./tasks.queries.ts";
import { useTaskOutbox } from "./use-task-outbox.ts";

const NOBODY = "";

/** Who does it, when, and with which truck; times by the clock of the place. */
export function PlanDialog(props: { task: Task | null; onClose: () => void }) {
  const { me } = useSession();
  const [shown, setShown] = createSignal<Task | null>(null);
  const [who, setWho] = createSignal(NOBODY);
  const [day, setDay] = createSignal("");
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const [truck, setTruck] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const outbox = useTaskOutbox();
  const zone = () => taskZone(shown() ?? { site: null, toSite: null }, me().organization.timeZone);
  // What others change meanwhile must not take away what is being entered: the fields begin anew with another task only.
  const opened = createMemo(() => props.task?.id);
  createEffect(
    on(opened, () => {
      const task = props.task;
      if (!task) return;
      setShown(task);
      setTried(false);
      setWho(task.assigneeUserId ?? NOBODY);
      setTruck(task.truck ?? "");
      const local = (at: string | null) =>
        at ? localText(new Date(at), taskZone(task, me().organization.timeZone)) : "";
      setDay(local(task.plannedFrom ?? task.dueAt).slice(0, 10));
      setFrom(local(task.plannedFrom).slice(11));
      setTo(local(task.plannedTo).slice(11));
      outbox.reset();
    }),
  );
  const people = useQuery(() => ({ ...taskPeople(shown()?.id), enabled: shown() !== null }));
  const options = () => {
    const known = people.isPending ? [] : (people.data?.items ?? []);
    const task = shown();
    const stays =
      task?.assigneeUserId && !known.some(({ userId }) => userId === task.assigneeUserId)
        ? [{ value: task.assigneeUserId, label: task.assigneeName ?? t("tasks.someone") }]
        : [];
    return [
      { value: NOBODY, label: t("tasks.plan.nobody") },
      ...stays,
      ...known.map(({ userId, name }) => ({ value: userId, label: name })),
    ];
  };
  /** Null without a window, undefined where what was entered is none. */
  const window = () => {
    if (from() === "" && to() === "") return null;
    const [start, end] = [from(), to()].map((time) => localInstant(`${day()}T${time}`, zone()));
    return start && end && end > start ? { plannedFrom: start.toISOString(), plannedTo: end.toISOString() } : undefined;
  };
  const submit = async () => {
    setTried(true);
    const task = shown();
    const times = window();
    if (!task || times === undefined || outbox.busy()) return;
    const plan = {
      ...(who() === (task.assigneeUserId ?? NOBODY) ? {} : { assigneeUserId: who() || null }),
      ...(times ?? { plannedFrom: null, plannedTo: null }),
      truck: truck().trim() || null,
    };
    const fate = await outbox.send(task, "plan", plan, { said: t("tasks.plan.done") });
    if (fate && fate.kind !== "asks") props.onClose();
  };
  return (
    <Dialog
      open={props.task !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("tasks.plan.title")}
      description={shown() ? taskName(shown()!) : ""}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button variant="primary" busy={outbox.busy()} onClick={() => void submit()}>
            {t("tasks.plan.save")}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <Select label={t("tasks.plan.who")} options={options()} value={who()} onChange={setWho} />
        <div class="grid grid-cols-2 gap-4 sm:grid-cols-[2fr_1fr_1fr]">
          <TextField
            class="col-span-2 sm:col-span-1"
            type="date"
            label={t("tasks.plan.day")}
            value={day()}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
          <TextField
            type="time"
            label={t("tasks.plan.from")}
            value={from()}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
          <TextField
            type="time"
            label={t("tasks.plan.to")}
            value={to()}
            error={tried() && window() === undefined ? t("tasks.plan.bad") : null}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <p class="text-sm text-muted">
          {t("tasks.plan.zone", { site: shown()?.site?.name ?? me().organization.name, zone: zone() })}
        </p>
        <TextField
          label={t("tasks.plan.truck")}
          hint={t("tasks.plan.truckHint")}
          optional
          maxLength={40}
          value={truck()}
          onInput={(event) => setTruck(event.currentTarget.value)}
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

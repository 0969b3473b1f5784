import { useQuery } from "@tanstack/solid-query";
import LocateFixed from "lucide-solid/icons/locate-fixed";
import { createEffect, createMemo, createSignal, createUniqueId, on, Show } from "solid-js";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import type { Position } from "../../../server/domain/sites/position.ts";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { machineLane } from "~/lib/outbox/queue-state.ts";
import { useOutbox } from "~/lib/outbox/use-outbox.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { TextArea, TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { fuelUnit } from "../tasks/fuel-unit.ts";
import { taskPeople } from "../tasks/tasks.queries.ts";
import { type HoursForm, type HoursProblem, inputOf, problemsOf } from "./hours-form.ts";
import { readPosition } from "./read-position.ts";

export type LoggedMachine = {
  humanId: string;
  /** What the meter last showed, where that is known. */
  hourMeter: number | null;
  /** Of the site where it stands. */
  timeZone: string;
};

/** What a machine did on a day, entered by whoever ran it; with or without signal. */
export function LogHoursDialog(props: { machine: LoggedMachine | null; onClose: () => void }) {
  const { me, can } = useSession();
  const format = useFormat();
  const outbox = useOutbox();
  const formId = createUniqueId();
  const units = () => me().organization.units;
  const today = () => localDay(new Date(), props.machine?.timeZone ?? "UTC");
  const fresh = (): HoursForm => ({ date: today(), ran: "", idle: "", fuel: "", meter: "", notes: "" });
  const [form, setForm] = createSignal(fresh());
  const [who, setWho] = createSignal("");
  const [place, setPlace] = createSignal<Position | null>(null);
  const [locating, setLocating] = createSignal<"no" | "yes" | "failed">("no");
  const [tried, setTried] = createSignal(false);
  const set = (change: Partial<HoursForm>) => setForm((before) => ({ ...before, ...change }));
  const opened = createMemo(() => props.machine?.humanId);
  createEffect(
    on(opened, (humanId) => {
      if (!humanId) return;
      setForm(fresh());
      setWho("");
      setPlace(null);
      setLocating("no");
      setTried(false);
      outbox.reset();
    }),
  );
  // Whoever answers for others enters for them, too.
  const forOthers = () => me().role === "CUSTOMER_SUPERVISOR" && can("tasks.people");
  const people = useQuery(() => ({ ...taskPeople(), enabled: opened() !== undefined && forOthers() }));
  const options = () => [
    { value: "", label: t("usage.log.me") },
    ...(people.isPending ? [] : (people.data?.items ?? []))
      .filter(({ userId }) => userId !== me().user.id)
      .map(({ userId, name }) => ({ value: userId, label: name })),
  ];
  const problems = () =>
    problemsOf(form(), { today: today(), units: units(), hourMeter: props.machine?.hourMeter ?? null });
  const errorAt = (...kinds: HoursProblem[]) => {
    const found = tried() && problems().find((problem) => kinds.includes(problem));
    if (!found) return null;
    return found === "meterLow"
      ? t("usage.log.problem.meterLow", { hours: format().hours(props.machine?.hourMeter ?? 0) })
      : t(`usage.log.problem.${found}`);
  };

  async function locate() {
    setLocating("yes");
    const found = await readPosition();
    setPlace(found);
    setLocating(found ? "no" : "failed");
  }

  async function submit() {
    setTried(true);
    const { machine } = props;
    if (!machine || problems().length > 0 || outbox.busy()) return;
    const fate = await outbox.send({
      procedure: "usage.log",
      lane: machineLane(machine.humanId),
      label: machine.humanId,
      input: {
        humanId: machine.humanId,
        ...inputOf(form(), units()),
        ...(place() ? { position: place() } : {}),
        ...(who() ? { operatorUserId: who() } : {}),
      },
    });
    if (!fate || fate.kind === "asks") return;
    if (fate.kind === "accepted") {
      const { counted } = fate.result as RouterOutputs["usage"]["log"];
      if (counted) toast.success(t("usage.log.done"));
      else toast.info(t("usage.log.kept"));
    }
    props.onClose();
  }

  const hours = (field: "ran" | "idle" | "meter", label: string, error: string | null) => (
    <TextField
      label={label}
      inputmode="decimal"
      autocomplete="off"
      suffix="h"
      inputClass="min-h-14 text-lg"
      value={form()[field]}
      error={error}
      onInput={(event) => set({ [field]: event.currentTarget.value })}
    />
  );

  return (
    <Dialog
      open={props.machine !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("usage.log.title", { machine: props.machine?.humanId ?? "" })}
      description={t("usage.log.hint")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("common.action.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={outbox.busy()}>
            {t("usage.log.send")}
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
        <div class="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] items-start gap-4">
          {hours("ran", t("usage.log.ran"), errorAt("ran"))}
          {hours("idle", t("usage.log.idle"), errorAt("idle", "idleMore"))}
          <TextField
            label={t("usage.log.fuel")}
            inputmode="decimal"
            autocomplete="off"
            suffix={fuelUnit(units())}
            inputClass="min-h-14 text-lg"
            value={form().fuel}
            error={errorAt("fuel")}
            onInput={(event) => set({ fuel: event.currentTarget.value })}
          />
          {hours("meter", t("usage.log.meter"), errorAt("meter", "meterLow"))}
        </div>
        <TextField
          type="date"
          label={t("usage.log.date")}
          max={today()}
          value={form().date}
          error={errorAt("date")}
          onInput={(event) => set({ date: event.currentTarget.value })}
        />
        <Show when={forOthers()}>
          <Select label={t("usage.log.who")} options={options()} value={who()} onChange={setWho} />
        </Show>
        <TextArea
          label={t("usage.log.notes")}
          optional
          maxLength={2000}
          value={form().notes}
          onInput={(event) => set({ notes: event.currentTarget.value })}
        />
        <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button busy={locating() === "yes"} onClick={() => void locate()}>
            <LocateFixed aria-hidden="true" />
            {t("usage.log.locate")}
          </Button>
          <p role="status" class="text-sm text-muted">
            <Show when={place()} fallback={locating() === "failed" ? t("usage.log.noPlace") : ""}>
              {(known) => t("usage.log.place", { accuracy: format().distance(known().accuracyM ?? 0) })}
            </Show>
          </p>
        </div>
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

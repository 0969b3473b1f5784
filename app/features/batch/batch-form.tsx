import { useQuery } from "@tanstack/solid-query";
import { createUniqueId, For, Match, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { Select } from "~/ui/select.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import { PhotoPicker } from "../media/photo-picker.tsx";
import { DueChips } from "../scan/due-chips.tsx";
import { isUnsettled } from "./unsettled.ts";
import { BATCH_ACTIONS, type BatchAction } from "./batch-items.ts";
import { openReservations } from "./batch.queries.ts";
import type { BatchState } from "./create-batch.ts";

const PERMISSIONS: Record<BatchAction, string> = {
  SEND_OUT: "batch.checkOut",
  TAKE_BACK: "batch.checkIn",
  RESERVE: "batch.reserve",
};

/** What is to be done with all machines of a batch, and the button that does it. */
export function BatchForm(props: { state: BatchState }) {
  const format = useFormat();
  const { can } = useSession();
  const action = () => props.state.choices().action;
  const isLocked = () => props.state.attempt() !== null || props.state.busy();
  const count = () => props.state.wanted().length;
  const figure = (value: number) => format().number(value);
  const label = () => {
    if (props.state.attempt()) return t("batch.resend");
    if (count() === 0) return t(`batch.action.${action()}`);
    return props.state.answered() && props.state.refused().length > 0
      ? t("batch.retry", count(), figure(count()))
      : t(`batch.submit.${action()}`, count(), figure(count()));
  };
  const failure = () => {
    const error = props.state.failure();
    if (!error) return null;
    return props.state.attempt() && isUnsettled(error) ? t("batch.unsent") : errorSentence(error, t);
  };
  return (
    <div class="flex flex-col gap-4">
      <ActionChips
        actions={BATCH_ACTIONS.filter((each) => can(PERMISSIONS[each]))}
        value={action()}
        disabled={isLocked() || props.state.answered()}
        onChange={(next) => props.state.choose({ action: next })}
      />
      <Switch>
        <Match when={action() === "SEND_OUT"}>
          <Select
            label={t("batch.site")}
            placeholder={t("scan.out.choose")}
            hint={props.state.sites().length === 0 && count() > 0 ? t("batch.noSite") : t("batch.siteHint")}
            error={props.state.problem() === "site" ? t("batch.problem.site") : null}
            disabled={isLocked()}
            value={props.state.site()?.siteId ?? null}
            options={props.state.sites().map(({ siteId, name, customerName }) => ({
              value: siteId,
              label: customerName ? `${name} · ${customerName}` : name,
            }))}
            onChange={(siteId) => props.state.choose({ siteId })}
          />
          <DueChips
            choice={props.state.choices().due}
            timeZone={props.state.timeZone()}
            now={new Date()}
            disabled={isLocked()}
            error={props.state.problem() === "due" ? t("batch.problem.due") : null}
            onChange={(due) => props.state.choose({ due })}
          />
        </Match>
        <Match when={action() === "RESERVE"}>
          <ReservationSelect state={props.state} disabled={isLocked()} />
        </Match>
      </Switch>
      <Show when={action() !== "RESERVE"}>
        <TextArea
          label={t("batch.notes")}
          hint={t("batch.notesHint")}
          optional
          rows={2}
          maxLength={2000}
          disabled={isLocked()}
          value={props.state.choices().notes}
          onInput={(event) => props.state.choose({ notes: event.currentTarget.value })}
        />
        <PhotoPicker
          photos={props.state.photos.views()}
          onAdd={props.state.photos.add}
          onRemove={props.state.photos.remove}
          onSendAnyway={props.state.photos.sendAnyway}
          disabled={isLocked()}
        />
      </Show>
      <Show when={props.state.problem() === "meter" || props.state.problem() === "none"}>
        <p role="alert" class="text-sm font-medium text-red">
          {t(`batch.problem.${props.state.problem() as "meter" | "none"}`)}
        </p>
      </Show>
      <Show when={failure()}>
        {(sentence) => (
          <p role="alert" class="text-sm font-medium text-red">
            {sentence()}
          </p>
        )}
      </Show>
      <Button
        variant="primary"
        size="field"
        busy={props.state.busy()}
        disabled={!online() && action() === "RESERVE"}
        onClick={() => void props.state.submit()}
      >
        {label()}
      </Button>
    </div>
  );
}

/** Two or three choices for a thumb, over the whole width. */
function ActionChips(props: {
  actions: readonly BatchAction[];
  value: BatchAction;
  disabled: boolean;
  onChange: (action: BatchAction) => void;
}) {
  const name = createUniqueId();
  return (
    <fieldset
      disabled={props.disabled}
      class={cn("grid gap-1.5", props.actions.length > 2 ? "grid-cols-3" : "grid-cols-2")}
    >
      <legend class="mb-1 text-sm font-semibold">{t("batch.action.label")}</legend>
      <For each={props.actions}>
        {(action) => (
          <label class="relative flex min-w-0">
            <input
              type="radio"
              name={name}
              checked={action === props.value}
              onChange={() => props.onChange(action)}
              class="peer absolute inset-0 cursor-pointer appearance-none rounded-md"
            />
            <span class="pointer-events-none flex min-h-12 w-full items-center justify-center rounded-md border border-line-strong bg-surface px-1 text-center text-sm font-semibold peer-checked:border-ink peer-checked:bg-ink peer-checked:text-canvas peer-disabled:opacity-50">
              {t(`batch.action.${action}`)}
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

function ReservationSelect(props: { state: BatchState; disabled: boolean }) {
  const format = useFormat();
  const reservations = useQuery(() => openReservations());
  const options = () =>
    (reservations.isSuccess ? reservations.data.items : [])
      .filter((each) => each.allocated < each.quantity)
      .map((each) => ({
        value: each.id,
        label: t("batch.reservationName", {
          quantity: format().number(each.quantity),
          type: t(`assets.type.${each.type}`),
          site: each.siteName ?? "",
          from: format().day(each.fromDay),
          to: format().day(each.toDay),
          given: format().number(each.allocated),
        }),
      }));
  return (
    <Select
      label={t("batch.reservation")}
      placeholder={t("batch.chooseReservation")}
      hint={reservations.isSuccess && options().length === 0 ? t("batch.noReservation") : undefined}
      error={
        reservations.isError
          ? errorSentence(reservations.error, t)
          : props.state.problem() === "reservation"
            ? t("batch.problem.reservation")
            : null
      }
      disabled={props.disabled || reservations.isPending}
      value={props.state.choices().reservationId}
      options={options()}
      onChange={(reservationId) => props.state.choose({ reservationId })}
    />
  );
}

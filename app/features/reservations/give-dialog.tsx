import { useQuery } from "@tanstack/solid-query";
import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { BookingDialog } from "./booking-dialog.tsx";
import { availabilityQuery, type Availability, type Reservation } from "./reservations.queries.ts";

type Machine = Availability["machines"][number];

function Choice(props: { machine: Machine; name: string; chosen: boolean; onChoose: () => void }) {
  const format = useFormat();
  const where = () => {
    const { siteName, distanceM } = props.machine;
    const away = distanceM === null ? null : t("reservations.free.away", { distance: format().distance(distanceM) });
    return [siteName, away].filter(Boolean).join(", ");
  };
  return (
    <label class="relative flex min-h-12 items-center gap-3 border-b border-line px-3 py-2 last:border-b-0 has-checked:bg-hover">
      <input
        type="radio"
        name={props.name}
        checked={props.chosen}
        onChange={() => props.onChoose()}
        class="size-5 shrink-0 accent-ink"
      />
      <span class="min-w-0 flex-1">
        <span class="block font-semibold">{props.machine.humanId}</span>
        <span class="block truncate text-sm text-muted">
          {`${props.machine.make} ${props.machine.model}`}
          <Show when={where()}>{(text) => <> · {text()}</>}</Show>
        </span>
      </span>
    </label>
  );
}

/** Gives a free machine to a reservation, or in the place of another. */
export function GiveDialog(props: {
  reservation: Reservation;
  /** The machine that it takes the place of. */
  replaces: string | null;
  open: boolean;
  onClose: () => void;
}) {
  const name = createUniqueId();
  const [chosen, setChosen] = createSignal<string | null>(null);
  const free = useQuery(() => {
    const { type, siteId, dealerId, startsAt, endsAt } = props.reservation;
    // Of a reservation that has begun only the rest counts; by the hour, so that the question stays the same.
    const hour = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString();
    return availabilityQuery(
      props.open ? { type, siteId, dealerId, from: startsAt < hour ? hour : startsAt, to: endsAt, limit: 50 } : null,
    );
  });
  const machines = () => (free.isPending ? [] : (free.data?.machines ?? []));
  const send = async (operationId: string) => {
    const humanId = chosen()!;
    const replaces = props.replaces ? { replaces: props.replaces } : {};
    await client.reservations.allocate.mutate({ operationId, id: props.reservation.id, humanId, ...replaces });
    return t("reservations.give.done", { machine: humanId });
  };
  return (
    <BookingDialog
      open={props.open}
      onClose={props.onClose}
      onOpen={() => setChosen(null)}
      title={
        props.replaces
          ? t("reservations.give.exchangeTitle", { machine: props.replaces })
          : t("reservations.give.title")
      }
      hint={t("reservations.give.hint")}
      action={t("reservations.give.submit")}
      timeZone={props.reservation.siteTimeZone ?? "UTC"}
      check={() => chosen() !== null}
      run={send}
    >
      <Switch>
        <Match when={free.isPending}>
          <SkeletonRows rows={4} />
        </Match>
        <Match when={machines().length === 0}>
          <EmptyState title={t("reservations.give.none")} hint={t("reservations.give.noneHint")} />
        </Match>
        <Match when={true}>
          <fieldset class="max-h-80 overflow-y-auto rounded-md border border-line">
            <legend class="sr-only">{t("reservations.give.title")}</legend>
            <For each={machines()}>
              {(machine) => (
                <Choice
                  machine={machine}
                  name={name}
                  chosen={chosen() === machine.humanId}
                  onChoose={() => setChosen(machine.humanId)}
                />
              )}
            </For>
          </fieldset>
        </Match>
      </Switch>
    </BookingDialog>
  );
}

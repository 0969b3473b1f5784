import { A } from "@solidjs/router";
import { useMutation } from "@tanstack/solid-query";
import { createSignal, For, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { toast } from "~/ui/toast.tsx";
import { GiveDialog } from "./give-dialog.tsx";
import { refreshReservations, type ReservationDetail } from "./reservations.queries.ts";

/** The machines given to a reservation, with what travels along, and the places that are still open. */
export function UnitsCard(props: { reservation: ReservationDetail }) {
  const { can } = useSession();
  const format = useFormat();
  const [giving, setGiving] = createSignal<{ replaces: string | null } | null>(null);
  const may = () => can("reservations.allocate") && props.reservation.state === "CONFIRMED";
  const open = () =>
    props.reservation.state === "REQUESTED" || props.reservation.state === "CONFIRMED"
      ? props.reservation.quantity - props.reservation.allocated
      : 0;
  const takeOff = useMutation(() => ({
    mutationFn: (replaces: string) =>
      client.reservations.allocate.mutate({ operationId: crypto.randomUUID(), id: props.reservation.id, replaces }),
    onSuccess: async (_result, humanId) => {
      toast.success(t("reservations.give.takenOff", { machine: humanId }));
      await refreshReservations();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  return (
    <Card
      title={t("reservations.detail.machines")}
      flush
      actions={
        <Show when={may() && open() > 0}>
          <Button variant="primary" onClick={() => setGiving({ replaces: null })}>
            {t("reservations.action.give")}
          </Button>
        </Show>
      }
    >
      <Show
        when={props.reservation.units.length > 0}
        fallback={
          <EmptyState
            title={t("reservations.detail.none")}
            {...(may() ? { hint: t("reservations.detail.noneHint") } : {})}
          />
        }
      >
        <ul>
          <For each={props.reservation.units}>
            {(unit) => (
              <li class="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
                <span class="min-w-0 flex-1 basis-40">
                  <A
                    href={`/fleet/${unit.humanId}`}
                    class="font-semibold hover:underline coarse:inline-flex coarse:min-h-12 coarse:items-center"
                  >
                    {unit.humanId}
                  </A>
                  <span class="block truncate text-sm text-muted">
                    {`${unit.make} ${unit.model}`}
                    <Show when={unit.travelsWith}>
                      {(host) => <>, {t("reservations.detail.with", { machine: host() })}</>}
                    </Show>
                  </span>
                </span>
                <StatusBadge status={unit.state} />
                <Show when={may() && unit.state === "RESERVED" && !unit.travelsWith}>
                  <span class="flex gap-2">
                    <Button size="sm" onClick={() => setGiving({ replaces: unit.humanId })}>
                      {t("reservations.action.exchange")}
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      busy={takeOff.isPending && takeOff.variables === unit.humanId}
                      onClick={() => takeOff.mutate(unit.humanId)}
                    >
                      {t("reservations.action.takeOff")}
                    </Button>
                  </span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={open() > 0 && props.reservation.units.length > 0}>
        <p class="border-t border-line px-4 py-3 text-sm text-muted">
          {t("reservations.detail.waiting", open(), format().number(open()))}
        </p>
      </Show>
      <GiveDialog
        reservation={props.reservation}
        replaces={giving()?.replaces ?? null}
        open={giving() !== null}
        onClose={() => setGiving(null)}
      />
    </Card>
  );
}

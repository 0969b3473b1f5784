import { useMutation } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { toast } from "~/ui/toast.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { refreshReservations, type Reservation } from "./reservations.queries.ts";

/** What can be done with a reservation in its state, by those who may. */
export function ReservationActions(props: { reservation: Reservation }) {
  const { can } = useSession();
  const [dialog, setDialog] = createSignal<"change" | "decline" | "cancel" | null>(null);
  // The words stay while the dialog fades out.
  const [ending, setEnding] = createSignal<"decline" | "cancel">("cancel");
  const requested = () => props.reservation.state === "REQUESTED";
  const open = () => requested() || props.reservation.state === "CONFIRMED";
  const operationId = crypto.randomUUID();
  const confirm = useMutation(() => ({
    mutationFn: () => client.reservations.confirm.mutate({ operationId, id: props.reservation.id }),
    onSuccess: async (confirmed) => {
      toast.success(t(confirmed.humanId ? "reservations.confirm.doneMachine" : "reservations.confirm.done"));
      await refreshReservations();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const end = (how: "decline" | "cancel") => {
    setEnding(how);
    setDialog(how);
  };
  return (
    <>
      <Show when={requested() && can("reservations.confirm")}>
        <Button variant="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {t("reservations.action.confirm")}
        </Button>
      </Show>
      <Show when={requested() && can("reservations.decline")}>
        <Button onClick={() => end("decline")}>{t("reservations.action.decline")}</Button>
      </Show>
      <Show when={open() && can("reservations.change")}>
        <Button onClick={() => setDialog("change")}>{t("reservations.action.change")}</Button>
      </Show>
      <Show when={open() && can("reservations.cancel")}>
        <Button onClick={() => end("cancel")}>
          {t(props.reservation.pickedUp > 0 ? "reservations.action.cancelRest" : "reservations.action.cancel")}
        </Button>
      </Show>
      <ChangeDialog reservation={props.reservation} open={dialog() === "change"} onClose={() => setDialog(null)} />
      <EndDialog
        reservation={props.reservation}
        how={ending()}
        open={dialog() === "decline" || dialog() === "cancel"}
        onClose={() => setDialog(null)}
      />
    </>
  );
}

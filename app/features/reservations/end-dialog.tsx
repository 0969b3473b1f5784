import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { client } from "~/lib/trpc.ts";
import { TextArea } from "~/ui/text-field.tsx";
import { BookingDialog } from "./booking-dialog.tsx";
import type { Reservation } from "./reservations.queries.ts";

/** Declines a request, for which a reason is needed, or cancels what has not gone out. */
export function EndDialog(props: {
  reservation: Reservation;
  how: "decline" | "cancel";
  open: boolean;
  onClose: () => void;
}) {
  const [reason, setReason] = createSignal("");
  const [asked, setAsked] = createSignal(false);
  const needed = () => props.how === "decline" && reason().trim().length < 3;
  const send = async (operationId: string) => {
    const { id } = props.reservation;
    const why = reason().trim();
    if (props.how === "decline") await client.reservations.decline.mutate({ operationId, id, reason: why });
    else await client.reservations.cancel.mutate({ operationId, id, ...(why ? { reason: why } : {}) });
    return t(`reservations.${props.how}.done`);
  };
  return (
    <BookingDialog
      open={props.open}
      onClose={props.onClose}
      onOpen={() => {
        setReason("");
        setAsked(false);
      }}
      title={t(`reservations.${props.how}.title`)}
      hint={t(
        props.how === "cancel" && props.reservation.pickedUp > 0
          ? "reservations.cancel.hintRest"
          : `reservations.${props.how}.hint`,
      )}
      action={t(`reservations.action.${props.how}`)}
      danger
      timeZone={props.reservation.siteTimeZone ?? "UTC"}
      check={() => {
        setAsked(true);
        return !needed();
      }}
      run={send}
    >
      <TextArea
        label={t(`reservations.${props.how}.reason`)}
        optional={props.how === "cancel"}
        maxLength={500}
        value={reason()}
        error={asked() && needed() ? t("reservations.decline.needed") : null}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
    </BookingDialog>
  );
}

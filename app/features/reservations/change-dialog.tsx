import { createSignal } from "solid-js";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { TextField } from "~/ui/text-field.tsx";
import { BookingDialog } from "./booking-dialog.tsx";
import { periodText } from "./reservation-words.ts";
import type { Reservation } from "./reservations.queries.ts";

/** Other days for a reservation and all its machines. */
export function ChangeDialog(props: { reservation: Reservation; open: boolean; onClose: () => void }) {
  const { me } = useSession();
  const format = useFormat();
  const [from, setFrom] = createSignal("");
  const [to, setTo] = createSignal("");
  const [asked, setAsked] = createSignal(false);
  const zone = () => props.reservation.siteTimeZone ?? me().organization.timeZone;
  const fromError = () => (asked() && !from() ? t("reservations.create.error.from") : null);
  const toError = () => {
    if (!asked()) return null;
    if (!to()) return t("reservations.create.error.to");
    return to() < from() ? t("reservations.create.error.order") : null;
  };
  const send = async (operationId: string) => {
    const days = { from: from(), to: to() };
    const moved = await client.reservations.change.mutate({ operationId, id: props.reservation.id, ...days });
    return t("reservations.change.done", { period: periodText(moved, format()) });
  };
  return (
    <BookingDialog
      open={props.open}
      onClose={props.onClose}
      onOpen={() => {
        setAsked(false);
        setFrom(props.reservation.fromDay);
        setTo(props.reservation.toDay);
      }}
      title={t("reservations.change.title")}
      hint={t(me().organization.type === "CUSTOMER" ? "reservations.change.askHint" : "reservations.change.hint")}
      action={t("reservations.change.submit")}
      timeZone={zone()}
      check={() => {
        setAsked(true);
        return !fromError() && !toError();
      }}
      run={send}
      onTakeDays={(start, end) => {
        setFrom(localDay(start, zone()));
        setTo(localDay(new Date(end.getTime() - 1), zone()));
      }}
    >
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          type="date"
          label={t("reservations.create.from")}
          value={from()}
          error={fromError()}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
        <TextField
          type="date"
          label={t("reservations.create.to")}
          value={to()}
          min={from()}
          error={toError()}
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <p class="text-sm text-muted">{t("reservations.create.zone", { zone: zone().replaceAll("_", " ") })}</p>
    </BookingDialog>
  );
}

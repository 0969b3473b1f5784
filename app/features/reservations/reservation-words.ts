/** Reservations in words. */
import { localText } from "../../../server/domain/rentals/zone-time.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import type { Reservation } from "./reservations.queries.ts";

type Days = { startsAt: string; endsAt: string; fromDay: string; toDay: string; siteTimeZone: string | null };

const wholeDay = (at: string, zone: string) => localText(new Date(at), zone).endsWith("T00:00");

/** "Mon 2 Mar – Fri 6 Mar", or with clock times at the site where it is not for whole days. */
export function periodText(reservation: Days, format: Format): string {
  const zone = reservation.siteTimeZone ?? "UTC";
  if (!wholeDay(reservation.startsAt, zone) || !wholeDay(reservation.endsAt, zone))
    return t("reservations.period", {
      from: format.dateTime(reservation.startsAt, zone),
      to: format.dateTime(reservation.endsAt, zone),
    });
  if (reservation.fromDay === reservation.toDay) return format.day(reservation.fromDay);
  return t("reservations.period", { from: format.day(reservation.fromDay), to: format.day(reservation.toDay) });
}

/** What was reserved: the machine's number, or so many of a type. */
export const whatText = (reservation: Pick<Reservation, "humanId" | "quantity" | "type">): string =>
  reservation.humanId ?? t("reservations.machines", reservation.quantity, t(`assets.type.${reservation.type}`));

/** Entries of the calendar in words. */
import { localText } from "../../../server/domain/rentals/zone-time.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { daysOf, type Spanning } from "./calendar-days.ts";
import type { Entry } from "./calendar-rows.ts";

/** "Mon 2 Mar – Fri 6 Mar" at the site, with times where it is not for whole days. */
export function spanText(span: Spanning, zone: string, format: Format): string {
  const timeZone = span.timeZone ?? zone;
  const { from, to } = span;
  if (to === null) return `${format.dateTime(from, timeZone)}, ${t("calendar.open")}`;
  if (![from, to].every((at) => localText(new Date(at), timeZone).endsWith("T00:00")))
    return t("reservations.period", { from: format.dateTime(from, timeZone), to: format.dateTime(to, timeZone) });
  const days = daysOf({ ...span, to }, zone);
  return days.from === days.to
    ? format.day(days.from)
    : t("reservations.period", { from: format.day(days.from), to: format.day(days.to) });
}

/** The machine's number, or so many of a type. */
export const entryWhat = (entry: Entry): string =>
  entry.humanId ?? t("reservations.machines", entry.open, t(`assets.type.${entry.type}`));

/** The whole entry for somebody who does not see it. */
export const entryName = (entry: Entry, zone: string, format: Format): string =>
  t("calendar.barName", {
    kind: t(`calendar.kind.${entry.kind}`),
    what: entryWhat(entry),
    who: [entry.customerName ?? t("calendar.nobody"), entry.siteName].filter(Boolean).join(", "),
    period: spanText(entry, zone, format),
  });

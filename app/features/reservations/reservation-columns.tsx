import { Show } from "solid-js";
import type { OrgType } from "../../../server/domain/iam/claims.ts";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import type { Column } from "~/ui/data-table.tsx";
import { ReservationBadge } from "./reservation-badge.tsx";
import type { Reservation } from "./reservations.queries.ts";
import { periodText, whatText } from "./reservation-words.ts";

/** The queue's columns; whose name stands there depends on which side the reader is on. */
export function reservationColumns(format: Format, reader: OrgType): Column<Reservation>[] {
  const partner = reader === "CUSTOMER" ? "dealer" : "customer";
  return [
    {
      id: "what",
      header: t("reservations.column.what"),
      cell: (row) => (
        <span class="block min-w-0">
          <span class="block truncate">{whatText(row)}</span>
          <Show when={row.poNumber}>
            <span class="block truncate text-xs font-normal text-muted">{row.poNumber}</span>
          </Show>
        </span>
      ),
      sortValue: whatText,
      class: "max-w-60",
    },
    {
      id: "state",
      header: t("reservations.column.state"),
      cell: (row) => <ReservationBadge state={row.state} />,
      card: "badge",
    },
    {
      id: "partner",
      header: t(`reservations.column.${partner}`),
      cell: (row) => (partner === "dealer" ? row.dealerName : row.customerName) ?? t("common.state.unknown"),
      sortValue: (row) => (partner === "dealer" ? row.dealerName : row.customerName),
      class: "max-w-60 truncate",
    },
    {
      id: "site",
      header: t("reservations.column.site"),
      cell: (row) => row.siteName ?? t("common.state.unknown"),
      sortValue: (row) => row.siteName,
      class: "max-w-60 truncate",
    },
    {
      id: "days",
      header: t("reservations.column.days"),
      cell: (row) => periodText(row, format),
      sortValue: (row) => row.startsAt,
      class: "whitespace-nowrap",
    },
    {
      id: "machines",
      header: t("reservations.column.machines"),
      cell: (row) =>
        t("reservations.given", { given: format.number(row.allocated), wanted: format.number(row.quantity) }),
      align: "end",
      class: "whitespace-nowrap",
    },
  ];
}

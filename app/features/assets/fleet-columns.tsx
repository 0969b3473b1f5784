import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import type { Format } from "~/lib/format.ts";
import type { Column } from "~/ui/data-table.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import type { AssetRow } from "./assets.queries.ts";
import { DueCell } from "./due-cell.tsx";

const sortable = () => 0;

/** Two lines in a cell: the first in ink, the second muted. */
function Stack(props: { first: string | null; second?: string | null }) {
  return (
    <span class="block min-w-0">
      <span class="block truncate">{props.first}</span>
      <Show when={props.second}>
        <span class="block truncate text-xs font-normal text-muted">{props.second}</span>
      </Show>
    </span>
  );
}

/** The table's columns; `wide` adds those that have no room beside the map. Sorting is the server's, by the same ids. */
export function fleetColumns(view: { wide: boolean; showDealer: boolean; format: () => Format }): Column<AssetRow>[] {
  const { wide, format } = view;
  const columns: (Column<AssetRow> | false)[] = [
    {
      id: "humanId",
      header: t("assets.column.humanId"),
      cell: (row) => <Stack first={row.humanId} second={`${row.make} ${row.model}`} />,
      sortValue: sortable,
      class: wide ? "max-w-48" : "max-w-40",
    },
    wide && {
      id: "type",
      header: t("assets.column.type"),
      cell: (row) => t(`assets.type.${row.type}`),
      sortValue: sortable,
    },
    {
      id: "status",
      header: t("assets.column.status"),
      cell: (row) => <StatusBadge status={row.status} />,
      sortValue: sortable,
      card: "badge",
    },
    {
      id: "where",
      header: t("assets.column.where"),
      cell: (row) => (
        <Stack
          first={row.siteName ?? t("assets.unplaced")}
          second={view.showDealer ? row.dealerName : row.customerName}
        />
      ),
      class: wide ? "max-w-60" : "max-w-44",
    },
    {
      id: "dueAt",
      header: t("assets.column.dueAt"),
      cell: (row) => <DueCell asset={row} />,
      sortValue: sortable,
    },
    wide && {
      id: "hourMeter",
      header: t("assets.column.hourMeter"),
      cell: (row) => format().hours(row.hourMeter),
      sortValue: sortable,
      align: "end",
      card: "hidden",
    },
    wide && {
      id: "lastSeenAt",
      header: t("assets.column.lastSeenAt"),
      cell: (row) => (row.lastSeenAt ? format().relative(row.lastSeenAt) : t("assets.never")),
      sortValue: sortable,
      align: "end",
      class: "whitespace-nowrap",
      card: "hidden",
    },
  ];
  return columns.filter((column) => column !== false);
}

import { t } from "~/lib/i18n.ts";
import { fleetHref } from "~/features/assets/fleet-search.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { cn } from "~/ui/cn.ts";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import type { Group } from "./home.queries.ts";

const keys = { DEALER: "dealerId", CUSTOMER: "customerId", SITE: "siteId" } as const;

/** The parts of a fleet side by side: dealers for headquarters, customers for a dealer. */
export function GroupTable(props: { kind: Group["kind"]; groups: readonly Group[] }) {
  const format = useFormat();
  const columns = (): Column<Group>[] => [
    {
      id: "name",
      header: t(`home.groups.name.${props.kind}`),
      cell: (group) => group.name,
      sortValue: (group) => group.name.toLocaleLowerCase(),
    },
    {
      id: "total",
      header: t("home.groups.total"),
      cell: (group) => format().number(group.total),
      sortValue: (group) => group.total,
      align: "end",
    },
    {
      id: "onRent",
      header: t("home.groups.rentShare"),
      cell: (group) => format().percent(group.total > 0 ? group.onRent / group.total : 0),
      sortValue: (group) => (group.total > 0 ? group.onRent / group.total : 0),
      align: "end",
      card: props.kind === "DEALER" ? "body" : "hidden",
    },
    {
      id: "overdue",
      header: t("home.groups.overdue"),
      cell: (group) => (
        <span class={cn(group.overdue > 0 && "font-bold text-red")}>{format().number(group.overdue)}</span>
      ),
      sortValue: (group) => group.overdue,
      align: "end",
    },
    {
      id: "idle",
      header: t("home.groups.idle"),
      cell: (group) => (group.idleRatio === null ? t("home.site.idleNone") : format().percent(group.idleRatio)),
      sortValue: (group) => group.idleRatio,
      align: "end",
    },
  ];
  return (
    <Card title={t(`home.groups.${props.kind}`)} flush>
      <DataTable
        caption={t(`home.groups.${props.kind}`)}
        // A customer's machines at a dealer are the ones on rent: the share would always be whole.
        columns={props.kind === "CUSTOMER" ? columns().filter((column) => column.id !== "onRent") : columns()}
        rows={props.groups}
        rowId={(group) => group.id}
        rowHref={(group) => fleetHref({ [keys[group.kind]]: group.id })}
        initialSort={{ id: "total", desc: true }}
        empty={<EmptyState title={t("home.groups.none")} />}
      />
      <p class="border-t border-line px-4 py-2 text-xs text-muted">{t("home.groups.idleHint")}</p>
    </Card>
  );
}

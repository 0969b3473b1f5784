import ClipboardCheck from "lucide-solid/icons/clipboard-check";
import Plus from "lucide-solid/icons/plus";
import Truck from "lucide-solid/icons/truck";
import { For } from "solid-js";
import { createFormat } from "~/lib/format.ts";
import { locale, t } from "~/lib/i18n.ts";
import { formatLocale } from "~/lib/locale.ts";
import { Badge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { Progress } from "~/ui/progress.tsx";
import { StatTile } from "~/ui/stat-tile.tsx";
import { SeverityBadge, type Status, StatusBadge } from "~/ui/status-badge.tsx";
import { Timeline } from "~/ui/timeline.tsx";
import { sampleMachines, sampleMe } from "./samples.ts";

const format = () => {
  const { timeZone, units, currency, locale: regional } = sampleMe.organization;
  return createFormat({ locale: formatLocale(locale(), regional), timeZone, units, currency });
};
const statuses: readonly Status[] = [
  "AVAILABLE",
  "ON_RENT",
  "IDLE",
  "MAINTENANCE",
  "LOST",
  "RETIRED",
  "OVERDUE",
  "DUE_SOON",
  "RESERVED",
  "PICK_UP_READY",
  "RETURNED",
  "CANCELLED",
];

export function StatesSection() {
  return (
    <Card title={t("components.section.states")}>
      <div class="flex flex-wrap gap-2">
        <For each={statuses}>{(status) => <StatusBadge status={status} />}</For>
      </div>
      <div class="mt-4 flex flex-wrap gap-2">
        <For each={["CRITICAL", "WARNING", "INFO"] as const}>{(severity) => <SeverityBadge severity={severity} />}</For>
        <Badge>{sampleMachines[0]?.model}</Badge>
      </div>
    </Card>
  );
}

export function FiguresSection() {
  const machine = sampleMachines[0]!;
  return (
    <>
      <div class="grid grid-cols-2 gap-4 lg:grid-cols-3">
        <StatTile
          label={t("components.sample.onRent")}
          value={format().number(184)}
          unit={t("components.sample.ofFleet")}
          note={t("components.sample.change")}
          icon={<Truck aria-hidden="true" />}
        />
        <StatTile label={t("components.sample.utilisation")} value={format().percent(0.684, 1)} emphasis="accent" />
        <StatTile
          label={t("components.sample.overdue")}
          value={format().number(7)}
          emphasis="alert"
          href="/components"
        />
      </div>
      <div class="grid gap-6 lg:grid-cols-2">
        <Card title={t("components.section.data")}>
          <DefinitionList
            columns={2}
            items={[
              { term: t("components.sample.machine"), value: `${machine.humanId} · ${machine.model}` },
              { term: t("components.sample.place"), value: machine.site },
              { term: t("components.sample.meter"), value: format().hours(machine.hours) },
              { term: t("components.sample.due"), value: machine.dueAt && format().dateTime(machine.dueAt) },
              { term: t("components.sample.fuel"), value: null },
            ]}
          />
          <div class="mt-6 flex flex-col gap-4">
            <Progress
              kind="meter"
              label={t("components.sample.fuel")}
              value={0.38}
              valueText={t("components.sample.fuelText")}
              tone="green"
            />
            <Progress
              kind="meter"
              label={t("components.sample.service")}
              value={0.76}
              valueText={t("components.sample.serviceText")}
            />
            <Progress
              label={t("components.sample.upload")}
              value={0.66}
              valueText={t("components.sample.uploadText")}
            />
            <Progress label={t("components.sample.working")} />
          </div>
        </Card>
        <Card title={t("components.sample.history")}>
          <Timeline
            label={t("components.sample.history")}
            entries={[
              {
                id: "3",
                title: t("components.sample.out"),
                at: "2026-02-20T07:12:00Z",
                time: format().dateTime("2026-02-20T07:12:00Z"),
                icon: <Truck />,
                tone: "blue",
                detail: format().hours(1188.2),
              },
              {
                id: "2",
                title: t("components.sample.inspected"),
                at: "2026-02-18T15:40:00Z",
                time: format().dateTime("2026-02-18T15:40:00Z"),
                icon: <ClipboardCheck />,
                tone: "green",
              },
              {
                id: "1",
                title: t("components.sample.created"),
                at: "2025-11-03T09:00:00Z",
                time: format().dateTime("2025-11-03T09:00:00Z"),
                icon: <Plus />,
              },
            ]}
          />
        </Card>
      </div>
    </>
  );
}

export function TableSection() {
  return (
    <Card title={t("components.section.table")} flush>
      <DataTable
        caption={t("components.section.table")}
        rows={sampleMachines}
        rowId={(row) => row.humanId}
        rowHref={(row) => `/components#${row.humanId}`}
        initialSort={{ id: "machine", desc: false }}
        columns={[
          {
            id: "machine",
            header: t("components.sample.machine"),
            sortValue: (row) => row.humanId,
            cell: (row) => (
              <>
                {row.humanId} <span class="block font-normal text-muted">{row.model}</span>
              </>
            ),
          },
          {
            id: "status",
            header: t("components.sample.status"),
            sortValue: (row) => t(`common.status.${row.status}`),
            cell: (row) => <StatusBadge status={row.status} />,
            card: "badge",
          },
          { id: "site", header: t("components.sample.place"), sortValue: (row) => row.site, cell: (row) => row.site },
          {
            id: "due",
            header: t("components.sample.due"),
            sortValue: (row) => row.dueAt,
            cell: (row) => (row.dueAt ? format().date(row.dueAt) : "–"),
          },
          {
            id: "hours",
            header: t("components.sample.meter"),
            sortValue: (row) => row.hours,
            cell: (row) => format().hours(row.hours),
            align: "end",
          },
        ]}
      />
      <LoadMore query={{ hasNextPage: true, isFetchingNextPage: false, fetchNextPage: () => {} }} />
    </Card>
  );
}

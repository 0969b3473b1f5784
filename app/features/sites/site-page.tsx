import { A, useNavigate, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import Construction from "lucide-solid/icons/construction";
import { createMemo, createSignal } from "solid-js";
import { centroidOf } from "../../../server/domain/sites/geofence.ts";
import { everyMachine } from "~/features/assets/assets.queries.ts";
import { fleetColumns } from "~/features/assets/fleet-columns.tsx";
import { fleetHref } from "~/features/assets/fleet-search.ts";
import { toMapMachines } from "~/features/assets/map-machines.ts";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { areaText } from "./area-text.ts";
import { fenceArea } from "./fence-area.ts";
import { oneSite, type Site } from "./sites.queries.ts";

/** One site: its fence, its facts and the machines that stand there. */
export function SitePage() {
  const params = useParams<{ id: string }>();
  const query = useQuery(() => oneSite(params.id));
  const format = useFormat();
  const { me } = useSession();
  const navigate = useNavigate();
  const machines = useQuery(() => everyMachine({ siteId: params.id }));
  const rows = createMemo(() => (machines.isPending || machines.isPlaceholderData ? [] : (machines.data?.items ?? [])));
  // Here is where they are, and all of them are on the page.
  const columns = () =>
    fleetColumns({ wide: true, showDealer: false, format })
      .filter((column) => column.id !== "where")
      .map((column) => ({ ...column, sortValue: undefined }));
  const [highlighted, setHighlighted] = createSignal<string | null>(null);
  const facts = (site: Site) => {
    const centre = centroidOf(site.geofence);
    return [
      { term: t("sites.column.customer"), value: site.customerName ?? t("common.state.none") },
      { term: t("sites.column.machines"), value: format().number(site.machines) },
      { term: t("sites.column.zone"), value: site.timeZone },
      { term: t("sites.column.localTime"), value: format().time(new Date(), site.timeZone) },
      { term: t("sites.detail.criticality"), value: t("sites.detail.ofFive", { level: site.criticality }) },
      { term: t("sites.detail.area"), value: areaText(fenceArea(site.geofence), me().organization.units, format()) },
      { term: t("sites.detail.centre"), value: `${centre.lat.toFixed(5)}, ${centre.lon.toFixed(5)}` },
      {
        term: t("sites.detail.corners"),
        value: format().number(site.geofence.coordinates.reduce((sum, ring) => sum + ring.length - 1, 0)),
      },
    ];
  };
  return (
    <Loaded query={query}>
      {(site) => (
        <>
          <PageHeader
            title={site().name}
            eyebrow={
              <A href="/sites" class="inline-flex items-center gap-1 hover:underline coarse:min-h-12">
                <ChevronLeft class="size-4" aria-hidden="true" />
                {t("sites.detail.back")}
              </A>
            }
            meta={<Badge tone={site().kind === "YARD" ? "grey" : "amber"}>{t(`sites.kind.${site().kind}`)}</Badge>}
            actions={<ButtonLink href={fleetHref({ siteId: site().id })}>{t("sites.detail.all")}</ButtonLink>}
          />
          <div class="grid items-start gap-4 lg:grid-cols-3">
            <div class="overflow-hidden rounded-lg border border-line bg-surface shadow-card lg:col-span-2">
              <MapView
                class="h-80 lg:h-[28rem]"
                label={t("sites.detail.mapLabel", { site: site().name })}
                fences={[site()]}
                machines={toMapMachines(rows())}
                highlighted={highlighted()}
                onHighlight={setHighlighted}
                onSelect={(humanId) => humanId && navigate(`/fleet/${humanId}`)}
                fitKey={site().id}
                legend
              />
            </div>
            <Card title={t("sites.detail.facts")}>
              <DefinitionList items={facts(site())} columns={2} />
            </Card>
            <Card title={t("sites.detail.machines")} flush class="lg:col-span-3">
              <Loaded query={machines}>
                {() => (
                  <DataTable
                    caption={t("sites.detail.machines")}
                    columns={columns()}
                    rows={rows()}
                    rowId={(row) => row.id}
                    rowHref={(row) => `/fleet/${row.humanId}`}
                    onRowHover={(row) => setHighlighted(row?.humanId ?? null)}
                    empty={
                      <EmptyState
                        icon={<Construction />}
                        title={t("sites.detail.noMachines")}
                        hint={t("sites.detail.noMachinesHint")}
                      />
                    }
                  />
                )}
              </Loaded>
            </Card>
          </div>
        </>
      )}
    </Loaded>
  );
}

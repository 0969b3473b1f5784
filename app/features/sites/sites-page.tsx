import { useNavigate, useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import MapPinned from "lucide-solid/icons/map-pinned";
import Plus from "lucide-solid/icons/plus";
import { createMemo, Show } from "solid-js";
import { SearchField } from "~/features/assets/search-field.tsx";
import { t } from "~/lib/i18n.ts";
import { MapView } from "~/lib/map/map-view.tsx";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { everySite, type Site } from "./sites.queries.ts";

/** All sites in reach, as a list and with their fences on a map. */
export function SitesPage() {
  const [params, setParams] = useSearchParams<{ q?: string }>();
  const format = useFormat();
  const navigate = useNavigate();
  const { can } = useSession();
  const query = useQuery(everySite);
  const wanted = createMemo(() => (params.q ?? "").trim().toLocaleLowerCase());
  const shown = createMemo(() =>
    (query.isSuccess ? query.data : []).filter((site) =>
      `${site.name}\n${site.customerName ?? ""}`.toLocaleLowerCase().includes(wanted()),
    ),
  );
  const columns = (): Column<Site>[] => [
    {
      id: "name",
      header: t("sites.column.name"),
      cell: (site) => site.name,
      sortValue: (site) => site.name.toLocaleLowerCase(),
    },
    {
      id: "kind",
      header: t("sites.column.kind"),
      cell: (site) => <Badge tone={site.kind === "YARD" ? "grey" : "amber"}>{t(`sites.kind.${site.kind}`)}</Badge>,
      sortValue: (site) => site.kind,
      card: "badge",
    },
    {
      id: "customer",
      header: t("sites.column.customer"),
      cell: (site) => site.customerName ?? <span class="text-faint">{t("common.state.none")}</span>,
      sortValue: (site) => site.customerName,
    },
    {
      id: "machines",
      header: t("sites.column.machines"),
      cell: (site) => format().number(site.machines),
      sortValue: (site) => site.machines,
      align: "end",
    },
    {
      id: "time",
      header: t("sites.column.localTime"),
      cell: (site) => format().time(new Date(), site.timeZone),
      align: "end",
      class: "whitespace-nowrap",
    },
  ];
  const add = () => (
    <Show when={can("sites.create")}>
      <ButtonLink variant="primary" href="/sites/new">
        <Plus aria-hidden="true" />
        {t("sites.add")}
      </ButtonLink>
    </Show>
  );
  return (
    <>
      <PageHeader
        title={t("sites.title")}
        description={
          <span role="status">
            {query.isSuccess ? t("sites.count", shown().length, format().number(shown().length)) : ""}
          </span>
        }
        actions={add()}
      />
      <SearchField
        class="mb-4 max-w-xl"
        label={t("sites.search")}
        placeholder={t("sites.search")}
        value={params.q ?? ""}
        onSearch={(q) => setParams({ q: q || undefined }, { replace: true, scroll: false })}
      />
      <div class="flex flex-col gap-4 xl:flex-row xl:items-start">
        <Card flush class="order-2 min-w-0 xl:order-1 xl:flex-1">
          <Loaded query={query}>
            {() => (
              <DataTable
                caption={t("sites.title")}
                columns={columns()}
                rows={shown()}
                rowId={(site) => site.id}
                rowHref={(site) => `/sites/${site.id}`}
                initialSort={{ id: "name", desc: false }}
                empty={
                  <Show
                    when={wanted()}
                    fallback={
                      <EmptyState
                        icon={<MapPinned />}
                        title={t("sites.none.title")}
                        hint={t("sites.none.hint")}
                        action={add()}
                      />
                    }
                  >
                    <EmptyState title={t("sites.noMatch.title")} hint={t("sites.noMatch.hint")} />
                  </Show>
                }
              />
            )}
          </Loaded>
        </Card>
        <div class="order-1 overflow-hidden rounded-lg border border-line bg-surface shadow-card xl:sticky xl:top-[calc(var(--top-bar)+1rem)] xl:order-2 xl:w-[34%]">
          <MapView
            class="h-72 xl:h-[calc(100dvh-var(--top-bar)-15rem)]"
            label={t("sites.mapLabel")}
            fences={shown()}
            fitKey={query.isSuccess ? wanted() : undefined}
            onSelectFence={(id) => navigate(`/sites/${id}`)}
          />
        </div>
      </div>
    </>
  );
}

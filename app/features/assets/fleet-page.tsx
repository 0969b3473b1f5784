import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery, useQuery } from "@tanstack/solid-query";
import Plus from "lucide-solid/icons/plus";
import { createMemo, createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { everyMachine, fleetPages } from "./assets.queries.ts";
import { FleetMap } from "./fleet-map.tsx";
import { type FleetFilter, type FleetView, readFleetSearch } from "./fleet-search.ts";
import { FleetTable } from "./fleet-table.tsx";
import { FleetToolbar } from "./fleet-toolbar.tsx";

/** All machines in reach: list and map of the same filter, with everything that decides the view in the address. */
export function FleetPage() {
  const [params, setParams] = useSearchParams();
  const format = useFormat();
  const { can } = useSession();
  // Between the phone's cards and a wide desk the table keeps to what fits.
  const roomy = createMediaQuery("(min-width: 85rem)");
  const phone = createMediaQuery("(max-width: 47.99rem)");
  const search = createMemo(() => readFleetSearch(params));
  const [highlighted, setHighlighted] = createSignal<string | null>(null);

  const pages = useInfiniteQuery(() => fleetPages(search().filter, search().sort));
  const all = useQuery(() => everyMachine(search().filter));
  const rows = createMemo(() => (pages.isPending ? [] : (pages.data?.pages.flatMap((page) => page.items) ?? [])));
  const every = createMemo(() => (all.isPending ? undefined : all.data));

  const view = (): FleetView => (roomy() ? search().view : search().view === "map" ? "map" : "list");
  const change = (filter: Partial<Record<keyof FleetFilter, string | undefined>>) =>
    setParams({ ...filter, selected: undefined }, { replace: true, scroll: false });
  const select = (humanId: string | null) => {
    setParams({ selected: humanId ?? undefined }, { replace: true, scroll: false });
    if (!humanId) return;
    const row = document.querySelector(`a[data-row-link][href="/fleet/${CSS.escape(humanId)}"]`);
    row?.closest("tr")?.scrollIntoView({ block: "nearest" });
  };
  const count = () => {
    const found = every();
    if (!found) return "";
    const shown = format().number(found.items.length);
    return found.complete ? t("assets.machines", found.items.length, shown) : t("assets.atLeast", { count: shown });
  };

  return (
    <>
      <PageHeader
        title={t("assets.title")}
        description={<span role="status">{count()}</span>}
        actions={
          <>
            <SegmentedControl<FleetView>
              label={t("assets.view.label")}
              value={view()}
              onChange={(next) => setParams({ view: next }, { replace: true, scroll: false })}
              options={(roomy() ? (["split", "list", "map"] as const) : (["list", "map"] as const)).map((value) => ({
                value,
                label: t(`assets.view.${value}`),
              }))}
            />
            <Show when={can("assets.create")}>
              <ButtonLink href="/fleet/new" class="max-sm:px-3">
                <Plus aria-hidden="true" />
                <span class="max-sm:sr-only">{t("assets.form.add")}</span>
              </ButtonLink>
            </Show>
          </>
        }
      />
      <FleetToolbar filter={search().filter} onChange={change} />
      <div class="flex flex-col gap-4 min-[85rem]:flex-row min-[85rem]:items-start">
        <Show when={view() !== "map"}>
          <FleetTable
            rows={rows()}
            query={pages}
            sort={search().sort}
            onSortChange={(sort) => setParams(sort, { replace: true, scroll: false })}
            wide={view() === "list" && (roomy() || phone())}
            filtered={Object.keys(search().filter).length > 0}
            onClear={() =>
              change({
                q: undefined,
                status: undefined,
                type: undefined,
                due: undefined,
                siteId: undefined,
                customerId: undefined,
                dealerId: undefined,
              })
            }
            selected={search().selected}
            onHighlight={setHighlighted}
          />
        </Show>
        <Show when={view() !== "list"}>
          <FleetMap
            machines={every()?.items ?? []}
            complete={every()?.complete ?? true}
            fitKey={every() && !all.isPlaceholderData ? JSON.stringify(search().filter) : undefined}
            selected={search().selected}
            highlighted={highlighted()}
            onSelect={select}
            onHighlight={setHighlighted}
            alone={view() === "map"}
          />
        </Show>
      </div>
    </>
  );
}

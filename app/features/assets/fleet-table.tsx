import { createMemo, Match, Show, Switch } from "solid-js";
import Construction from "lucide-solid/icons/construction";
import SearchX from "lucide-solid/icons/search-x";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import type { AssetRow } from "./assets.queries.ts";
import { fleetColumns } from "./fleet-columns.tsx";
import type { FleetSort } from "./fleet-search.ts";

interface FleetTableProps {
  rows: readonly AssetRow[];
  query: {
    isPending: boolean;
    isError: boolean;
    isFetching: boolean;
    error: unknown;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  sort: FleetSort;
  onSortChange: (sort: FleetSort) => void;
  wide: boolean;
  filtered: boolean;
  onClear: () => void;
  selected: string | null;
  onHighlight: (humanId: string | null) => void;
}

/** The list half of the fleet screen. */
export function FleetTable(props: FleetTableProps) {
  const format = useFormat();
  const { me } = useSession();
  const columns = createMemo(() =>
    fleetColumns({ wide: props.wide, showDealer: me().organization.type !== "DEALER", format }),
  );
  return (
    <Card flush class="min-w-0 min-[85rem]:flex-1">
      <Switch>
        <Match when={props.query.isError && props.rows.length === 0}>
          <ErrorState error={props.query.error} onRetry={() => props.query.refetch()} busy={props.query.isFetching} />
        </Match>
        <Match when={true}>
          <DataTable
            caption={t("assets.title")}
            columns={columns()}
            rows={props.rows}
            rowId={(row) => row.id}
            rowHref={(row) => `/fleet/${row.humanId}`}
            loading={props.query.isPending}
            sort={{ id: props.sort.sort, desc: props.sort.direction === "desc" }}
            onSortChange={(sort) =>
              props.onSortChange({
                sort: (sort?.id ?? "humanId") as FleetSort["sort"],
                direction: sort?.desc ? "desc" : "asc",
              })
            }
            isSelected={(row) => row.humanId === props.selected}
            onRowHover={(row) => props.onHighlight(row?.humanId ?? null)}
            empty={
              <Show
                when={props.filtered}
                fallback={
                  <EmptyState icon={<Construction />} title={t("assets.none.title")} hint={t("assets.none.hint")} />
                }
              >
                <EmptyState
                  icon={<SearchX />}
                  title={t("assets.noMatch.title")}
                  hint={t("assets.noMatch.hint")}
                  action={<Button onClick={() => props.onClear()}>{t("assets.filter.clear")}</Button>}
                />
              </Show>
            }
          />
          <LoadMore query={props.query} />
        </Match>
      </Switch>
    </Card>
  );
}

import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import CalendarRange from "lucide-solid/icons/calendar-range";
import { createMemo, Match, Show, Switch } from "solid-js";
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import type { ReservationState } from "../../../server/domain/reservations/words.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { reservationColumns } from "./reservation-columns.tsx";
import { reservationsQuery } from "./reservations.queries.ts";

const TABS = ["REQUESTED", "CONFIRMED", "PICKED_UP", "past"] as const;
type TabName = (typeof TABS)[number];
const PAST: readonly ReservationState[] = ["CLOSED", "CANCELLED", "DECLINED"];

function ReservationList(props: { tab: TabName; type: EquipmentType | null }) {
  const { me, can } = useSession();
  const format = useFormat();
  const states = () => (props.tab === "past" ? PAST : [props.tab]);
  const first = useInfiniteQuery(() => reservationsQuery(states()[0]!, props.type));
  const [second, third] = [1, 2].map((at) =>
    useInfiniteQuery(() => ({
      ...reservationsQuery(states()[at] ?? "CLOSED", props.type),
      enabled: states()[at] !== undefined,
    })),
  );
  const lists = () => [first, second!, third!].slice(0, states().length);
  const rows = createMemo(() =>
    lists().flatMap((list) => (list.isPending ? [] : (list.data?.pages.flatMap((page) => page.items) ?? []))),
  );
  const failed = () => lists().find((list) => list.isError) ?? null;
  const columns = createMemo(() => reservationColumns(format(), me().organization.type));
  return (
    <Card flush>
      <Switch>
        <Match when={first.isPending}>
          <SkeletonRows rows={8} />
        </Match>
        <Match when={rows().length === 0 ? failed() : null}>
          {(query) => (
            <ErrorState error={query().error} busy={query().isFetching} onRetry={() => void query().refetch()} />
          )}
        </Match>
        <Match when={true}>
          <DataTable
            caption={t(`reservations.tab.${props.tab}`)}
            columns={columns()}
            rows={rows()}
            rowId={(row) => row.id}
            rowHref={(row) => `/reservations/${row.id}`}
            initialSort={{ id: "days", desc: props.tab === "past" }}
            empty={
              <EmptyState
                icon={<CalendarRange />}
                title={t(`reservations.empty.${props.tab}`)}
                hint={t("reservations.empty.hint")}
                action={
                  <Show when={can("reservations.reserve")}>
                    <ButtonLink href="/reservations/new">{t("reservations.new")}</ButtonLink>
                  </Show>
                }
              />
            }
          />
          <Show when={lists().find((list) => list.hasNextPage)}>{(list) => <LoadMore query={list()} />}</Show>
        </Match>
      </Switch>
    </Card>
  );
}

/** The queue: what waits for an answer first, then what is promised, out, and over. */
export function ReservationsPage() {
  const { can } = useSession();
  const [search, setSearch] = useSearchParams<{ tab?: string; type?: string }>();
  const tab = (): TabName => TABS.find((name) => name === search.tab) ?? "REQUESTED";
  const type = () => EQUIPMENT_TYPES.find((name) => name === search.type) ?? null;
  const words = (types: readonly EquipmentType[]) =>
    types.map((value) => ({ value, label: t(`assets.type.${value}`) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <>
      <PageHeader
        title={t("reservations.title")}
        description={t("reservations.hint")}
        actions={
          <>
            <ButtonLink href="/calendar">
              <CalendarRange aria-hidden="true" />
              {t("reservations.calendar")}
            </ButtonLink>
            <Show when={can("reservations.reserve")}>
              <ButtonLink href="/reservations/new" variant="primary">
                <CalendarPlus aria-hidden="true" />
                {t("reservations.new")}
              </ButtonLink>
            </Show>
          </>
        }
      />
      <Select<EquipmentType | "">
        class="mb-4 sm:max-w-60"
        label={t("reservations.filter.type")}
        value={type() ?? ""}
        options={[{ value: "", label: t("reservations.filter.allTypes") }, ...words(EQUIPMENT_TYPES)]}
        onChange={(value) => setSearch({ type: value || null }, { replace: true })}
      />
      <Tabs
        label={t("reservations.title")}
        value={tab()}
        onChange={(value) => setSearch({ tab: value === "REQUESTED" ? null : value }, { replace: true })}
        tabs={TABS.map((name) => ({
          value: name,
          label: t(`reservations.tab.${name}`),
          content: () => <ReservationList tab={name} type={type()} />,
        }))}
      />
    </>
  );
}

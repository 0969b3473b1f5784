import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import CalendarClock from "lucide-solid/icons/calendar-clock";
import HandCoins from "lucide-solid/icons/hand-coins";
import ScanLine from "lucide-solid/icons/scan-line";
import { createMemo, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { BatchBar } from "./batch-bar.tsx";
import { dueStatus } from "./due-status.ts";
import { rentalColumns } from "./rental-columns.tsx";
import { type RentalState, rentalsQuery } from "./rentals.queries.ts";
import { RequestsPanel } from "./requests-panel.tsx";

const LISTS = ["out", "due", "reserved", "returned"] as const;
const TABS = ["out", "due", "requests", "reserved", "returned"] as const;
type ListName = (typeof LISTS)[number];
type TabName = (typeof TABS)[number];

const HOUR_MS = 3_600_000;

const states: Record<ListName, readonly [RentalState, RentalState?]> = {
  out: ["ON_RENT", "PICK_UP_READY"],
  due: ["ON_RENT"],
  reserved: ["RESERVED"],
  returned: ["RETURNED"],
};

function RentalList(props: { tab: ListName }) {
  const { me, can } = useSession();
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set());
  const choose = (id: string, ticked: boolean) =>
    setChosen((before) => new Set(ticked ? [...before, id] : [...before].filter((each) => each !== id)));
  const choosable = () => (props.tab === "out" || props.tab === "due") && can("rentals.callOffBatch");
  const format = useFormat();
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 60_000);
  onCleanup(() => clearInterval(clock));
  // A day and the rest of the hour ahead, so that the question stays the same for an hour; the rows are judged to the minute.
  const horizon = createMemo(() => new Date((Math.floor(now().getTime() / HOUR_MS) + 25) * HOUR_MS).toISOString());
  const first = useInfiniteQuery(() => rentalsQuery(states[props.tab][0], props.tab === "due" ? horizon() : undefined));
  const second = useInfiniteQuery(() => ({
    ...rentalsQuery(states[props.tab][1] ?? "PICK_UP_READY"),
    enabled: states[props.tab][1] !== undefined,
  }));
  const zone = () => me().organization.timeZone;
  const rows = createMemo(() => {
    const out = first.isPending ? [] : (first.data?.pages.flatMap((page) => page.items) ?? []);
    const calledOff =
      props.tab !== "out" || second.isPending ? [] : (second.data?.pages.flatMap((page) => page.items) ?? []);
    return props.tab === "due"
      ? out.filter((rental) => dueStatus(rental, now(), zone()) !== null)
      : [...out, ...calledOff];
  });
  const failed = () => (first.isError ? first : second.isError ? second : null);
  const columns = createMemo(() =>
    rentalColumns({
      format: format(),
      now: now(),
      organizationZone: zone(),
      history: props.tab === "returned",
      showCustomer: me().organization.type !== "CUSTOMER",
      choice: choosable() ? { isChosen: (id) => chosen().has(id), choose } : null,
    }),
  );
  // What has left the list meanwhile is no longer chosen.
  const chosenHere = createMemo(() => rows().flatMap(({ id }) => (chosen().has(id) ? [id] : [])));
  return (
    <>
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
              caption={t(`rentals.tab.${props.tab}`)}
              columns={columns()}
              rows={rows()}
              rowId={(rental) => rental.id}
              rowHref={(rental) => `/rentals/${rental.id}`}
              initialSort={props.tab === "returned" ? { id: "back", desc: true } : { id: "due", desc: false }}
              empty={
                <EmptyState
                  icon={<CalendarClock />}
                  title={t(`rentals.empty.${props.tab}`)}
                  hint={t("rentals.empty.hint")}
                  action={<ButtonLink href="/scan">{t("rentals.scan")}</ButtonLink>}
                />
              }
              footer={
                <Show when={first.hasNextPage}>
                  <Button busy={first.isFetchingNextPage} onClick={() => void first.fetchNextPage()}>
                    {t("common.action.loadMore")}
                  </Button>
                </Show>
              }
            />
          </Match>
        </Switch>
      </Card>
      <BatchBar ids={chosenHere()} onDone={() => setChosen(new Set<string>())} />
    </>
  );
}

/** Every rental by what it waits for. */
export function RentalsPage() {
  const { can } = useSession();
  const [search, setSearch] = useSearchParams<{ tab?: string }>();
  const tab = (): TabName => TABS.find((name) => name === search.tab) ?? "out";
  return (
    <>
      <PageHeader
        title={t("rentals.title")}
        description={t("rentals.hint")}
        actions={
          <>
            <Show when={can("rentals.atRisk")}>
              <ButtonLink href="/rentals/at-risk">
                <HandCoins aria-hidden="true" />
                {t("rentals.risk.title")}
              </ButtonLink>
            </Show>
            <ButtonLink href="/scan" variant="primary" class="hidden md:inline-flex">
              <ScanLine aria-hidden="true" />
              {t("rentals.scan")}
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label={t("rentals.title")}
        value={tab()}
        onChange={(value) => setSearch({ tab: value === "out" ? null : value }, { replace: true })}
        tabs={TABS.map((name) => ({
          value: name,
          label: t(`rentals.tab.${name}`),
          content: () => (name === "requests" ? <RequestsPanel /> : <RentalList tab={name} />),
        }))}
      />
    </>
  );
}

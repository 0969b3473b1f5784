import { useNavigate, useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import CalendarX from "lucide-solid/icons/calendar-x";
import { createMemo, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { localDay } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { useSession } from "~/lib/session.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { calendarPages } from "./calendar.queries.ts";
import { instantsOf, windowOf } from "./calendar-days.ts";
import { type CalendarRow, type Entry, machineRows, merged, typeRows } from "./calendar-rows.ts";
import { type CalendarSearch, readCalendarSearch } from "./calendar-search.ts";
import { CalendarLegend, CalendarToolbar } from "./calendar-toolbar.tsx";

/** The desk's view and the phone's: nobody needs both. */
const CalendarGrid = lazyPart(
  async () => (await import("./calendar-grid.tsx")).CalendarGrid,
  () => true,
);
const CalendarList = lazyPart(
  async () => (await import("./calendar-list.tsx")).CalendarList,
  () => true,
);
const EntryDialog = lazyPart(
  async () => (await import("./entry-dialog.tsx")).EntryDialog,
  ({ entry }) => entry,
);

/** What machines are taken for, day by day: rows to reserve on and to move things about on a desk, a list on the phone. */
export function CalendarPage() {
  const { me, can } = useSession();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const search = createMemo(() => readCalendarSearch(params));
  const wide = createMediaQuery("(min-width: 48rem)");
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 60_000);
  onCleanup(() => clearInterval(clock));
  const [opened, setOpened] = createSignal<Entry | null>(null);

  const isCustomer = () => me().organization.type === "CUSTOMER";
  const zone = () => me().organization.timeZone;
  const today = () => localDay(now(), zone());
  const shownWindow = createMemo(() => windowOf(search().view, search().day ?? today()));
  const query = useInfiniteQuery(() => {
    const { type, q } = search();
    return calendarPages({ ...instantsOf(shownWindow()), ...(type ? { type } : {}), ...(q ? { q } : {}) });
  });
  const calendar = createMemo(() => (query.isPending ? null : merged(query.data?.pages ?? [])));
  const rows = createMemo<CalendarRow[]>(() => {
    const found = calendar();
    if (!found) return [];
    const { rows: by, type } = search();
    const all = by === "types" && !isCustomer() ? typeRows(found, shownWindow()) : machineRows(found);
    return type ? all.filter((row) => row.type === type) : all;
  });
  const change = (changes: Partial<Record<keyof CalendarSearch, string | null>>) =>
    setParams(changes, { replace: true, scroll: false });
  const reserve = (row: CalendarRow, days: { from: string; to: string }) => {
    const [key, value] = row.humanId ? ["humanId", row.humanId] : ["type", row.type];
    navigate(`/reservations/new?${new URLSearchParams({ [key]: value, ...days }).toString()}`);
  };
  return (
    <>
      <PageHeader
        title={t("calendar.title")}
        description={t(isCustomer() ? "calendar.own" : "calendar.hint")}
        actions={
          <Show when={can("reservations.reserve")}>
            <ButtonLink href="/reservations/new" variant="primary">
              <CalendarPlus aria-hidden="true" />
              {t("reservations.new")}
            </ButtonLink>
          </Show>
        }
      />
      <CalendarToolbar
        search={search()}
        window={shownWindow()}
        today={today()}
        showRows={!isCustomer() && wide()}
        onChange={change}
      />
      <Switch
        fallback={
          <Card flush>
            <SkeletonRows rows={10} />
          </Card>
        }
      >
        <Match when={!calendar() && query.isError}>
          <Card>
            <ErrorState error={query.error} busy={query.isFetching} onRetry={() => void query.refetch()} />
          </Card>
        </Match>
        <Match when={calendar() && rows().length === 0}>
          <Card>
            <EmptyState
              icon={<CalendarX />}
              title={t(isCustomer() ? "calendar.emptyOwn" : "calendar.empty")}
              hint={t(isCustomer() ? "calendar.emptyOwnHint" : "calendar.emptyHint")}
            />
          </Card>
        </Match>
        <Match when={calendar()}>
          {(found) => (
            <>
              <Show when={found().truncated}>
                <p class="mb-3 rounded-md border border-amber-line bg-amber-soft p-3 text-sm font-medium text-amber">
                  {t("calendar.truncated")}
                </p>
              </Show>
              <Show
                when={wide()}
                fallback={
                  <CalendarList rows={rows()} window={shownWindow()} zone={found().timeZone} onOpen={setOpened} />
                }
              >
                <CalendarGrid
                  calendar={found()}
                  rows={rows()}
                  window={shownWindow()}
                  now={now()}
                  mayReserve={can("reservations.reserve") && !isCustomer()}
                  onChoose={reserve}
                  onOpen={setOpened}
                />
                <CalendarLegend />
              </Show>
              <LoadMore query={query} />
            </>
          )}
        </Match>
      </Switch>
      <EntryDialog entry={opened()} zone={zone()} onClose={() => setOpened(null)} />
    </>
  );
}

import { A, useSearchParams } from "@solidjs/router";
import { useInfiniteQuery, useQuery } from "@tanstack/solid-query";
import CalendarDays from "lucide-solid/icons/calendar-days";
import ClipboardList from "lucide-solid/icons/clipboard-list";
import Plus from "lucide-solid/icons/plus";
import { createEffect, createMemo, createSignal, For, Match, onCleanup, Show, Switch, untrack } from "solid-js";
import { TASK_KINDS, type TaskKind as Kind } from "../../../server/domain/tasks/words.ts";
import { t } from "~/lib/i18n.ts";
import { online } from "~/lib/online.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { useSession } from "~/lib/session.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { Select } from "~/ui/select.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { fetchForms } from "../inspections/inspections.queries.ts";
import { everySite } from "../sites/sites.queries.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { PendingBadge } from "./pending-mark.tsx";
import { TaskKind } from "./task-badges.tsx";
import { TaskBoard } from "./task-board.tsx";
import { TaskCard } from "./task-card.tsx";
import { type TaskFilter, taskPages } from "./tasks.queries.ts";
import { asPending, pendingNew } from "./use-task-outbox.ts";

const MOST_AHEAD = 12;

type Search = { whose?: string; when?: string; view?: string; kind?: string; site?: string };

function TaskList(props: { filter: TaskFilter; now: Date }) {
  const pages = useInfiniteQuery(() => taskPages(props.filter));
  const rows = createMemo(() => (pages.isPending ? [] : (pages.data?.pages.flatMap((page) => page.items) ?? [])));
  // What a person may have to do out of reach of any signal is brought along.
  createEffect(() => {
    if (!props.filter.mine || !online()) return;
    for (const { rentalId, state } of rows().slice(0, MOST_AHEAD))
      if (rentalId && state !== "DONE" && state !== "CANCELLED") untrack(() => fetchForms(rentalId));
  });
  const nothing = () => (props.filter.closed ? "closed" : props.filter.mine ? "mine" : "open");
  return (
    <Switch>
      <Match when={pages.isPending}>
        <Card flush>
          <SkeletonRows rows={6} />
        </Card>
      </Match>
      <Match when={pages.isError && rows().length === 0}>
        <Card flush>
          <ErrorState error={pages.error} busy={pages.isFetching} onRetry={() => void pages.refetch()} />
        </Card>
      </Match>
      <Match when={rows().length === 0}>
        <Card flush>
          <EmptyState
            icon={<ClipboardList />}
            title={t(`tasks.empty.${nothing()}`)}
            hint={t(`tasks.empty.${nothing()}Hint`)}
          />
        </Card>
      </Match>
      <Match when={true}>
        <ul aria-label={t("tasks.title")} class="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          <For each={rows()}>
            {(task) => (
              <li class="relative rounded-lg border border-line bg-surface p-4 shadow-card hover:border-line-strong">
                <TaskCard task={asPending(task)} now={props.now} showState />
              </li>
            )}
          </For>
        </ul>
        <LoadMore query={pages} />
      </Match>
    </Switch>
  );
}

/** Tasks: one's own first on a phone, everything as a list or a board on a desk. */
export function TasksPage() {
  const { can } = useSession();
  const [search, setSearch] = useSearchParams<Search>();
  const [creating, setCreating] = createSignal(false);
  const [now, setNow] = createSignal(new Date());
  const clock = setInterval(() => setNow(new Date()), 60_000);
  onCleanup(() => clearInterval(clock));
  const desk = createMediaQuery("(min-width: 48rem)");
  const planner = () => can("tasks.plan");
  const whose = () => (!planner() ? "mine" : (search.whose ?? (desk() ? "all" : "mine"))) as "mine" | "all";
  const when = () => (search.when === "closed" ? "closed" : "open");
  const view = () => (desk() && search.view === "board" ? "board" : "list");
  const kind = () => TASK_KINDS.find((word) => word === search.kind);
  const sites = useQuery(() => ({ ...everySite(), enabled: planner() }));
  const filter = (): TaskFilter => ({
    ...(whose() === "mine" ? { mine: true } : {}),
    ...(when() === "closed" ? { closed: true } : {}),
    ...(kind() ? { kind: kind() } : {}),
    ...(search.site ? { siteId: search.site } : {}),
  });
  return (
    <>
      <PageHeader
        title={t("tasks.title")}
        description={t("tasks.hint")}
        actions={
          <>
            <ButtonLink href="/tasks/calendar">
              <CalendarDays aria-hidden="true" />
              {t("tasks.calendar")}
            </ButtonLink>
            <Show when={can("tasks.create")}>
              <Button variant="primary" onClick={() => setCreating(true)}>
                <Plus aria-hidden="true" />
                {t("tasks.new")}
              </Button>
            </Show>
          </>
        }
      />
      <div class="mb-4 flex flex-wrap items-end gap-3">
        <Show when={planner()}>
          <SegmentedControl
            label={t("tasks.whose.label")}
            options={[
              { value: "mine", label: t("tasks.whose.mine") },
              { value: "all", label: t("tasks.whose.all") },
            ]}
            value={whose()}
            onChange={(value) => setSearch({ whose: value }, { replace: true })}
          />
        </Show>
        <Show when={view() === "list"}>
          <SegmentedControl
            label={t("tasks.when.label")}
            options={[
              { value: "open", label: t("tasks.when.open") },
              { value: "closed", label: t("tasks.when.closed") },
            ]}
            value={when()}
            onChange={(value) => setSearch({ when: value === "open" ? null : value }, { replace: true })}
          />
        </Show>
        <Show when={planner()}>
          <Select
            class="min-w-0 flex-1 basis-36 md:w-44 md:flex-none"
            label={t("tasks.filter.kind")}
            labelHidden
            options={[
              { value: "", label: t("tasks.filter.anyKind") },
              ...TASK_KINDS.map((value) => ({ value: value as string, label: t(`tasks.kind.${value}`) })),
            ]}
            value={kind() ?? ""}
            onChange={(value) => setSearch({ kind: value || null }, { replace: true })}
          />
          <Select
            class="min-w-0 flex-1 basis-36 md:w-56 md:flex-none"
            label={t("tasks.filter.site")}
            labelHidden
            options={[
              { value: "", label: t("tasks.filter.anySite") },
              ...(sites.isPending ? [] : (sites.data ?? [])).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={search.site ?? ""}
            onChange={(value) => setSearch({ site: value || null }, { replace: true })}
          />
          <Show when={desk()}>
            <div class="ms-auto">
              <SegmentedControl
                label={t("tasks.view.label")}
                options={[
                  { value: "list", label: t("tasks.view.list") },
                  { value: "board", label: t("tasks.view.board") },
                ]}
                value={view()}
                onChange={(value) => setSearch({ view: value === "list" ? null : value }, { replace: true })}
              />
            </div>
          </Show>
        </Show>
      </div>
      <Show when={pendingNew().length > 0}>
        <section class="mb-4" aria-label={t("tasks.pending")}>
          <h2 class="mb-2 text-sm font-semibold text-muted">{t("tasks.pending")}</h2>
          <ul class="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            <For each={pendingNew()}>
              {(entry) => (
                <li class="relative flex flex-col gap-1 rounded-lg border border-dashed border-line-strong bg-surface p-4 hover:border-ink">
                  <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <TaskKind kind={entry.input["kind"] as Kind} />
                    <PendingBadge entries={[entry]} />
                  </span>
                  <A href={`/queue/${entry.id}`} class="font-semibold break-words after:absolute after:inset-0">
                    {entry.label}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={view() === "board"} fallback={<TaskList filter={filter()} now={now()} />}>
        <TaskBoard filter={{ ...filter(), closed: false }} now={now()} />
      </Show>
      <CreateDialog open={creating()} onClose={() => setCreating(false)} />
    </>
  );
}

import { A, useSearchParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { createMemo, createSignal, For, Show } from "solid-js";
import { addDays, localDay } from "../../../server/domain/rentals/zone-time.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { createMediaQuery } from "~/lib/media-query.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { toast } from "~/ui/toast.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { assigneeName, taskName } from "./task-words.ts";
import { type Task, taskPeople, taskWeek } from "./tasks.queries.ts";
import { asPending, useTaskOutbox } from "./use-task-outbox.ts";
import { dayOf, daysOf, type LaneBy, lanesOf, mondayOf, NO_LANE, spanOf, thisMonday, windowOn } from "./week.ts";
import { WeekGrid } from "./week-grid.tsx";
import { WeekTask } from "./week-task.tsx";

/** A week of transports by day and driver or truck. */
export function CalendarPage() {
  const { me, can } = useSession();
  const format = useFormat();
  const [search, setSearch] = useSearchParams<{ week?: string; by?: string }>();
  const desk = createMediaQuery("(min-width: 64rem)");
  const zone = () => me().organization.timeZone;
  const now = new Date();
  const monday = createMemo(() =>
    /^\d{4}-\d{2}-\d{2}$/.test(search.week ?? "") && !Number.isNaN(Date.parse(search.week!))
      ? mondayOf(search.week!)
      : thisMonday(now, zone()),
  );
  const days = createMemo(() => daysOf(monday()));
  const by = (): LaneBy => (search.by === "truck" ? "truck" : "person");
  const span = () => spanOf(monday(), zone());
  const week = useQuery(() => taskWeek(span().from, span().to));
  const people = useQuery(() => ({ ...taskPeople(), enabled: can("tasks.people") }));
  const [dragged, setDragged] = createSignal<Task | null>(null);
  const [planning, setPlanning] = createSignal<Task | null>(null);
  const goTo = (day: string | null) => setSearch({ week: day }, { replace: true });
  const outbox = useTaskOutbox();
  const onMove = async (task: Task, day: string, lane: string | null) => {
    const where = lane === null ? {} : by() === "person" ? { assigneeUserId: lane || null } : laneTruck(lane);
    // Each move is an entry of its own, also after one that was refused.
    outbox.reset();
    const plan = { ...windowOn(task, day, zone()), ...where };
    const fate = await outbox.send(task, "plan", plan, { said: t("tasks.week.moved") });
    if (!fate || fate.kind === "asks") toast.error(errorSentence(outbox.failure(), t));
  };
  const laneTruck = (lane: string) =>
    lane === NO_LANE ? { truck: null } : { truck: lanes().find(({ key }) => key === lane)?.name ?? null };
  const items = () => (week.isPending ? [] : (week.data?.items ?? [])).map(asPending);
  const lanes = () => lanesOf(items(), people.isPending ? [] : (people.data?.items ?? []), by(), assigneeName);
  const card = (task: Task, conflicts: ReadonlySet<string>) => (
    <WeekTask
      task={task}
      days={days()}
      conflict={conflicts.has(task.id)}
      showWho
      onDay={(day) => void onMove(task, day, null)}
      onPlan={() => setPlanning(task)}
      onDrag={setDragged}
    />
  );
  return (
    <>
      <PageHeader
        eyebrow={<A href="/tasks">{t("tasks.title")}</A>}
        title={t("tasks.week.title")}
        description={t("tasks.week.hint")}
      />
      <div class="mb-4 flex flex-wrap items-center gap-3">
        <IconButton label={t("tasks.week.previous")} variant="secondary" onClick={() => goTo(addDays(monday(), -7))}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <Button onClick={() => goTo(null)}>{t("tasks.week.today")}</Button>
        <IconButton label={t("tasks.week.next")} variant="secondary" onClick={() => goTo(addDays(monday(), 7))}>
          <ChevronRight aria-hidden="true" />
        </IconButton>
        <p class="font-bold" aria-live="polite">
          {t("tasks.week.week", { day: format().day(monday()) })}
        </p>
        <Show when={desk()}>
          <div class="ms-auto">
            <SegmentedControl
              label={t("tasks.week.lane.label")}
              options={[
                { value: "person", label: t("tasks.week.lane.person") },
                { value: "truck", label: t("tasks.week.lane.truck") },
              ]}
              value={by()}
              onChange={(value) => setSearch({ by: value === "person" ? null : value }, { replace: true })}
            />
          </div>
        </Show>
      </div>
      <Loaded query={week}>
        {(data) => {
          const shown = createMemo(() => data().items.filter((task) => days().includes(dayOf(task, zone()) ?? "")));
          const ids = createMemo(() => new Set(shown().map(({ id }) => id)));
          const clashes = createMemo(() => data().conflicts.filter(({ a, b }) => ids().has(a) || ids().has(b)));
          const conflicts = createMemo(() => new Set(clashes().flatMap(({ a, b }) => [a, b])));
          const nameOf = (id: string) => {
            const task = data().items.find((each) => each.id === id);
            return task ? taskName(task) : "";
          };
          return (
            <div class="flex flex-col gap-4">
              <Show when={clashes().length > 0}>
                <section role="status" class="rounded-lg border border-red-line bg-red-soft p-4 text-red">
                  <h2 class="flex items-center gap-2 font-bold">
                    <TriangleAlert class="size-5" aria-hidden="true" />
                    {t("tasks.week.conflicts", clashes().length)}
                  </h2>
                  <ul class="mt-1 list-disc ps-6 text-sm">
                    <For each={clashes()}>
                      {({ a, b, by: cause }) => (
                        <li>
                          {t(cause === "truck" ? "tasks.week.conflictTruck" : "tasks.week.conflictPerson", {
                            a: nameOf(a),
                            b: nameOf(b),
                          })}
                        </li>
                      )}
                    </For>
                  </ul>
                </section>
              </Show>
              <Show
                when={desk()}
                fallback={
                  <For each={days()}>
                    {(day) => (
                      <section aria-label={format().day(day)}>
                        <h2 class="mb-2 text-sm font-bold">{format().day(day)}</h2>
                        <div class="flex flex-col gap-2">
                          <For
                            each={shown().filter((task) => dayOf(task, zone()) === day)}
                            fallback={<p class="text-sm text-muted">{t("tasks.week.empty")}</p>}
                          >
                            {(task) => card(task, conflicts())}
                          </For>
                        </div>
                      </section>
                    )}
                  </For>
                }
              >
                <WeekGrid
                  days={days()}
                  today={localDay(now, zone())}
                  lanes={lanes()}
                  by={by()}
                  tasks={shown()}
                  conflicts={conflicts()}
                  dragged={dragged()}
                  onDrag={setDragged}
                  onMove={(task, day, lane) => void onMove(task, day, lane)}
                  onPlan={setPlanning}
                />
              </Show>
              <Show when={data().truncated}>
                <p class="text-sm text-muted">{t("tasks.week.truncated")}</p>
              </Show>
              <Card title={t("tasks.week.unplanned")}>
                <div class="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
                  <For
                    each={data().unplanned}
                    fallback={<p class="text-sm text-muted">{t("tasks.week.noneUnplanned")}</p>}
                  >
                    {(task) => card(task, conflicts())}
                  </For>
                </div>
              </Card>
            </div>
          );
        }}
      </Loaded>
      <PlanDialog task={planning()} onClose={() => setPlanning(null)} />
    </>
  );
}

import { Key } from "@solid-primitives/keyed";
import { createSignal, For, Show, untrack } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import type { Task } from "./tasks.queries.ts";
import { dayOf, type Lane, type LaneBy, laneOf, NO_LANE } from "./week.ts";
import { WeekTask } from "./week-task.tsx";

interface WeekGridProps {
  days: readonly string[];
  today: string;
  lanes: readonly Lane[];
  by: LaneBy;
  tasks: readonly Task[];
  conflicts: ReadonlySet<string>;
  dragged: Task | null;
  onDrag: (task: Task | null) => void;
  onMove: (task: Task, day: string, lane: string | null) => void;
  onPlan: (task: Task) => void;
}

/** Rows of people or trucks by days: a task is dropped where it belongs. */
export function WeekGrid(props: WeekGridProps) {
  const { me } = useSession();
  const format = useFormat();
  const [over, setOver] = createSignal<string | null>(null);
  const rows = (): Lane[] => [
    ...props.lanes,
    { key: NO_LANE, name: t(props.by === "person" ? "tasks.week.unassigned" : "tasks.week.noTruck") },
  ];
  const inCell = (lane: string, day: string) =>
    props.tasks.filter((task) => laneOf(task, props.by) === lane && dayOf(task, me().organization.timeZone) === day);
  return (
    <div class="overflow-x-auto rounded-lg border border-line bg-surface">
      <table class="w-full min-w-[64rem] table-fixed border-collapse text-start">
        <caption class="sr-only">{t("tasks.week.table")}</caption>
        <thead>
          <tr>
            <td class="w-36 border-b border-line" />
            <For each={props.days}>
              {(day) => (
                <th
                  scope="col"
                  aria-current={day === props.today ? "date" : undefined}
                  class={cn(
                    "border-s border-b border-line p-2 text-start text-sm font-bold",
                    day === props.today && "bg-accent text-on-accent",
                  )}
                >
                  {format().day(day)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          {/* By key, as the tasks by their id: a menu stays open when people or tasks are loaded again. */}
          <Key each={rows()} by="key">
            {(lane) => (
              <tr>
                <th scope="row" class="border-b border-line p-2 text-start align-top text-sm font-semibold break-words">
                  {lane().name}
                </th>
                <For each={props.days}>
                  {(day) => {
                    const cell = `${untrack(lane).key} ${day}`;
                    return (
                      <td
                        class={cn(
                          "h-20 border-s border-b border-line p-1 align-top",
                          over() === cell && "bg-hover outline-2 -outline-offset-2 outline-accent",
                        )}
                        onDragOver={(event) => {
                          if (!props.dragged) return;
                          event.preventDefault();
                          setOver(cell);
                        }}
                        onDragLeave={() => setOver(null)}
                        onDrop={(event) => {
                          event.preventDefault();
                          setOver(null);
                          if (props.dragged) props.onMove(props.dragged, day, lane().key);
                        }}
                      >
                        <div class="flex flex-col gap-1">
                          <Key each={inCell(lane().key, day)} by="id">
                            {(task) => (
                              <WeekTask
                                task={task()}
                                days={props.days}
                                conflict={props.conflicts.has(task().id)}
                                showWho={props.by === "truck"}
                                onDay={(to) => props.onMove(task(), to, null)}
                                onPlan={() => props.onPlan(task())}
                                onDrag={props.onDrag}
                              />
                            )}
                          </Key>
                        </div>
                      </td>
                    );
                  }}
                </For>
              </tr>
            )}
          </Key>
        </tbody>
      </table>
      <Show when={props.tasks.length === 0}>
        <p class="p-4 text-center text-sm text-muted">{t("tasks.week.empty")}</p>
      </Show>
    </div>
  );
}

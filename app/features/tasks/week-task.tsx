import { A } from "@solidjs/router";
import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { buttonStyle } from "~/ui/button.tsx";
import { cn } from "~/ui/cn.ts";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu.tsx";
import { assigneeName, taskName, taskZone } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";

interface WeekTaskProps {
  task: Task;
  days: readonly string[];
  conflict: boolean;
  showWho?: boolean;
  onDay: (day: string) => void;
  onPlan: () => void;
  onDrag: (task: Task | null) => void;
}

/** A task in the calendar: dragged with the mouse, moved by its menu with the keyboard or a thumb. */
export function WeekTask(props: WeekTaskProps) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => taskZone(props.task, me().organization.timeZone);
  const moves = () => props.task.mayPlan && props.task.state !== "DONE";
  return (
    <div
      draggable={moves()}
      onDragStart={(event) => {
        event.dataTransfer?.setData("text/plain", props.task.id);
        props.onDrag(props.task);
      }}
      onDragEnd={() => props.onDrag(null)}
      class={cn(
        "relative flex min-w-0 flex-col gap-0.5 rounded-md border border-line bg-surface p-2 text-sm shadow-card",
        moves() && "md:cursor-grab",
        props.conflict && "border-red-line bg-red-soft",
        props.task.state === "DONE" && "opacity-60",
      )}
    >
      <div class="flex items-start justify-between gap-1">
        <span class="pt-1 text-xs font-semibold text-muted">
          {props.task.plannedFrom ? format().time(props.task.plannedFrom, zone()) : t(`tasks.kind.${props.task.kind}`)}
        </span>
        <Show when={moves()}>
          <Menu
            label={t("tasks.action.move", { name: taskName(props.task) })}
            trigger={<EllipsisVertical aria-hidden="true" />}
            triggerClass={cn(buttonStyle({ variant: "ghost" }), "-me-1 -mt-1 size-8 min-h-8 px-0 coarse:size-12")}
          >
            <For each={props.days}>
              {(day) => <MenuItem onSelect={() => props.onDay(day)}>{format().day(day)}</MenuItem>}
            </For>
            <MenuSeparator />
            <MenuItem onSelect={() => props.onPlan()}>{t("tasks.action.plan")}</MenuItem>
          </Menu>
        </Show>
      </div>
      <A href={`/tasks/${props.task.id}`} class="font-semibold hyphens-auto break-words hover:underline">
        {taskName(props.task)}
      </A>
      <Show when={props.showWho}>
        <span class="text-xs text-muted">{assigneeName(props.task)}</span>
      </Show>
      <Show when={props.task.truck}>{(truck) => <span class="text-xs text-muted">{truck()}</span>}</Show>
      <Show when={props.conflict}>
        <span class="flex items-center gap-1 text-xs font-semibold text-red">
          <TriangleAlert class="size-4 shrink-0" aria-hidden="true" />
          {t("tasks.week.conflict")}
        </span>
      </Show>
    </div>
  );
}

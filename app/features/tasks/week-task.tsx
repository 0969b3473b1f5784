import { A } from "@solidjs/router";
import EllipsisVertical from "lucide-solid/icons/ellipsis-vertical";
import TriangleAlert from "lucide-solid/icons/triangle-alert";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
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
        moves() && "pe-10 md:cursor-grab",
        props.conflict && "border-red-line bg-red-soft",
        props.task.state === "DONE" && "opacity-60",
      )}
    >
      <Show when={props.task.plannedFrom}>
        {(from) => <span class="text-xs font-semibold text-muted">{format().time(from(), zone())}</span>}
      </Show>
      <A href={`/tasks/${props.task.id}`} class="font-semibold break-words hover:underline">
        {taskName(props.task)}
      </A>
      <Show when={props.showWho}>
        <span class="text-xs text-muted">{assigneeName(props.task)}</span>
      </Show>
      <Show when={props.task.truck}>{(truck) => <span class="text-xs text-muted">{truck()}</span>}</Show>
      <Show when={props.conflict}>
        <Badge tone="red" icon={<TriangleAlert aria-hidden="true" />} class="self-start">
          {t("tasks.week.conflict")}
        </Badge>
      </Show>
      <Show when={moves()}>
        <div class="absolute end-0 top-0">
          <Menu
            label={t("tasks.action.move", { name: taskName(props.task) })}
            trigger={<EllipsisVertical aria-hidden="true" />}
            triggerClass={cn(buttonStyle({ variant: "ghost" }), "size-9 px-0 coarse:size-12")}
          >
            <For each={props.days}>
              {(day) => <MenuItem onSelect={() => props.onDay(day)}>{format().day(day)}</MenuItem>}
            </For>
            <MenuSeparator />
            <MenuItem onSelect={() => props.onPlan()}>{t("tasks.action.plan")}</MenuItem>
          </Menu>
        </div>
      </Show>
    </div>
  );
}

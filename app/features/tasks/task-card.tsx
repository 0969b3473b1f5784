import { A } from "@solidjs/router";
import MapPin from "lucide-solid/icons/map-pin";
import User from "lucide-solid/icons/user";
import { Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { PendingBadge } from "./pending-mark.tsx";
import { TaskKind, TaskState } from "./task-badges.tsx";
import { assigneeName, taskName, taskTime, taskWindow } from "./task-words.ts";
import type { Task } from "./tasks.queries.ts";
import { pendingOf } from "./use-task-outbox.ts";

const lineStyle = "flex items-start gap-1.5 text-sm text-muted [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0";

/** A task in a list or on a board; the whole of it is the link. */
export function TaskCard(props: { task: Task; now: Date; showState?: boolean }) {
  const { me } = useSession();
  const format = useFormat();
  const zone = () => me().organization.timeZone;
  const time = () => taskTime(props.task, format(), zone(), props.now);
  const window = () => taskWindow(props.task, format(), zone());
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TaskKind kind={props.task.kind} />
        <Show when={props.showState}>
          <TaskState state={props.task.state} />
        </Show>
        <PendingBadge entries={pendingOf(props.task.id)} />
      </div>
      <A
        href={`/tasks/${props.task.id}`}
        class="font-semibold break-words after:absolute after:inset-0 after:rounded-md"
      >
        {taskName(props.task)}
      </A>
      <Show when={props.task.site}>
        {(site) => (
          <p class={lineStyle}>
            <MapPin aria-hidden="true" />
            <span class="min-w-0 break-words">
              {site().name}
              <Show when={props.task.toSite}>{(to) => ` → ${to().name}`}</Show>
            </span>
          </p>
        )}
      </Show>
      <Show when={window()}>{(text) => <p class="text-sm font-medium">{text()}</p>}</Show>
      <Show when={time()}>
        {(due) => <p class={cn("text-sm", due().late ? "font-semibold text-red" : "text-muted")}>{due().text}</p>}
      </Show>
      <p class={lineStyle}>
        <User aria-hidden="true" />
        <span>
          <span class="sr-only">{t("tasks.fact.who")}: </span>
          {assigneeName(props.task)}
        </span>
      </p>
    </div>
  );
}

import { A, useNavigate, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Check from "lucide-solid/icons/check";
import Play from "lucide-solid/icons/play";
import { createSignal, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { createOperation } from "./create-operation.ts";
import { FinishPanel } from "./finish-panel.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { TaskState } from "./task-badges.tsx";
import { TaskFacts, TaskResult } from "./task-facts.tsx";
import { isClosed, taskName } from "./task-words.ts";
import { oneTask, type Task } from "./tasks.queries.ts";

function TaskDetail(props: { task: Task }) {
  const navigate = useNavigate();
  const [planning, setPlanning] = createSignal(false);
  const [cancelling, setCancelling] = createSignal(false);
  // What was done without a start is finished straight away.
  const [finishing, setFinishing] = createSignal(false);
  const inWork = () => props.task.state === "IN_WORK" || finishing();
  const refresh = () => trpc.tasks.invalidate();
  const failed = (error: unknown) => toast.error(errorSentence(error, t));
  const start = createOperation({
    send: (taskId: string, sent) => client.tasks.start.mutate({ taskId, ...sent }),
    onDone: refresh,
  });
  const reopen = createOperation({
    send: (taskId: string, sent) => client.tasks.reopen.mutate({ taskId, ...sent }),
    onDone: refresh,
  });
  return (
    <>
      <PageHeader
        eyebrow={<A href="/tasks">{t("tasks.title")}</A>}
        title={taskName(props.task)}
        meta={<TaskState state={props.task.state} />}
        actions={
          <Show when={props.task.mayPlan}>
            <Show
              when={isClosed(props.task)}
              fallback={
                <>
                  <Button onClick={() => setPlanning(true)}>{t("tasks.action.plan")}</Button>
                  <Button variant="ghost" onClick={() => setCancelling(true)}>
                    {t("tasks.action.cancel")}
                  </Button>
                </>
              }
            >
              <Button busy={reopen.isPending} onClick={() => reopen.mutate(props.task.id, { onError: failed })}>
                {t("tasks.action.reopen")}
              </Button>
            </Show>
          </Show>
        }
      />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <TaskFacts task={props.task} />
        <div class="flex flex-col gap-4">
          <Show when={isClosed(props.task)}>
            <TaskResult task={props.task} />
          </Show>
          <Show when={props.task.mayWork && !isClosed(props.task)}>
            <Show when={!inWork()}>
              <Button
                variant="primary"
                size="field"
                busy={start.isPending}
                onClick={() => start.mutate(props.task.id, { onError: failed })}
              >
                <Play aria-hidden="true" />
                {t("tasks.action.start")}
              </Button>
              <Button size="lg" onClick={() => setFinishing(true)}>
                <Check aria-hidden="true" />
                {t("tasks.action.finish")}
              </Button>
            </Show>
            <Show when={inWork()}>
              <FinishPanel task={props.task} onDone={() => navigate("/tasks")} />
            </Show>
          </Show>
        </div>
      </div>
      <PlanDialog task={planning() ? props.task : null} onClose={() => setPlanning(false)} />
      <CancelDialog taskId={cancelling() ? props.task.id : null} onClose={() => setCancelling(false)} />
    </>
  );
}

/** One task: where to go, what to do, and what to say when it is done. */
export function TaskPage() {
  const params = useParams<{ id: string }>();
  const task = useQuery(() => oneTask(params.id));
  return <Loaded query={task}>{(data) => <TaskDetail task={data()} />}</Loaded>;
}

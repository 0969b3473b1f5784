import { A, useNavigate, useParams } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import Check from "lucide-solid/icons/check";
import Play from "lucide-solid/icons/play";
import { createMemo, createSignal, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { FinishPanel } from "./finish-panel.tsx";
import { PendingNotice } from "./pending-mark.tsx";
import { TaskState } from "./task-badges.tsx";
import { TaskFacts, TaskResult } from "./task-facts.tsx";
import { isClosed, taskName } from "./task-words.ts";
import { oneTask, type Task } from "./tasks.queries.ts";
import { asPending, pendingOf, useTaskOutbox } from "./use-task-outbox.ts";

const PlanDialog = lazyPart(
  async () => (await import("./plan-dialog.tsx")).PlanDialog,
  ({ task }) => task,
);
const CancelDialog = lazyPart(
  async () => (await import("./cancel-dialog.tsx")).CancelDialog,
  ({ task }) => task,
);

/** `task` as the server knows it; what waits on this device is shown as if it had happened. */
function TaskDetail(props: { stored: Task }) {
  // While the form hands over, the page stays as it is: a refusal is to be read where it was entered.
  const [handing, setHanding] = createSignal(false);
  const task = createMemo<Task>((before) => (before && handing() ? before : asPending(props.stored)));
  const pending = createMemo(() => pendingOf(props.stored.id));
  const navigate = useNavigate();
  const [planning, setPlanning] = createSignal(false);
  const [cancelling, setCancelling] = createSignal(false);
  // What was done without a start is finished straight away.
  const [finishing, setFinishing] = createSignal(false);
  // Once begun it stays open: between the server's yes and its next answer the task looks unbegun, and what is entered must not go.
  const inWork = createMemo<boolean>((before) => before || task().state === "IN_WORK" || finishing(), false);
  const outbox = useTaskOutbox();
  const step = async (name: "start" | "reopen") => {
    // Each press is an entry of its own, also after one that was refused.
    outbox.reset();
    const fate = await outbox.send(task(), name);
    if (!fate || fate.kind === "asks") toast.error(errorSentence(outbox.failure(), t));
  };
  return (
    <>
      <PageHeader
        eyebrow={<A href="/tasks">{t("tasks.title")}</A>}
        title={taskName(task())}
        meta={<TaskState state={task().state} />}
        actions={
          <Show when={task().mayPlan}>
            <Show
              when={isClosed(task())}
              fallback={
                <>
                  <Button onClick={() => setPlanning(true)}>{t("tasks.action.plan")}</Button>
                  <Button variant="ghost" onClick={() => setCancelling(true)}>
                    {t("tasks.action.cancel")}
                  </Button>
                </>
              }
            >
              <Button busy={outbox.busy()} onClick={() => void step("reopen")}>
                {t("tasks.action.reopen")}
              </Button>
            </Show>
          </Show>
        }
      />
      <PendingNotice entries={pending()} />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <TaskFacts task={task()} />
        <div class="flex flex-col gap-4">
          <Show when={isClosed(task())}>
            <TaskResult task={task()} />
          </Show>
          <Show when={task().mayWork && !isClosed(task())}>
            <Show when={!inWork()}>
              <Button variant="primary" size="field" busy={outbox.busy()} onClick={() => void step("start")}>
                <Play aria-hidden="true" />
                {t("tasks.action.start")}
              </Button>
              <Button size="lg" onClick={() => setFinishing(true)}>
                <Check aria-hidden="true" />
                {t("tasks.action.finish")}
              </Button>
            </Show>
            <Show when={inWork()}>
              <FinishPanel task={task()} onHanding={setHanding} onDone={() => navigate("/tasks")} />
            </Show>
          </Show>
        </div>
      </div>
      <PlanDialog task={planning() ? task() : null} onClose={() => setPlanning(false)} />
      <CancelDialog task={cancelling() ? task() : null} onClose={() => setCancelling(false)} />
    </>
  );
}

/** One task: where to go, what to do, and what to say when it is done. */
export function TaskPage() {
  const params = useParams<{ id: string }>();
  const task = useQuery(() => oneTask(params.id));
  return <Loaded query={task}>{(data) => <TaskDetail stored={data()} />}</Loaded>;
}

import { useNavigate } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { judgeStep } from "../../../server/domain/tasks/state.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { Board } from "~/ui/board.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { TaskCard } from "./task-card.tsx";
import { taskName } from "./task-words.ts";
import { BOARD_LIMIT, type Task, taskBoard, type TaskFilter } from "./tasks.queries.ts";
import { asPending, useTaskOutbox } from "./use-task-outbox.ts";

const COLUMNS = ["OPEN", "ASSIGNED", "IN_WORK", "DONE"] as const;
/** The board is about what is to be done; the rest of the done ones is in the list. */
const NEWEST_DONE = 15;
type Column = (typeof COLUMNS)[number];

/** Where a card may go, by the same rules as on the server. */
function targetsOf(task: Task): Column[] {
  const now = { state: task.state, assigned: task.assigneeUserId !== null };
  return [
    ...(task.mayPlan && task.state === "OPEN" ? (["ASSIGNED"] as const) : []),
    ...(task.mayPlan && task.state === "ASSIGNED" ? (["OPEN"] as const) : []),
    ...(task.mayWork && judgeStep("start", now).ok ? (["IN_WORK"] as const) : []),
    ...(task.mayWork && judgeStep("complete", now).ok ? (["DONE"] as const) : []),
  ];
}

/** Tasks by state. Assigning asks who, finishing asks how it went. */
export function TaskBoard(props: { filter: TaskFilter; now: Date }) {
  const navigate = useNavigate();
  const open = useQuery(() => taskBoard(props.filter));
  const done = useQuery(() => taskBoard({ ...props.filter, state: "DONE" }));
  const [planning, setPlanning] = createSignal<Task | null>(null);
  const outbox = useTaskOutbox();
  const move = async (task: Task, to: "OPEN" | "IN_WORK") => {
    // Each move is an entry of its own, also after one that was refused.
    outbox.reset();
    const fate =
      to === "OPEN" ? await outbox.send(task, "plan", { assigneeUserId: null }) : await outbox.send(task, "start");
    if (!fate || fate.kind === "asks") toast.error(errorSentence(outbox.failure(), t));
  };
  const onMove = (task: Task, to: Column) => {
    if (to === "ASSIGNED") setPlanning(task);
    else if (to === "DONE") navigate(`/tasks/${task.id}`);
    else void move(task, to);
  };
  return (
    <Loaded query={open}>
      {(data) => {
        const all = () =>
          [...data().items, ...(done.isPending ? [] : (done.data?.items.slice(0, NEWEST_DONE) ?? []))].map(asPending);
        return (
          <>
            <Board
              label={t("tasks.title")}
              columns={COLUMNS.map((state) => ({
                id: state,
                title: t(`tasks.state.${state}`),
                items: all().filter((task) => task.state === state),
                note:
                  state === "OPEN" && data().nextCursor ? t("tasks.truncated", { count: String(BOARD_LIMIT) }) : null,
              }))}
              itemId={(task) => task.id}
              itemName={taskName}
              targets={targetsOf}
              onMove={onMove}
              moveLabel={(name) => t("tasks.action.move", { name })}
              emptyText={t("tasks.empty.column")}
              card={(task) => <TaskCard task={task} now={props.now} />}
            />
            <PlanDialog task={planning()} onClose={() => setPlanning(null)} />
          </>
        );
      }}
    </Loaded>
  );
}

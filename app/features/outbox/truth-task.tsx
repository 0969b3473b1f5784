import { useQuery } from "@tanstack/solid-query";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { trpc } from "~/lib/trpc.ts";
import type { Definition } from "~/ui/definition-list.tsx";
import { TaskState } from "../tasks/task-badges.tsx";
import { assigneeName, taskName, taskWindow, taskZone } from "../tasks/task-words.ts";
import type { Task } from "../tasks/tasks.queries.ts";
import { TruthFrame } from "./truth-frame.tsx";

/** A task as it stands: who has it, when, and how it went where it is done. */
export function TaskTruth(props: { taskId: string }) {
  const format = useFormat();
  const { me } = useSession();
  const task = useQuery(() => trpc.tasks.get.queryOptions({ taskId: props.taskId }, { staleTime: 0 }));
  const facts = (found: Task): Definition[] => {
    const fallback = me().organization.timeZone;
    const time = (at: string) => format().dateTime(at, taskZone(found, fallback));
    const { answers } = found;
    const yesNo = (value: boolean) => t(value ? "tasks.answer.yes" : "tasks.answer.no");
    return [
      { term: t("tasks.fact.state"), value: <TaskState state={found.state} /> },
      { term: t("tasks.fact.who"), value: assigneeName(found) },
      { term: t("tasks.fact.due"), value: found.dueAt ? time(found.dueAt) : t("tasks.page.noWindow") },
      { term: t("tasks.fact.window"), value: taskWindow(found, format(), fallback) ?? t("tasks.page.noWindow") },
      found.truck !== null && { term: t("tasks.fact.truck"), value: found.truck },
      found.startedAt !== null && { term: t("tasks.fact.started"), value: time(found.startedAt) },
      found.doneAt !== null && { term: t("tasks.fact.done"), value: time(found.doneAt) },
      found.cancelledAt !== null && { term: t("tasks.fact.cancelled"), value: time(found.cancelledAt) },
      found.cancelReason !== null && { term: t("tasks.fact.reason"), value: found.cancelReason },
      answers?.engineHours !== undefined && {
        term: t("tasks.answer.meter"),
        value: format().hours(answers.engineHours),
      },
      answers?.fuelL !== undefined && { term: t("tasks.answer.fuel"), value: format().volume(answers.fuelL) },
      answers?.clean !== undefined && { term: t("tasks.answer.clean"), value: yesNo(answers.clean) },
      answers?.complete !== undefined && { term: t("tasks.answer.complete"), value: yesNo(answers.complete) },
      found.photos.length > 0 && { term: t("outbox.field.photos"), value: format().number(found.photos.length) },
      found.notes !== null && { term: t("tasks.fact.notes"), value: found.notes },
    ].filter((fact) => fact !== false);
  };
  return <TruthFrame<Task> query={task} hint={(found) => taskName(found)} facts={facts} />;
}

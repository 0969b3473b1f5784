/** When a piece of work falls due, in words. */
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { machineLane, waitingIn } from "~/lib/outbox/queue-state.ts";
import { faultText } from "../faults/fault-text.ts";
import { checkpointWord } from "../inspections/checkpoint-word.ts";
import type { Work } from "./maintenance.queries.ts";

/** The service's name, the checkpoint that failed, or what the machine reports. */
export const workName = (work: Work): string =>
  work.checkpoint !== null
    ? checkpointWord({ key: work.checkpoint, label: null }, work.service)
    : work.fault !== null
      ? faultText(work.fault)
      : work.service;

/** Keeps what happens to one machine in its order. */
export const laneOfWork = (work: Pick<Work, "id" | "humanId">): string =>
  work.humanId ? machineLane(work.humanId) : `work:${work.id}`;

/** What waits on this device for a piece of work. Reads the queue, so call it where signals are tracked. */
export const pendingWork = (work: Pick<Work, "id" | "humanId">) =>
  waitingIn(laneOfWork(work)).filter(({ input }) => input["workId"] === work.id);

/** "Due in 12.0 h · about 3 Dec, at 5.2 h a day", or what stands in its place once it is planned or done. */
export function dueWords(work: Work, format: Format, now: Date, zone: string): { text: string; late: boolean }[] {
  const day = (at: string) => format.date(at, work.timeZone ?? zone);
  if (work.state === "DONE" && work.doneAt)
    return [
      {
        text:
          work.doneAtHours === null
            ? t("maintenance.due.doneOn", { day: day(work.doneAt) })
            : t("maintenance.due.done", { day: day(work.doneAt), hours: format.hours(work.doneAtHours) }),
        late: false,
      },
    ];
  const lines: { text: string; late: boolean }[] = [];
  if (work.state === "IN_WORK" && work.startedAt)
    lines.push({ text: t("maintenance.due.since", { day: day(work.startedAt) }), late: false });
  if (work.state === "PLANNED" && work.plannedFor)
    lines.push({
      text: t("maintenance.due.planned", { time: format.dateTime(work.plannedFor, work.timeZone ?? zone) }),
      late: new Date(work.plannedFor) < now,
    });
  if (work.hoursLeft !== null) {
    const over = work.hoursLeft <= 0;
    const words = t(over ? "maintenance.due.overHours" : "maintenance.due.inHours", {
      hours: format.hours(Math.abs(work.hoursLeft)),
    });
    lines.push({ text: over ? words : [words, paceWords(work, format, day)].filter(Boolean).join(" · "), late: over });
  }
  if (work.dueAt) {
    const over = new Date(work.dueAt) < now;
    lines.push({
      text: t(over ? "maintenance.due.overDate" : "maintenance.due.byDate", { day: day(work.dueAt) }),
      late: over,
    });
  }
  if (work.deferredUntil && new Date(work.deferredUntil) > now)
    lines.push({ text: t("maintenance.due.deferred", { day: day(work.deferredUntil) }), late: false });
  return lines;
}

function paceWords(work: Work, format: Format, day: (at: string) => string): string | null {
  if (!work.averageDailyHours) return t("maintenance.due.standing");
  return work.predictedAt
    ? t("maintenance.due.about", { day: day(work.predictedAt), pace: format.hours(work.averageDailyHours) })
    : null;
}

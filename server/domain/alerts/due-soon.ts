/** DUE_SOON: the machine is out and its due time is near. It ends when the machine is overdue, back, called off or extended. */
import { type DueFacts, dueStateOf, endedBy, localTime, machineAt } from "./due-facts.ts";
import type { AlertRule } from "./rule.ts";

export const dueSoon: AlertRule<DueFacts> = {
  kind: "DUE_SOON",
  severity: () => "INFO",
  is: (facts) => dueStateOf(facts) === "due_soon",
  hasBecome: (facts, live) => !live && dueSoon.is(facts),
  hasCleared: (facts) => {
    if (dueSoon.is(facts)) return null;
    return endedBy(facts) ?? (dueStateOf(facts) === "overdue" ? "overdue" : "extended");
  },
  reason: (facts, timeZone) => `${machineAt(facts)} is due back on ${localTime(facts.dueAt, timeZone)}.`,
};

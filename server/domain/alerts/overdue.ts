/** OVERDUE: the machine is out past its due day and the dealer's grace. It ends when the machine is back, called off or extended. */
import { type DueFacts, dueStateOf, endedBy, localTime, machineAt } from "./due-facts.ts";
import type { AlertRule } from "./rule.ts";

const CRITICAL_AFTER_MS = 3 * 24 * 3_600_000;

export const overdue: AlertRule<DueFacts> = {
  kind: "OVERDUE",
  severity: ({ now, dueAt }) => (now.getTime() - dueAt.getTime() >= CRITICAL_AFTER_MS ? "CRITICAL" : "WARNING"),
  is: (facts) => dueStateOf(facts) === "overdue",
  hasBecome: (facts, live) => !live && overdue.is(facts),
  hasCleared: (facts) => (overdue.is(facts) ? null : (endedBy(facts) ?? "extended")),
  reason: (facts, timeZone) =>
    `${machineAt(facts)} was due back on ${localTime(facts.dueAt, timeZone)} and is overdue.`,
};

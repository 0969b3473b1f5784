/** The registry of alert rules: a new rule is a file of its own and an entry here. */
import type { DueFacts } from "./due-facts.ts";
import { dueSoon } from "./due-soon.ts";
import { overdue } from "./overdue.ts";
import type { AlertRule } from "./rule.ts";
import type { AlertKind } from "./schema.ts";

/** Rules about due times; they share their facts and are looked at together. */
export const DUE_RULES = { DUE_SOON: dueSoon, OVERDUE: overdue } as const satisfies Partial<
  Record<AlertKind, AlertRule<DueFacts>>
>;
export type DueAlertKind = keyof typeof DUE_RULES;
export const DUE_ALERT_KINDS = Object.keys(DUE_RULES) as DueAlertKind[];

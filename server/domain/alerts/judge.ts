/** What becomes of a machine's alerts: one alert of a kind is live, it opens once, grows worse only, and ends when its cause is gone. */
import type { MachineFacts } from "./machine-facts.ts";
import { MACHINE_ALERT_KINDS, MACHINE_RULES, type MachineAlertKind } from "./rules.ts";
import { ALERT_SEVERITIES, type AlertKind, type AlertSeverity } from "./schema.ts";

export type Live = { kind: AlertKind; severity: AlertSeverity };
export type Judged<L extends Live> = {
  open: MachineAlertKind[];
  worsen: { alert: L; kind: MachineAlertKind }[];
  resolve: { alert: L; kind: MachineAlertKind; clearedBy: string }[];
};

const isMachineKind = (kind: AlertKind): kind is MachineAlertKind =>
  MACHINE_ALERT_KINDS.includes(kind as MachineAlertKind);

export const rankOf = (severity: AlertSeverity): number => ALERT_SEVERITIES.indexOf(severity);

/** `live`: the machine's alerts that are not resolved, of whatever kinds; those that are not about a machine are left alone. */
export function judgeMachine<L extends Live>(facts: MachineFacts, live: readonly L[]): Judged<L> {
  const judged: Judged<L> = {
    open: MACHINE_ALERT_KINDS.filter((kind) =>
      MACHINE_RULES[kind].hasBecome(
        facts,
        live.some((alert) => alert.kind === kind),
      ),
    ),
    worsen: [],
    resolve: [],
  };
  for (const alert of live) {
    const { kind, severity: from } = alert;
    if (!isMachineKind(kind)) continue;
    const rule = MACHINE_RULES[kind];
    const clearedBy = rule.hasCleared(facts);
    if (clearedBy) judged.resolve.push({ alert, kind, clearedBy });
    else if (rule.is(facts) && rankOf(rule.severity(facts)) > rankOf(from)) judged.worsen.push({ alert, kind });
  }
  return judged;
}

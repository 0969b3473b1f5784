/** What an alert rule is. Rules are pure: the facts hold the time, the thresholds and all else that the decision needs. */
import type { AlertKind, AlertSeverity } from "./schema.ts";

export type AlertRule<Facts> = {
  kind: AlertKind;
  severity: (facts: Facts) => AlertSeverity;
  /** Whether the cause is there. */
  is: (facts: Facts) => boolean;
  /** Whether an alert is to be opened: the cause is there and no alert of this kind is live. */
  hasBecome: (facts: Facts, live: boolean) => boolean;
  /** Why a live alert is over, in a word kept as `clearedBy`; null while it is not. */
  hasCleared: (facts: Facts) => string | null;
  /** The sentence that a person reads, in English, with times as of `timeZone`. */
  reason: (facts: Facts, timeZone: string) => string;
};

/** What people may be told of in a simulated week. */
import type { AlertKind, AlertSeverity } from "../../../server/domain/alerts/schema.ts";
import type { Change } from "../../../server/domain/notifications/words.ts";

/** An alert that opened, or grew worse. */
export type Told = {
  atMs: number;
  change: Extract<Change, "OPENED" | "WORSENED">;
  kind: AlertKind;
  severity: AlertSeverity;
  /** When the alert was over, or the week. */
  untilMs: number;
  /** The machine's name, or the feed's. */
  about: string;
  dealer: string;
  /** Null for a whole feed. */
  branch: string | null;
  customer: string | null;
};

/** The sweeps run every five minutes. */
export const TICK_MS = 5 * 60_000;
export const tick = (ms: number): number => Math.ceil(ms / TICK_MS) * TICK_MS;

/** Whether a person is told of a change of an alert, where, and when. */
import { ALERT_SEVERITIES, type AlertKind, type AlertSeverity } from "../alerts/schema.ts";
import type { Role } from "../iam/claims.ts";
import { quietUntil } from "./quiet.ts";
import type { NotificationSettings } from "./settings.ts";
import type { Change, Channel } from "./words.ts";

/** What is told of: `RESOLVED` follows by itself to whom it was told of. */
export type Told = {
  change: Exclude<Change, "RESOLVED">;
  kind: AlertKind;
  severity: AlertSeverity;
  siteId: string | null;
};
/** A person who sees the alert. */
export type Listener = {
  role: Role;
  isAssignee: boolean;
  /** Whether they did it themselves. */
  isActor: boolean;
  /** Whether they can be pushed to at all. */
  hasPush: boolean;
  settings: NotificationSettings;
};
export type Ways = { inApp: boolean; digest: boolean; pushAt: Date | null };

const rank = (severity: AlertSeverity) => ALERT_SEVERITIES.indexOf(severity);

/**
 * Null where there is nothing to tell. Who has the alert is told whatever they have chosen, as is the dealer's administrator of what
 * nobody has answered; quiet hours hold for all. What nobody has answered goes up, and not again to everybody.
 */
export function waysOf(told: Told, listener: Listener, at: Date): Ways | null {
  const { settings, isAssignee } = listener;
  if (listener.isActor) return null;
  if (told.change === "ASSIGNED" && !isAssignee) return null;
  const isRaisedTo = told.change === "UNANSWERED" && listener.role === "DEALER_ADMIN";
  if (told.change === "UNANSWERED" && !isRaisedTo && !isAssignee) return null;
  const isOwn = isAssignee || isRaisedTo;
  const wants = (channel: Channel) => isOwn || chosen(settings, channel, told);
  const ways = {
    inApp: wants("inApp"),
    digest: settings.digestHour !== null && wants("email"),
    pushAt: listener.hasPush && wants("push") ? pushTime(settings, told.severity, at) : null,
  };
  return ways.inApp || ways.digest || ways.pushAt ? ways : null;
}

function chosen(settings: NotificationSettings, channel: Channel, { kind, severity, siteId }: Told): boolean {
  const isMuted = siteId !== null && settings.mutedSites.includes(siteId);
  return !isMuted && settings.kinds[kind][channel] && rank(severity) >= rank(settings.minSeverity[channel]);
}

/** The earliest time for it: now, or when the quiet hours are over. */
function pushTime(settings: NotificationSettings, severity: AlertSeverity, at: Date): Date {
  if (severity === "CRITICAL" && settings.criticalInQuiet) return at;
  return quietUntil(settings, at) ?? at;
}

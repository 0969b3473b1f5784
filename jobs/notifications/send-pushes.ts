/**
 * Pushes what waits, to each person at most once in the pause, all that waits in one message. What is under way is leased: after a crash
 * it is tried again, and never by two at once. A browser that could not be reached while another was is tried again by itself.
 */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import type { AlertKind, AlertSeverity } from "../../server/domain/alerts/schema.ts";
import { isPushDue } from "../../server/domain/notifications/pace.ts";
import type { Change } from "../../server/domain/notifications/words.ts";
import type { PushSender, PushTarget } from "../../server/features/notifications/push-sender.ts";
import { pushMessage, type Pushable } from "../../server/features/notifications/push-text.ts";

export type PushDeps = { db: Database; push: PushSender };

const PEOPLE = 1_000;
const AT_ONCE = 8;
const LEASE_MS = 5 * 60_000;
const TRIES = 5;
/** After half a day an alert is read in the app or not at all. */
const TTL_S = 12 * 3_600;

type PersonRow = { user_id: string; critical: boolean; last_at: string | null; last_critical: boolean };
type ClaimedRow = {
  id: string;
  org_id: string;
  change: Change;
  alert_id: string;
  alert_kind: AlertKind;
  severity: AlertSeverity;
  human_id: string | null;
  feed_name: string | null;
  site_name: string | null;
  reason: string;
  facts: Record<string, unknown>;
  /** When it reached some of the person's browsers, but not all; null where it has reached none. */
  pushed_at: string | null;
};
type DeviceRow = PushTarget & { id: string; language: string; created_at: string; last_used_at: string | null };
export type PushesSent = { people: number; messages: number; gone: number; failed: number };

/** `at` is ISO 8601 UTC. */
export async function sendPushes(deps: PushDeps, { at }: { at: string }): Promise<PushesSent> {
  const now = new Date(at);
  const sent: PushesSent = { people: 0, messages: 0, gone: 0, failed: 0 };
  const { rows } = await deps.db.withService((tx) =>
    tx.execute<PersonRow>(sql`select * from app.people_to_push(${at}::timestamptz, ${PEOPLE})`),
  );
  const due = rows.filter(({ critical, last_at, last_critical }) =>
    isPushDue({ lastAt: last_at === null ? null : new Date(last_at), lastCritical: last_critical }, { critical }, now),
  );
  for (let from = 0; from < due.length; from += AT_ONCE)
    await Promise.all(due.slice(from, from + AT_ONCE).map(({ user_id }) => pushTo(deps, user_id, now, sent)));
  return sent;
}

async function pushTo({ db, push }: PushDeps, userId: string, at: Date, sent: PushesSent): Promise<void> {
  const lease = new Date(at.getTime() + LEASE_MS).toISOString();
  const { claimed, devices } = await db.withService(async (tx) => {
    const claimed = await tx.execute<ClaimedRow>(
      sql`select * from app.claim_pushes(${userId}::uuid, ${at.toISOString()}::timestamptz, ${lease}::timestamptz, ${TRIES})`,
    );
    const devices = await tx.execute<DeviceRow>(sql`select * from app.push_devices(${userId}::uuid)`);
    return { claimed: claimed.rows, devices: devices.rows };
  });
  if (claimed.length === 0) return;
  const outcomes = await Promise.all(
    devices.flatMap((device) => {
      const told = claimed.filter((row) => isLeftFor(device, row)).map(toPushable);
      if (told.length === 0) return [];
      const urgency = told.some(({ severity }) => severity === "CRITICAL") ? "high" : "normal";
      const sending = push.send(device, pushMessage(told, device.language), { urgency, ttlS: TTL_S });
      return [sending.then((outcome) => ({ id: device.id, outcome }))];
    }),
  );
  const having = (wanted: string) => outcomes.flatMap(({ id, outcome }) => (outcome === wanted ? [id] : []));
  const [used, failed, gone] = [having("sent"), having("failed"), having("gone")];
  // With no device left there is nothing to try again.
  const again = failed.length > 0 ? lease : null;
  await db.withService((tx) =>
    tx.execute(
      sql`select app.settle_pushes(${ids(claimed.map(({ id }) => id))}::uuid[], ${at.toISOString()}::timestamptz, ${again}::timestamptz, ${ids(used)}::uuid[], ${ids(failed)}::uuid[], ${ids(gone)}::uuid[])`,
    ),
  );
  sent.people += used.length > 0 ? 1 : 0;
  sent.messages += used.length;
  sent.failed += failed.length;
  sent.gone += gone.length;
}

const ids = (list: readonly string[]) => `{${list.join(",")}}`;

/** Whom something reached has worked since then, and who came later is told of what comes later. */
const isLeftFor = ({ created_at, last_used_at }: DeviceRow, { pushed_at }: ClaimedRow): boolean => {
  if (pushed_at === null) return true;
  const at = new Date(pushed_at);
  return new Date(created_at) <= at && (last_used_at === null || new Date(last_used_at) < at);
};

const toPushable = (row: ClaimedRow): Pushable => ({
  change: row.change,
  alertId: row.alert_id,
  alertKind: row.alert_kind,
  severity: row.severity,
  orgId: row.org_id,
  name: row.human_id ?? row.feed_name,
  siteName: row.site_name,
  reason: row.reason,
  facts: row.facts,
});

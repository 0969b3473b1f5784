/**
 * Reads what became of a dealer's alerts since it was last read, and writes for each person what they are told of it, and where. All in
 * one transaction with how far it was read: nothing is left out, and nobody is told of an event twice.
 */
import { sql } from "drizzle-orm";
import { notificationProgress } from "../../db/schema/notifications.ts";
import type { Database, Tx } from "../../db/tenancy.ts";
import type { AlertKind, AlertSeverity, AlertState } from "../../server/domain/alerts/schema.ts";
import type { Role } from "../../server/domain/iam/claims.ts";
import { type Told, waysOf } from "../../server/domain/notifications/channels.ts";
import { settingsOf } from "./settings-of.ts";

/** Events of a chain that are looked at in one transaction. */
const AT_ONCE = 500;
/** What happened longer ago, before anybody was told of anything, is nobody's news. */
const NEWS_MS = 60 * 60_000;

type ChangeRow = {
  seq: string;
  event_id: string | null;
  type: string | null;
  alert_id: string | null;
  actor_id: string | null;
  why: string | null;
  at: string | null;
};
type Happened = { eventId: string; type: string; alertId: string; actorId: string; why: string | null; at: string };
type PersonRow = {
  alert_id: string;
  alert_kind: AlertKind;
  severity: AlertSeverity;
  state: AlertState;
  site_id: string | null;
  is_assignee: boolean;
  user_id: string;
  org_id: string;
  role: Role;
  zone: string;
  locale: string | null;
  settings: unknown;
  has_push: boolean;
};
export type FannedOut = {
  told: number;
  /** Whether something is to be pushed that can not wait. */
  urgent: boolean;
};

/** `at` is ISO 8601 UTC. Running it again tells nobody anything new. */
export async function fanOut(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<FannedOut> {
  const all = { told: 0, urgent: false };
  for (;;) {
    const { told, urgent, more } = await db.withService((tx) => tellSome(tx, dealerId, new Date(at)));
    all.told += told;
    all.urgent ||= urgent;
    if (!more) return all;
  }
}

async function tellSome(tx: Tx, dealerId: string, at: Date): Promise<FannedOut & { more: boolean }> {
  const begin = sql`app.chain_position_at(${dealerId}::uuid, ${new Date(at.getTime() - NEWS_MS).toISOString()}::timestamptz)`;
  await tx.execute(sql`insert into ${notificationProgress} (dealer_id, seq) select ${dealerId}::uuid, ${begin}
    where not exists (select from ${notificationProgress} where dealer_id = ${dealerId}::uuid) on conflict do nothing`);
  const { rows } = await tx.execute<ChangeRow>(sql`
    with here as (select seq from ${notificationProgress} where dealer_id = ${dealerId}::uuid for update)
    select c.* from here cross join lateral app.alert_changes(${dealerId}::uuid, here.seq, ${AT_ONCE}) c`);
  const read = rows.at(-1)?.seq;
  if (read === undefined) return { told: 0, urgent: false, more: false };
  const happened = rows.flatMap((row): Happened[] =>
    row.event_id && row.alert_id
      ? [
          {
            eventId: row.event_id,
            type: row.type!,
            alertId: row.alert_id,
            actorId: row.actor_id!,
            why: row.why,
            at: new Date(row.at!).toISOString(),
          },
        ]
      : [],
  );
  const told = await tell(tx, dealerId, happened, at);
  await tx.execute(sql`update ${notificationProgress} set seq = ${read}::bigint where dealer_id = ${dealerId}::uuid`);
  return { ...told, more: true };
}

async function tell(tx: Tx, dealerId: string, happened: readonly Happened[], at: Date): Promise<FannedOut> {
  const news = happened.flatMap((event) => {
    const change = changeOf(event);
    return change ? [{ event, change }] : [];
  });
  const people =
    news.length > 0
      ? await audienceOf(
          tx,
          dealerId,
          news.map(({ event }) => event.alertId),
        )
      : new Map<string, PersonRow[]>();
  const rows = news.flatMap(({ event, change }) =>
    (people.get(event.alertId) ?? []).flatMap((person) => {
      const { alert_kind: kind, severity, site_id: siteId } = person;
      const ways = waysOf({ change, kind, severity, siteId }, listenerOf(person, event), at);
      return ways ? [rowOf(person, event, change, ways)] : [];
    }),
  );
  let urgent = false;
  let told = 0;
  if (rows.length > 0) {
    const written = await tx.execute<{ urgent: boolean }>(
      sql`select * from app.write_notifications(${JSON.stringify(rows)}::jsonb)`,
    );
    told = written.rows.length;
    urgent = written.rows.some(({ urgent }) => urgent);
  }
  const ends = happened.flatMap((event) =>
    ENDS.has(event.type)
      ? [
          {
            alert_id: event.alertId,
            event_id: event.eventId,
            event_at: event.at,
            resolved: event.type === "alert.resolved",
          },
        ]
      : [],
  );
  if (ends.length > 0)
    await tx.execute(
      sql`select app.end_notifications(${JSON.stringify(ends)}::jsonb, ${at.toISOString()}::timestamptz)`,
    );
  return { told, urgent };
}

/** After these there is nothing to be done about it, for now or for good. */
const ENDS = new Set(["alert.acknowledged", "alert.snoozed", "alert.resolved"]);

function changeOf({ type, why }: Happened): Told["change"] | null {
  if (type === "alert.opened") return "OPENED";
  if (type === "alert.woken") return "WOKEN";
  if (type === "alert.assigned") return "ASSIGNED";
  if (type === "alert.escalated") return why === "worse" ? "WORSENED" : "UNANSWERED";
  return null;
}

async function audienceOf(tx: Tx, dealerId: string, alertIds: readonly string[]): Promise<Map<string, PersonRow[]>> {
  const ids = `{${[...new Set(alertIds)].join(",")}}`;
  const { rows } = await tx.execute<PersonRow>(
    sql`select * from app.notification_audience(${dealerId}::uuid, ${ids}::uuid[])`,
  );
  return Map.groupBy(
    rows.filter(({ state }) => state !== "RESOLVED"),
    ({ alert_id }) => alert_id,
  );
}

const listenerOf = (person: PersonRow, { actorId }: Happened) => ({
  role: person.role,
  isAssignee: person.is_assignee,
  isActor: actorId === person.user_id,
  hasPush: person.has_push,
  settings: settingsOf(person),
});

const rowOf = (
  person: PersonRow,
  event: Happened,
  change: Told["change"],
  { inApp, digest, pushAt }: NonNullable<ReturnType<typeof waysOf>>,
) => ({
  id: Bun.randomUUIDv7(),
  org_id: person.org_id,
  user_id: person.user_id,
  kind: change,
  alert_id: event.alertId,
  event_id: event.eventId,
  severity: person.severity,
  in_app: inApp,
  push_at: pushAt?.toISOString() ?? null,
  digest,
  created_at: event.at,
});

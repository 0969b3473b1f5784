/** What the rules decided, written with an event for each change. */
import { sql } from "drizzle-orm";
import { alerts } from "../../../db/schema/alerts.ts";
import type { AlertKind, AlertSeverity } from "../../domain/alerts/schema.ts";
import { appendEvent } from "../ledger/append-event.ts";
import type { Look } from "./load-machines.ts";

/** A machine, or null for what is about a whole feed. */
export type AlertSubject = {
  equipmentId: string | null;
  humanId: string | null;
  customerId: string | null;
  siteId: string | null;
  rentalId: string | null;
  feedKey: string | null;
};
export type Told = { kind: AlertKind; severity: AlertSeverity; reason: string; facts: Record<string, unknown> };
export type Opening = Told & { subject: AlertSubject };
export type Worsening = Told & { id: string; from: AlertSeverity; subject: AlertSubject };
export type Resolving = { id: string; kind: AlertKind; clearedBy: string; subject: AlertSubject };
export type Changes = { open: Opening[]; worsen: Worsening[]; resolve: Resolving[] };
export type Written = { opened: number; escalated: number; resolved: number };

/** Rows first, events last: from the first event on the dealer's chain is locked. */
export async function writeChanges(look: Look, { open, worsen, resolve }: Changes): Promise<Written> {
  const resolved = await writeResolved(look, resolve);
  const worsened = await writeWorsened(look, worsen);
  const opened = await writeOpened(look, open);
  for (const { id, kind, clearedBy, subject } of resolved)
    await record(look, "alert.resolved", subject, { alertId: id, kind, clearedBy });
  for (const { id, kind, severity, from, reason, subject } of worsened)
    await record(look, "alert.escalated", subject, { alertId: id, kind, severity, from, reason, why: "worse" });
  for (const { id, kind, severity, reason, subject } of opened)
    await record(look, "alert.opened", subject, { alertId: id, kind, severity, reason });
  return { opened: opened.length, escalated: worsened.length, resolved: resolved.length };
}

async function writeOpened({ tenant, dealerId, at }: Look, open: readonly Opening[]) {
  if (open.length === 0) return [];
  const rows = open.map((opening) => ({ ...opening, id: Bun.randomUUIDv7() }));
  const inserted = await tenant.tx
    .insert(alerts)
    .values(rows.map(({ subject, ...told }) => ({ ...subject, ...told, orgOwnerId: dealerId, dealerId, openedAt: at })))
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  const made = new Set(inserted.map(({ id }) => id));
  return rows.filter(({ id }) => made.has(id));
}

/** What is worse now and was put aside comes back. */
async function writeWorsened({ tenant, dealerId }: Look, worsen: readonly Worsening[]) {
  if (worsen.length === 0) return [];
  const changes = worsen.map(({ id, severity, reason, facts }) => ({ id, severity, reason, facts }));
  const { rows } = await tenant.tx.execute<{ id: string }>(sql`
    update alerts a set severity = c.severity, reason = c.reason, facts = c.facts,
      state = case when a.state = 'SNOOZED' and c.severity = 'CRITICAL' then 'OPEN' else a.state end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) c(id uuid, severity text, reason text, facts jsonb)
    where a.id = c.id and a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' returning a.id`);
  const done = new Set(rows.map(({ id }) => id));
  return worsen.filter(({ id }) => done.has(id));
}

async function writeResolved({ tenant, dealerId, at }: Look, resolve: readonly Resolving[]) {
  if (resolve.length === 0) return [];
  const changes = resolve.map(({ id, clearedBy }) => ({ id, cleared_by: clearedBy }));
  const { rows } = await tenant.tx.execute<{ id: string }>(sql`
    update alerts a set state = 'RESOLVED', resolved_at = ${at.toISOString()}, cleared_by = c.cleared_by
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) c(id uuid, cleared_by text)
    where a.id = c.id and a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' returning a.id`);
  const done = new Set(rows.map(({ id }) => id));
  return resolve.filter(({ id }) => done.has(id));
}

/** Appends the event of one alert. */
export async function record(
  { tenant, dealerId, at }: Look,
  type: string,
  { feedKey: _, ...subject }: AlertSubject,
  data: Record<string, unknown>,
): Promise<void> {
  await appendEvent(tenant, { type, subject: { dealerId, ...subject }, data, occurredAt: at.toISOString() });
}

/**
 * Opens and resolves one dealer's alerts about due times, as of a given time. SQL finds, the rules decide and word, and every
 * change is written with its event in one transaction. Running it again for the same time changes nothing.
 */
import { sql } from "drizzle-orm";
import { alerts } from "../../db/schema/alerts.ts";
import type { Database, Tenant } from "../../db/tenancy.ts";
import type { DueFacts } from "../../server/domain/alerts/due-facts.ts";
import { DUE_ALERT_KINDS, DUE_RULES, type DueAlertKind } from "../../server/domain/alerts/rules.ts";
import { policyThresholdsSchema, type PolicyThresholds } from "../../server/domain/policies/schema.ts";
import { appendEvent } from "../../server/features/ledger/append-event.ts";
import { dealerActor } from "../dealer-actor.ts";

/** Changes in one transaction: the dealer's chain is locked while they are written. */
const AT_ONCE = 50;

type Found = { rentalId: string; equipmentId: string; customerId: string; siteId: string; timeZone: string; facts: DueFacts };
type Counts = { opened: number; resolved: number };

/** `at` is ISO 8601 UTC, the time that the sweep was scheduled for. Returns how many alerts were opened and resolved. */
export async function sweepDealer({ db }: { db: Database }, { dealerId, at }: { dealerId: string; at: string }): Promise<Counts> {
  const total = { opened: 0, resolved: 0 };
  const actor = await dealerActor(db, dealerId);
  for (;;) {
    const { opened, resolved } = await db.withTenant(actor, async (tenant) => {
      const thresholds = await thresholdsOf(tenant, dealerId);
      const resolved = await resolveCleared(tenant, dealerId, new Date(at), thresholds);
      return { resolved, opened: await openNew(tenant, dealerId, new Date(at), thresholds, AT_ONCE - resolved) };
    });
    total.opened += opened;
    total.resolved += resolved;
    if (opened + resolved < AT_ONCE) return total;
  }
}

async function thresholdsOf({ tx }: Tenant, dealerId: string): Promise<PolicyThresholds> {
  const { rows } = await tx.execute<{ thresholds: unknown }>(sql`select app.thresholds_of(${dealerId}::uuid) as thresholds`);
  return policyThresholdsSchema.parse(rows[0]?.thresholds ?? {});
}

type Row = Record<"rental_id" | "equipment_id" | "customer_id" | "site_id" | "human_id" | "time_zone" | "due_at", string> & {
  site_name: string | null;
  state: DueFacts["rentalState"];
};

const columns = sql`r.id as rental_id, r.equipment_id, r.customer_id, r.site_id, r.human_id, r.state, r.due_at, s.name as site_name, coalesce(s.time_zone, o.time_zone) as time_zone`;
/** A site that the dealer no longer serves is not visible to it; the dealer's own zone stands in. */
const joins = sql`join organizations o on o.id = r.dealer_id left join sites s on s.id = r.site_id`;

function found(row: Row, now: Date, { graceMinutes, dueSoonHours }: PolicyThresholds): Found {
  const facts = { humanId: row.human_id, siteName: row.site_name, rentalState: row.state, dueAt: new Date(row.due_at), now, timeZone: row.time_zone, graceMinutes, dueSoonHours };
  return { rentalId: row.rental_id, equipmentId: row.equipment_id, customerId: row.customer_id, siteId: row.site_id, timeZone: row.time_zone, facts };
}

async function resolveCleared(tenant: Tenant, dealerId: string, at: Date, thresholds: PolicyThresholds): Promise<number> {
  const { tx } = tenant;
  // An alert opened for a later time is left alone: this sweep was late.
  const { rows } = await tx.execute<Row & { alert_id: string; kind: DueAlertKind }>(sql`
    select a.id as alert_id, a.kind, ${columns} from alerts a join rentals r on r.id = a.rental_id and r.dealer_id = a.dealer_id ${joins}
    where a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' and a.kind in ${DUE_ALERT_KINDS} and a.opened_at <= ${at.toISOString()}`);
  const cleared = rows.flatMap((row) => {
    const clearedBy = DUE_RULES[row.kind].hasCleared(found(row, at, thresholds).facts);
    return clearedBy ? [{ id: row.alert_id, clearedBy, row }] : [];
  });
  const now = cleared.slice(0, AT_ONCE);
  if (!now.length) return 0;
  const updated = await tx.execute<{ id: string }>(sql`
    update alerts a set state = 'RESOLVED', resolved_at = ${at.toISOString()}, cleared_by = c."clearedBy"
    from jsonb_to_recordset(${JSON.stringify(now.map(({ id, clearedBy }) => ({ id, clearedBy })))}::jsonb) c(id uuid, "clearedBy" text)
    where a.id = c.id and a.dealer_id = ${dealerId}::uuid and a.state <> 'RESOLVED' returning a.id`);
  const changed = new Set(updated.rows.map((row) => row.id));
  for (const { id, clearedBy, row } of now) {
    if (changed.has(id)) await record(tenant, "alert.resolved", dealerId, found(row, at, thresholds), { alertId: id, kind: row.kind, clearedBy });
  }
  return changed.size;
}

async function openNew(tenant: Tenant, dealerId: string, at: Date, thresholds: PolicyThresholds, limit: number): Promise<number> {
  if (limit <= 0) return 0;
  const { tx } = tenant;
  const { rows } = await tx.execute<Row & { live: DueAlertKind[] }>(sql`
    select ${columns}, live.kinds as live from rentals r ${joins}
    cross join lateral (select coalesce(array_agg(a.kind), '{}') as kinds from alerts a
      where a.dealer_id = r.dealer_id and a.equipment_id = r.equipment_id and a.state <> 'RESOLVED') live
    where r.dealer_id = ${dealerId}::uuid and r.state = 'ON_RENT' and r.due_at <= ${at.toISOString()}::timestamptz + ${thresholds.dueSoonHours} * interval '1 hour'
      and not 'OVERDUE' = any(live.kinds)
    order by r.due_at`);
  const opening = rows.flatMap((row) => {
    const each = found(row, at, thresholds);
    const kind = DUE_ALERT_KINDS.find((candidate) => DUE_RULES[candidate].hasBecome(each.facts, row.live.includes(candidate)));
    return kind ? [alertRow(dealerId, kind, each)] : [];
  });
  const now = opening.slice(0, limit);
  if (!now.length) return 0;
  const inserted = await tx
    .insert(alerts)
    .values(now.map(({ row }) => row))
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  const opened = new Set(inserted.map((row) => row.id));
  for (const { row, each } of now) {
    if (opened.has(row.id)) await record(tenant, "alert.opened", dealerId, each, { alertId: row.id, kind: row.kind, severity: row.severity, reason: row.reason });
  }
  return opened.size;
}

function alertRow(dealerId: string, kind: DueAlertKind, each: Found) {
  const { rentalId, equipmentId, customerId, siteId, timeZone, facts } = each;
  const { humanId, siteName, dueAt, now, graceMinutes, dueSoonHours } = facts;
  const rule = DUE_RULES[kind];
  const row = {
    ...{ id: Bun.randomUUIDv7(), kind, orgOwnerId: dealerId, dealerId, customerId, siteId, equipmentId, rentalId, humanId },
    severity: rule.severity(facts),
    reason: rule.reason(facts, timeZone),
    facts: { dueAt: dueAt.toISOString(), at: now.toISOString(), siteName, timeZone, graceMinutes, dueSoonHours },
    openedAt: now,
  };
  return { row, each };
}

async function record(tenant: Tenant, type: string, dealerId: string, { facts, timeZone: _, ...ids }: Found, data: Record<string, unknown>): Promise<void> {
  const { customerId, siteId, equipmentId, rentalId } = ids;
  const subject = { dealerId, customerId, siteId, equipmentId, rentalId, humanId: facts.humanId };
  await appendEvent(tenant, { type, subject, data: { ...data, dueAt: facts.dueAt.toISOString() }, occurredAt: facts.now.toISOString() });
}

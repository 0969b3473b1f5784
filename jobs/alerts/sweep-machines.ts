/**
 * Looks at one dealer's machines of which something is new, or whose time has come, and at its live alerts. What is new is marked by
 * triggers in `alert_watches`; each machine that was looked at gets the next time at which time alone may change anything. Running it
 * again for the same time changes nothing.
 */
import { sql } from "drizzle-orm";
import type { Database } from "../../db/tenancy.ts";
import { evaluateMachines } from "../../server/features/alerts/evaluate-machines.ts";
import { tendAnswers, tendFeeds } from "../../server/features/alerts/tend-live.ts";
import { thresholdsOf } from "../../server/features/policies/thresholds-of.ts";
import { dealerActor } from "../dealer-actor.ts";

const MACHINES_AT_ONCE = 100;
const ANSWERS_AT_ONCE = 50;
/** A sweep that was cut off is made up for after so long. */
const LEASE = "10 minutes";

export type SweptMachines = { looked: number; opened: number; escalated: number; resolved: number; woken: number };
type Claimed = { equipment_id: string; lease: string };

/** `at` is ISO 8601 UTC, the time that the sweep is for. `answers`: also what time does to live alerts, not only what was heard. */
export async function sweepMachines(
  { db }: { db: Database },
  { dealerId, at, answers = true }: { dealerId: string; at: string; answers?: boolean },
): Promise<SweptMachines> {
  const total: SweptMachines = { looked: 0, opened: 0, escalated: 0, resolved: 0, woken: 0 };
  const actor = await dealerActor(db, dealerId);
  const within = <T>(work: (look: Parameters<typeof tendFeeds>[0]) => Promise<T>) =>
    db.withTenant(actor, async (tenant) =>
      work({ tenant, dealerId, at: new Date(at), thresholds: await thresholdsOf(tenant, dealerId) }),
    );
  for (;;) {
    const claimed = await claim(db, dealerId, at);
    if (claimed.length === 0) break;
    const { next, opened, escalated, resolved } = await within((look) =>
      evaluateMachines(
        look,
        claimed.map(({ equipment_id }) => equipment_id),
      ),
    );
    await settle(db, claimed, next);
    total.looked += claimed.length;
    total.opened += opened;
    total.escalated += escalated;
    total.resolved += resolved;
  }
  if (!answers) return total;
  const feeds = await within(tendFeeds);
  total.opened += feeds.opened;
  total.resolved += feeds.resolved;
  for (;;) {
    const { woken, escalated } = await within((look) => tendAnswers(look, ANSWERS_AT_ONCE));
    total.woken += woken;
    total.escalated += escalated;
    if (woken < ANSWERS_AT_ONCE && escalated < ANSWERS_AT_ONCE) return total;
  }
}

/** Takes the next machines on a lease, in a transaction that waits for nobody: who marks a machine meanwhile takes it back. */
async function claim(db: Database, dealerId: string, at: string): Promise<Claimed[]> {
  const { rows } = await db.withService((tx) =>
    tx.execute<Claimed>(sql`
      update alert_watches w set look_at = greatest(${at}::timestamptz, clock_timestamp()) + interval '${sql.raw(LEASE)}'
      where w.equipment_id in (select n.equipment_id from alert_watches n where n.dealer_id = ${dealerId}::uuid and n.look_at <= ${at}
        order by n.look_at limit ${MACHINES_AT_ONCE} for update skip locked)
      returning w.equipment_id, w.look_at::text as lease`),
  );
  return rows;
}

/**
 * Sets when each is looked at next, but for those that were marked meanwhile or are just being marked: should that be undone, the lease
 * ends. A machine that is gone has no next time.
 */
async function settle(
  db: Database,
  claimed: readonly Claimed[],
  next: readonly { equipmentId: string; at: Date }[],
): Promise<void> {
  const times = new Map(next.map(({ equipmentId, at }) => [equipmentId, at.toISOString()]));
  const rows = claimed.map(({ equipment_id, lease }) => ({
    equipment_id,
    lease,
    look_at: times.get(equipment_id) ?? "infinity",
  }));
  await db.withService((tx) =>
    tx.execute(sql`
      update alert_watches w set look_at = n.look_at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n(equipment_id uuid, lease timestamptz, look_at timestamptz)
      where w.equipment_id = n.equipment_id and w.equipment_id in (select l.equipment_id from alert_watches l
        join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) g(equipment_id uuid, lease timestamptz) on g.equipment_id = l.equipment_id and g.lease = l.look_at
        for update of l skip locked)`),
  );
}

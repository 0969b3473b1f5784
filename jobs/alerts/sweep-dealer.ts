/**
 * Opens and resolves one dealer's alerts about due times, as of a given time. SQL finds, the rules decide and word, and every
 * change is written with its event in one transaction. Running it again for the same time changes nothing.
 */
import type { Database } from "../../db/tenancy.ts";
import { thresholdsOf } from "../../server/features/policies/thresholds-of.ts";
import { dealerActor } from "../dealer-actor.ts";
import { openDue } from "./open-due.ts";
import { resolveCleared } from "./resolve-cleared.ts";
import { worsenDue } from "./worsen-due.ts";

/** Changes in one transaction: the dealer's chain is locked while they are written. */
const AT_ONCE = 50;

/** `at` is ISO 8601 UTC, the time that the sweep was scheduled for. Returns how many alerts were opened, resolved and raised in severity. */
export async function sweepDealer(
  { db }: { db: Database },
  { dealerId, at }: { dealerId: string; at: string },
): Promise<{ opened: number; resolved: number; escalated: number }> {
  const total = { opened: 0, resolved: 0, escalated: 0 };
  const actor = await dealerActor(db, dealerId);
  for (;;) {
    const { opened, resolved, escalated } = await db.withTenant(actor, async (tenant) => {
      const sweep = { tenant, dealerId, at: new Date(at), thresholds: await thresholdsOf(tenant, dealerId) };
      const resolved = await resolveCleared(sweep, AT_ONCE);
      const opened = await openDue(sweep, AT_ONCE - resolved);
      return { resolved, opened, escalated: await worsenDue(sweep, AT_ONCE - resolved - opened) };
    });
    total.opened += opened;
    total.resolved += resolved;
    total.escalated += escalated;
    if (opened + resolved + escalated < AT_ONCE) return total;
  }
}

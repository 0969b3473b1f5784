import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { DEFAULT_THRESHOLDS } from "../../domain/policies/schema.ts";
import { riskOf, type atRiskInput, type atRiskOutput, type AtRiskItem } from "../../domain/rates/at-risk.ts";
import { overdueFrom } from "../../domain/rentals/due.ts";
import { addDays } from "../../domain/rentals/zone-time.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import { placesOf } from "./lock-rental.ts";
import { graceOf, pairKey } from "./terms-of.ts";

const SHOWN = 500;
/** A dealer with more machines out than this at once sees the part that is due first. */
const LOOKED_AT = 20_000;

/** Machines out that do not earn as they should, and what that comes to. The rule is `riskOf`. */
export async function revenueAtRisk(
  tenant: Tenant,
  input: z.infer<typeof atRiskInput>,
  now: Date,
): Promise<z.infer<typeof atRiskOutput>> {
  const { actor } = tenant;
  const policy = actor.orgType === "DEALER" ? await thresholdsOf(tenant, actor.orgId) : DEFAULT_THRESHOLDS;
  const rows = await candidates(tenant, now, policy.idleDays);
  const grace = await graceOf(
    tenant,
    rows.map(({ rental }) => rental),
  );
  const places = await placesOf(
    tenant,
    rows.map(({ rental }) => rental),
  );
  const found = rows.flatMap(({ rental, siteName, siteTimeZone, customerName, ...recent }): AtRiskItem[] => {
    const { timeZone } = places(rental);
    const graceMinutes = grace.get(pairKey(rental)) ?? 0;
    const { outAt, dueAt, offRentAt, rate } = rental;
    if (!outAt) return [];
    const due = overdueFrom({ dueAt, timeZone, graceMinutes });
    const risk = riskOf({ outAt, dueAt, overdueFrom: due, offRentAt, recent, rate, timeZone }, policy, now);
    if (!risk) return [];
    return [
      {
        ...risk,
        rentalId: rental.id,
        humanId: rental.humanId,
        make: rental.make,
        model: rental.model,
        siteName,
        siteTimeZone,
        customerName,
        dueAt: dueAt.toISOString(),
        offRentAt: offRentAt?.toISOString() ?? null,
        currency: rate?.currency ?? null,
      },
    ];
  });
  const items = found
    .filter(({ kind }) => !input.kind || kind === input.kind)
    .sort((a, b) => (b.amountMinor ?? -1) - (a.amountMinor ?? -1) || a.humanId.localeCompare(b.humanId))
    .slice(0, SHOWN);
  return { totals: totalsOf(found), items };
}

function totalsOf(items: readonly AtRiskItem[]) {
  const totals = new Map<string, z.infer<typeof atRiskOutput>["totals"][number]>();
  for (const { kind, currency, amountMinor } of items) {
    const key = `${kind} ${currency}`;
    const total = totals.get(key) ?? { kind, currency, count: 0, amountMinor: 0, unpriced: 0 };
    total.count++;
    total.amountMinor += amountMinor ?? 0;
    total.unpriced += amountMinor === null ? 1 : 0;
    totals.set(key, total);
  }
  return [...totals.values()];
}

/**
 * What may be at risk, with the hours of its last days in the same query: off rent, past its due time, or heard on enough of the last
 * days to be judged idle.
 */
function candidates({ tx, actor }: Tenant, now: Date, idleDays: number) {
  const today = now.toISOString().slice(0, 10);
  const recent = tx
    .select({
      equipmentId: usageDaily.equipmentId,
      runtimeH: sql<number>`sum(${usageDaily.runtimeH})::float8`.as("runtime_h"),
      idleH: sql<number>`sum(${usageDaily.idleH})::float8`.as("idle_h"),
      daysHeard: sql<number>`count(*)::int`.as("days_heard"),
    })
    .from(usageDaily)
    .where(
      and(
        ownedBy(actor, usageDaily),
        sql`${usageDaily.day} between ${addDays(today, -idleDays)} and ${addDays(today, -1)}`,
      ),
    )
    .groupBy(usageDaily.equipmentId)
    .as("recent");
  return tx
    .select({
      rental: {
        id: rentals.id,
        humanId: rentals.humanId,
        make: rentals.make,
        model: rentals.model,
        dealerId: rentals.dealerId,
        siteId: rentals.siteId,
        customerId: rentals.customerId,
        outAt: rentals.checkedOutAt,
        dueAt: rentals.dueAt,
        offRentAt: rentals.offRentAt,
        rate: rentals.rate,
      },
      siteName: sites.name,
      siteTimeZone: sites.timeZone,
      customerName: organizations.name,
      runtimeH: sql<number>`coalesce(${recent.runtimeH}, 0)`,
      idleH: sql<number>`coalesce(${recent.idleH}, 0)`,
      daysHeard: sql<number>`coalesce(${recent.daysHeard}, 0)`,
    })
    .from(rentals)
    .leftJoin(recent, eq(recent.equipmentId, rentals.equipmentId))
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .leftJoin(organizations, eq(organizations.id, rentals.customerId))
    .where(
      and(
        ownedBy(actor, rentals),
        inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"]),
        or(lt(rentals.offRentAt, now), lt(rentals.dueAt, now), sql`${recent.daysHeard} >= ${idleDays}`),
      ),
    )
    .orderBy(rentals.dueAt)
    .limit(LOOKED_AT);
}

import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { spendOf } from "../../domain/rates/spend.ts";
import type { spendSummaryOutput } from "../../domain/rentals/record-schema.ts";
import { placesOf } from "./lock-rental.ts";

type Summary = z.infer<typeof spendSummaryOutput>;

const LOOKED_AT = 20_000;
const TURNING = 5;

/** What all that is out comes to, by currency, and whose billing cycle turns next. Excess hours are settled at the return. */
export async function spendSummary(tenant: Tenant, now: Date): Promise<Summary> {
  const { tx, actor } = tenant;
  const rows = await tx
    .select({
      id: rentals.id,
      humanId: rentals.humanId,
      outAt: rentals.checkedOutAt,
      dueAt: rentals.dueAt,
      offRentAt: rentals.offRentAt,
      rate: rentals.rate,
      dealerId: rentals.dealerId,
      siteId: rentals.siteId,
      siteName: sites.name,
    })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .where(
      and(
        ownedBy(actor, rentals),
        inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"]),
        isNull(rentals.replacedByRentalId),
      ),
    )
    .limit(LOOKED_AT);
  const places = await placesOf(tenant, rows);
  const totals = new Map<string, Summary["totals"][number]>();
  const turning: Summary["turning"] = [];
  let unpriced = 0;
  for (const { rate, outAt, dueAt, offRentAt, ...row } of rows) {
    if (!rate || !outAt) {
      unpriced++;
      continue;
    }
    const { timeZone } = places(row);
    const spend = spendOf({ rate, outAt, dueAt, offRentAt, now, timeZone, usedHours: null });
    const { currency, cycle } = spend;
    const total = totals.get(currency) ?? { currency, count: 0, soFarMinor: 0, cycleMinor: 0, projectedMinor: 0 };
    total.count++;
    total.soFarMinor += spend.soFarMinor;
    total.cycleMinor += cycle.projectedMinor;
    total.projectedMinor += spend.projectedMinor;
    totals.set(currency, total);
    const { id: rentalId, humanId, siteName } = row;
    const goesOn = spend.projectedDays > spend.days + cycle.daysLeft;
    if (goesOn)
      turning.push({
        rentalId,
        humanId,
        siteName,
        daysLeft: cycle.daysLeft,
        currency,
        cycleMinor: cycle.projectedMinor,
      });
  }
  turning.sort((a, b) => a.daysLeft - b.daysLeft || a.humanId.localeCompare(b.humanId));
  return { totals: [...totals.values()], unpriced, turning: turning.slice(0, TURNING) };
}

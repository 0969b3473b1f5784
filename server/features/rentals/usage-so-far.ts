import { and, eq, gte, lte, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { RentalUsage } from "../../domain/rentals/record-schema.ts";
import { localDay } from "../../domain/rentals/zone-time.ts";
import type { RentalRow } from "./lock-rental.ts";

type Facts = Pick<
  RentalRow,
  "equipmentId" | "customerId" | "dealerId" | "checkedOutAt" | "checkedInAt" | "engineStart" | "engineEnd"
>;

/**
 * Hours, idle hours and fuel of a rental so far. Days belong to the customer they were recorded for; the first and the last day may
 * hold hours of the yard, which no daily sum can tell apart. The meter is the rental's own once it is back.
 */
export async function usageSoFar({ tx }: Pick<Tenant, "tx">, rental: Facts, timeZone: string): Promise<RentalUsage> {
  const none = { runtimeH: 0, idleH: 0, fuelL: null, days: 0, meterH: null };
  if (!rental.checkedOutAt) return none;
  const [sums] = await tx
    .select({
      runtimeH: sql<number>`coalesce(sum(${usageDaily.runtimeH}), 0)::float8`,
      idleH: sql<number>`coalesce(sum(${usageDaily.idleH}), 0)::float8`,
      fuelL: sql<number | null>`sum(${usageDaily.fuelL})::float8`,
      days: sql<number>`count(*)::int`,
    })
    .from(usageDaily)
    .where(
      and(
        eq(usageDaily.equipmentId, rental.equipmentId),
        eq(usageDaily.dealerId, rental.dealerId),
        eq(usageDaily.customerId, rental.customerId),
        gte(usageDaily.day, localDay(rental.checkedOutAt, timeZone)),
        rental.checkedInAt ? lte(usageDaily.day, localDay(rental.checkedInAt, timeZone)) : undefined,
      ),
    );
  const end = rental.engineEnd ?? (rental.checkedInAt ? null : await meterNow({ tx }, rental.equipmentId));
  const gained = rental.engineStart !== null && end !== null ? end - rental.engineStart : null;
  return {
    ...(sums ?? none),
    runtimeH: toTenth(sums?.runtimeH ?? 0),
    idleH: toTenth(sums?.idleH ?? 0),
    fuelL: sums?.fuelL === null || sums?.fuelL === undefined ? null : toTenth(sums.fuelL),
    // A meter that was replaced shows less than at the hand-over: then it tells nothing.
    meterH: gained !== null && gained >= 0 ? toTenth(gained) : null,
  };
}

async function meterNow({ tx }: Pick<Tenant, "tx">, equipmentId: string): Promise<number | null> {
  const [machine] = await tx
    .select({ hourMeter: equipment.hourMeter })
    .from(equipment)
    .where(eq(equipment.id, equipmentId));
  return machine?.hourMeter ?? null;
}

const toTenth = (value: number) => Math.round(value * 10) / 10;

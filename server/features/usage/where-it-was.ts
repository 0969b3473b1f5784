import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { localDay, startOfDay } from "../../domain/rentals/zone-time.ts";

/** A machine and the tenants of that day. */
export type Whereabouts = {
  equipmentId: string;
  humanId: string;
  dealerId: string;
  customerId: string | null;
  siteId: string | null;
  rentalId: string | null;
  /** The day at its site, `YYYY-MM-DD`. */
  day: string;
  timeZone: string;
};

/** No zone is further from UTC than this. */
const ZONES_MS = 14 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Whose a machine was on a day, as far as the actor may know: that of the rental it was out on, also when the record arrives after the
 * return, or else where it stands now. `at` is when it was said, `date` the day that is meant. Throws `not_found`.
 */
export async function whereItWas(
  tenant: Tenant,
  humanId: string,
  at: Date,
  date: string | undefined,
): Promise<Whereabouts> {
  return (await onRent(tenant, humanId, at, date)) ?? (await standing(tenant, humanId, at, date));
}

async function onRent(
  { tx }: Tenant,
  humanId: string,
  at: Date,
  date: string | undefined,
): Promise<Whereabouts | null> {
  const noon = date ? Date.parse(`${date}T12:00Z`) : at.getTime();
  const around = `[${new Date(noon - ZONES_MS - DAY_MS).toISOString()},${new Date(noon + ZONES_MS + DAY_MS).toISOString()}]`;
  const rows = await tx
    .select({
      equipmentId: rentals.equipmentId,
      humanId: rentals.humanId,
      dealerId: rentals.dealerId,
      customerId: rentals.customerId,
      siteId: rentals.siteId,
      rentalId: rentals.id,
      period: rentals.period,
      zone: sites.timeZone,
    })
    .from(rentals)
    .leftJoin(sites, eq(sites.id, rentals.siteId))
    .where(
      and(
        eq(rentals.humanId, humanId),
        inArray(rentals.state, ["ON_RENT", "PICK_UP_READY", "RETURNED"]),
        sql`${rentals.period} && ${around}::tstzrange`,
      ),
    )
    .orderBy(desc(rentals.createdAt))
    .limit(20);
  const fitting = rows
    .map(({ period, zone, ...row }) => {
      const timeZone = zone ?? "UTC";
      const day = date ?? localDay(at, timeZone);
      const from = period.from ? localDay(period.from, timeZone) : "";
      // The period's end is not part of it any more.
      const to = period.to ? localDay(new Date(period.to.getTime() - 1), timeZone) : "9999-12-31";
      const holds = (period.from?.getTime() ?? 0) <= at.getTime() && at.getTime() < (period.to?.getTime() ?? Infinity);
      return { row: { ...row, day, timeZone }, fits: from <= day && day <= to, holds };
    })
    .filter(({ fits }) => fits);
  return (fitting.find(({ holds }) => holds) ?? fitting[0])?.row ?? null;
}

async function standing({ tx }: Tenant, humanId: string, at: Date, date: string | undefined): Promise<Whereabouts> {
  const [machine] = await tx
    .select({
      equipmentId: equipment.id,
      humanId: equipment.humanId,
      dealerId: equipment.dealerId,
      customerId: equipment.customerId,
      siteId: equipment.siteId,
      zone: sites.timeZone,
    })
    .from(equipment)
    .leftJoin(sites, eq(sites.id, equipment.siteId))
    .where(eq(equipment.humanId, humanId));
  if (!machine) throw new AppError("not_found");
  const { zone, ...rest } = machine;
  const timeZone = zone ?? "UTC";
  return { ...rest, rentalId: null, day: date ?? localDay(at, timeZone), timeZone };
}

/** Whether a day has begun at the place. */
export const hasBegun = ({ day, timeZone }: Pick<Whereabouts, "day" | "timeZone">, now: Date): boolean =>
  startOfDay(day, timeZone) <= now;

import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { rates } from "../../../db/schema/rates.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { ownedBy } from "../../../db/tenant-filter.ts";
import { AppError } from "../../domain/errors.ts";
import type { listRatesInput, Rate } from "../../domain/rates/schema.ts";
import { cursors, page, readCursor } from "../paging.ts";

/** No newer rate for the same thing and customer has begun by the dealer's today, and it has begun itself. */
const inForce = (now: Date) => sql<boolean>`(${rates.validFrom} <= ${todayOf(now)} and not exists (
    select from rates newer where newer.dealer_id = ${rates.dealerId} and newer.retired_at is null
      and newer.type is not distinct from ${rates.type} and newer.equipment_id is not distinct from ${rates.equipmentId}
      and newer.customer_id is not distinct from ${rates.customerId} and newer.valid_from <= ${todayOf(now)}
      and (newer.valid_from, newer.created_at, newer.id) > (${rates.validFrom}, ${rates.createdAt}, ${rates.id})))`;
const todayOf = (now: Date) =>
  sql`(${now.toISOString()}::timestamptz at time zone (select o.time_zone from organizations o where o.id = ${rates.dealerId}))::date`;

const selectRates = (tx: Tenant["tx"], now: Date) =>
  tx
    .select({ rate: rates, humanId: equipment.humanId, customerName: organizations.name, inForce: inForce(now) })
    .from(rates)
    .leftJoin(equipment, eq(equipment.id, rates.equipmentId))
    .leftJoin(organizations, eq(organizations.id, rates.customerId));

type Row = Awaited<ReturnType<ReturnType<typeof selectRates>["limit"]>>[number];

function toRate({ rate, humanId, customerName, inForce: holds }: Row): Rate {
  return {
    id: rate.id,
    currency: rate.currency,
    dayMinor: rate.dayMinor,
    weekMinor: rate.weekMinor,
    cycleMinor: rate.cycleMinor,
    hoursPerDay: rate.hoursPerDay,
    hoursPerWeek: rate.hoursPerWeek,
    hoursPerCycle: rate.hoursPerCycle,
    excessHourMinor: rate.excessHourMinor,
    type: rate.type,
    humanId,
    customerId: rate.customerId,
    customerName,
    validFrom: rate.validFrom,
    inForce: holds,
  };
}

/** The dealer's rates that are not taken back, newest first. */
export async function listRates({ tx, actor }: Tenant, input: z.infer<typeof listRatesInput>, now: Date) {
  const cursor = readCursor(input.cursor, cursors.byWord);
  const conditions: (SQL | undefined)[] = [
    ownedBy(actor, rates),
    isNull(rates.retiredAt),
    input.type ? eq(rates.type, input.type) : undefined,
    input.customerId ? eq(rates.customerId, input.customerId) : undefined,
    input.inForce ? inForce(now) : undefined,
    cursor ? sql`(${rates.validFrom}::text, ${rates.id}) < (${cursor[0]}, ${cursor[1]}::uuid)` : undefined,
  ];
  const rows = await selectRates(tx, now)
    .where(and(...conditions))
    .orderBy(desc(sql`${rates.validFrom}::text`), desc(rates.id))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, ({ rate }) => [rate.validFrom, rate.id]);
  return { items: items.map(toRate), nextCursor };
}

/** One rate as the actor sees it. Throws `not_found`. */
export async function getRate({ tx }: Tenant, id: string, now: Date): Promise<Rate> {
  const [row] = await selectRates(tx, now).where(eq(rates.id, id)).limit(1);
  if (!row) throw new AppError("not_found");
  return toRate(row);
}

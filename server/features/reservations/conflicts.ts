/** What stands in the way of a booking and what could be had instead, each as far as the actor may know it. */
import { sql, type SQL } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import type { EquipmentType } from "../../domain/assets/schema.ts";
import { AppError } from "../../domain/errors.ts";
import type { Availability, OverlapDetails } from "../../domain/reservations/schema.ts";
import type { BusyKind } from "../../domain/reservations/words.ts";
import { MachineTaken, type Contested } from "./attempt.ts";

const ALTERNATIVES = 3;

/** Half-open. */
export type Window = { startsAt: Date; endsAt: Date };
export type Wanted = { id: string; humanId: string; type: string; dealerId: string; siteId: string };

const isoOf = (value: Date | string | null) => (value === null ? null : new Date(value).toISOString());
const instantSql = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
const idsSql = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** Earliest first, ten at most. `without` are rentals that do not count. */
export async function conflictsOf(
  { tx }: Pick<Tenant, "tx">,
  equipmentId: string,
  { startsAt, endsAt }: Window,
  without: readonly string[] = [],
): Promise<OverlapDetails["conflicts"]> {
  const { rows } = await tx.execute<{
    kind: BusyKind;
    from_at: Date | null;
    to_at: Date | null;
    rental_id: string | null;
    reservation_id: string | null;
    customer_id: string | null;
    customer_name: string | null;
  }>(
    sql`select * from app.conflicts_of(${equipmentId}::uuid, ${instantSql(startsAt)}, ${instantSql(endsAt)}, ${idsSql(without)})`,
  );
  return rows.map((row) => ({
    kind: row.kind,
    from: isoOf(row.from_at),
    to: isoOf(row.to_at),
    rentalId: row.rental_id,
    reservationId: row.reservation_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
  }));
}

/** Free machines of a type, the nearest to the site first; none for customers, who are not told which there are. */
export async function freeMachines(
  { tx }: Pick<Tenant, "tx">,
  wanted: { dealerId: string; type: string; siteId: string | null },
  { startsAt, endsAt }: Window,
  limit: number,
): Promise<Availability["machines"]> {
  const { rows } = await tx.execute<Availability["machines"][number]>(
    sql`select human_id as "humanId", make, model, status, site_name as "siteName", distance_m as "distanceM"
      from app.free_machines(${wanted.dealerId}::uuid, ${wanted.type}, ${instantSql(startsAt)}, ${instantSql(endsAt)}, ${wanted.siteId}::uuid, ${limit})`,
  );
  return rows;
}

/** Counts by dealer and type, of those whom the actor may ask. */
export async function freeCounts(
  { tx }: Pick<Tenant, "tx">,
  wanted: { dealerId: string | null; type: string | null },
  { startsAt, endsAt }: Window,
): Promise<Availability["types"]> {
  const { rows } = await tx.execute<{
    dealer_id: string;
    dealer_name: string;
    type: EquipmentType;
    total: number | null;
    free: number;
    promised: number | null;
    short: number | null;
  }>(
    sql`select * from app.availability(${wanted.dealerId}::uuid, ${wanted.type}, ${instantSql(startsAt)}, ${instantSql(endsAt)})`,
  );
  return rows.map(({ dealer_id: dealerId, dealer_name: dealerName, ...counts }) => ({
    dealerId,
    dealerName,
    ...counts,
  }));
}

/**
 * Refuses a booking that was lost to somebody else: throws `reservation.none_free`, or `reservation.overlap` with the machine at fault,
 * which is `machine` where the database did not say otherwise.
 */
export async function refuseLost(
  tenant: Pick<Tenant, "tx">,
  lost: Contested | MachineTaken,
  wanted: { dealerId: string; siteId: string; type: string; quantity: number; machine: MachineTaken["machine"] | null },
  window: Window,
  cause: unknown,
): Promise<never> {
  if (lost instanceof MachineTaken)
    return refuseOverlap(tenant, { ...wanted, ...lost.machine }, window, [], lost.conflicts, cause);
  if (lost === "reservations_capacity" || !wanted.machine) return refuseNoneFree(tenant, wanted, window, cause);
  const conflicts = await conflictsOf(tenant, wanted.machine.id, window);
  return refuseOverlap(tenant, { ...wanted, ...wanted.machine }, window, [], conflicts, cause);
}

/** Throws `reservation.overlap` with who has the machine, what else is free and when it is free itself. */
export async function refuseOverlap(
  tenant: Pick<Tenant, "tx">,
  wanted: Wanted,
  window: Window,
  without: readonly string[],
  conflicts: OverlapDetails["conflicts"],
  cause?: unknown,
): Promise<never> {
  const alternatives = await freeMachines(tenant, wanted, window, ALTERNATIVES);
  const [count] = await freeCounts(tenant, wanted, window);
  const nearest = await tenant.tx.execute<{ from_at: Date; to_at: Date }>(
    sql`select * from app.nearest_free(${wanted.id}::uuid, ${instantSql(window.startsAt)}, ${instantSql(window.endsAt)}, ${idsSql(without)})`,
  );
  const details: OverlapDetails = {
    humanId: wanted.humanId,
    conflicts,
    freeOfType: count?.free ?? null,
    alternatives,
    nearest: nearest.rows.map((row) => ({ from: isoOf(row.from_at)!, to: isoOf(row.to_at)! })),
  };
  throw new AppError("reservation.overlap", { details, cause });
}

/** Throws `reservation.none_free` with how many there are, where the actor may know it. */
export async function refuseNoneFree(
  tenant: Pick<Tenant, "tx">,
  wanted: { dealerId: string; type: string; quantity: number },
  window: Window,
  cause?: unknown,
): Promise<never> {
  const [count] = await freeCounts(tenant, wanted, window);
  throw new AppError("reservation.none_free", {
    details: { type: wanted.type, wanted: wanted.quantity, freeOfType: count?.free ?? null },
    cause,
  });
}

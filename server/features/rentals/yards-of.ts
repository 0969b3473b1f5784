import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { containsPoint, type Geofence } from "../../domain/sites/geofence.ts";

export type Yard = { id: string; name: string; geofence: Geofence };

/** A dealer's yards, as far as they serve the actor. */
export async function yardsOf({ tx }: Tenant, dealerId: string): Promise<Yard[]> {
  const yards = await tx.execute<Yard>(sql`select id, name, geofence from app.dealer_yards(${dealerId}::uuid)`);
  return yards.rows;
}

/** The yard that the phone stands in, if any: then the machine is back already. */
export function yardAt(yards: readonly Yard[], position: { lat: number; lon: number } | null | undefined): Yard | null {
  return position ? (yards.find((yard) => containsPoint(yard.geofence, position)) ?? null) : null;
}

/**
 * The yard that a machine is taken into: the one that is named, the one that the phone stands in, or the dealer's only one; null for a
 * dealer without yards. Throws `not_found` for one that is not the dealer's, `rental.which_yard` where there are several.
 */
export async function yardTaken(
  tenant: Tenant,
  dealerId: string,
  named: string | null | undefined,
  position: { lat: number; lon: number } | null | undefined,
): Promise<Yard | null> {
  const yards = await yardsOf(tenant, dealerId);
  if (named) {
    const yard = yards.find(({ id }) => id === named);
    if (!yard) throw new AppError("not_found", { fields: { yardId: "not a yard of this dealer" } });
    return yard;
  }
  const stands = yardAt(yards, position);
  if (!stands && yards.length > 1) throw new AppError("rental.which_yard", { fields: { yardId: "rental.which_yard" } });
  return stands ?? yards[0] ?? null;
}

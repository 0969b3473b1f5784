import { sql } from "drizzle-orm";
import type { Tenant } from "../../../db/tenancy.ts";
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

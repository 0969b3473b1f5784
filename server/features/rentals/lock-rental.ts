import { and, asc, eq, inArray, or } from "drizzle-orm";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import { judgeStep, type RentalAction } from "../../domain/rentals/life.ts";

export type RentalRow = typeof rentals.$inferSelect;

/** A rental held to the commit, and its place. `mode` is how the actor may take the step: at once, or by asking. */
export type Locked = {
  rental: RentalRow;
  siteName: string | null;
  timeZone: string;
  mode: "direct" | "request";
  /** Whether it is locked because its host is. */
  travels: boolean;
  /** The rentals of what travels with it and goes the same way. */
  along: Locked[];
};

/** Locks one rental for a step. Throws `not_found`, and what `judgeStep` refuses with. */
export async function lockRental(tenant: Tenant, id: string, action: RentalAction): Promise<Locked> {
  const [locked] = await lockRentals(tenant, [id], action);
  return locked!;
}

/**
 * Locks several, and what travels with them, always in the order of their ids, so that two people with overlapping selections wait and
 * do not deadlock. What travels and may not take the step (it was called off by itself) is left out.
 */
export async function lockRentals(
  { tx, actor }: Tenant,
  ids: readonly string[],
  action: RentalAction,
): Promise<Locked[]> {
  const wanted = [...new Set(ids)].sort();
  const rows = await tx
    .select()
    .from(rentals)
    .where(
      or(
        inArray(rentals.id, wanted),
        and(inArray(rentals.hostRentalId, wanted), inArray(rentals.state, ["ON_RENT", "PICK_UP_READY"])),
      ),
    )
    .orderBy(asc(rentals.id))
    .for("update");
  const named = rows.filter(({ id }) => wanted.includes(id));
  if (named.length < wanted.length) throw new AppError("not_found");
  const places = await placesOf({ tx }, rows);
  return named.map((rental) => {
    const verdict = judgeStep(action, rental, actor);
    if (!verdict.ok) throw new AppError(verdict.code, { details: { rentalId: rental.id, humanId: rental.humanId } });
    const along = rows
      .filter((row) => row.hostRentalId === rental.id && !wanted.includes(row.id) && judgeStep(action, row, actor).ok)
      .map((row): Locked => ({ rental: row, ...places(row), mode: verdict.mode, travels: true, along: [] }));
    return { rental, ...places(rental), mode: verdict.mode, travels: false, along };
  });
}

/** Name and zone of each rental's site. A site that is not visible (any more) leaves the dealer's own zone. */
export async function placesOf({ tx }: Pick<Tenant, "tx">, rows: readonly Pick<RentalRow, "siteId" | "dealerId">[]) {
  const places = await tx
    .select({ id: sites.id, name: sites.name, timeZone: sites.timeZone })
    .from(sites)
    .where(inArray(sites.id, [...new Set(rows.map((row) => row.siteId))]));
  const dealers = await tx
    .select({ id: organizations.id, timeZone: organizations.timeZone })
    .from(organizations)
    .where(
      and(eq(organizations.type, "DEALER"), inArray(organizations.id, [...new Set(rows.map((row) => row.dealerId))])),
    );
  return ({ siteId, dealerId }: Pick<RentalRow, "siteId" | "dealerId">) => {
    const site = places.find(({ id }) => id === siteId);
    const zone = site?.timeZone ?? dealers.find(({ id }) => id === dealerId)?.timeZone ?? "UTC";
    return { siteName: site?.name ?? null, timeZone: zone };
  };
}

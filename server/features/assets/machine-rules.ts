/** What holds for a machine whoever writes it: by hand or from a file. */
import { and, eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { sites } from "../../../db/schema/sites.ts";
import { violatedConstraint, type Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";

/** The dealer whose fleet is written: the actor's own, or the one that HQ names. Throws `input.invalid` or `not_found`. */
export async function fleetOwner({ tx, actor }: Pick<Tenant, "tx" | "actor">, dealerId?: string): Promise<string> {
  if (actor.orgType === "DEALER") {
    if (dealerId && dealerId !== actor.orgId) throw new AppError("not_found");
    return actor.orgId;
  }
  if (!dealerId) throw new AppError("input.invalid", { fields: { dealerId: "whose fleet it is must be named" } });
  const [dealer] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.id, dealerId), eq(organizations.type, "DEALER")));
  if (!dealer) throw new AppError("not_found");
  return dealer.id;
}

/** Throws `input.invalid` unless the site is an active yard of that dealer. */
export async function requireYard({ tx }: Pick<Tenant, "tx">, dealerId: string, yardId: string): Promise<void> {
  const [yard] = await tx
    .select({ id: sites.id })
    .from(sites)
    .where(and(eq(sites.id, yardId), eq(sites.dealerId, dealerId), eq(sites.kind, "YARD"), sql`${sites.active}`));
  if (!yard) throw new AppError("input.invalid", { fields: { yardId: "is not one of the dealer's yards" } });
}

/** Turns a violated rule of the table into the refusal that names the field; anything else goes on as it is. */
export function machineConflict(error: unknown): unknown {
  const constraint = violatedConstraint(error);
  if (constraint === "equipment_fleet_number")
    return new AppError("asset.fleet_number_taken", { fields: { fleetNumber: "is taken" }, cause: error });
  if (constraint === "equipment_serial")
    return new AppError("asset.serial_taken", { fields: { serialNumber: "is taken" }, cause: error });
  return error;
}

/** The machine, locked to the commit. Throws `not_found` for one that is not the actor's to write. */
export async function lockMachine({ tx, actor }: { tx: Tenant["tx"]; actor: Claims }, humanId: string) {
  const own = actor.orgType === "DEALER" ? eq(equipment.dealerId, actor.orgId) : undefined;
  const [machine] = await tx
    .select()
    .from(equipment)
    .where(and(eq(equipment.humanId, humanId), own))
    .for("update");
  if (!machine) throw new AppError("not_found");
  return machine;
}

/** What events about a machine are stamped with. */
export const subjectOf = (machine: typeof equipment.$inferSelect) => ({
  dealerId: machine.dealerId,
  customerId: machine.customerId,
  siteId: machine.siteId,
  equipmentId: machine.id,
  humanId: machine.humanId,
});

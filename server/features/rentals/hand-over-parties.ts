/** Who and what a check-out is about, each proven inside the transaction to be the actor's to use. */
import { and, eq } from "drizzle-orm";
import { memberships } from "../../../db/schema/iam.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CheckOutInput } from "../../domain/rentals/schema.ts";
import { maySendOut } from "../assets/present.ts";
import { presentedEquipment, type Presented } from "../assets/presented.ts";

export type Destination = {
  id: string;
  name: string;
  customerId: string;
  geofence: typeof sites.$inferSelect.geofence;
};

/** Locks the presented machine and checks that it may go out at all. */
export async function claimMachine(tenant: Tenant, input: CheckOutInput, tagId: string | null): Promise<Presented> {
  const machine = await presentedEquipment(tenant, tagId ? { tagId } : { humanId: input.humanId }, true);
  if (!machine) throw new AppError(tagId ? "label.unknown" : "not_found");
  if (machine.human_id !== input.humanId)
    throw new AppError("input.invalid", { fields: { label: "belongs to another machine" } });
  if (machine.status === "ON_RENT") throw new AppError("rental.already_out");
  if (machine.status !== "AVAILABLE")
    throw new AppError("asset.not_available", { details: { status: machine.status } });
  if (!maySendOut(tenant.actor.orgType, machine)) throw new AppError("rental.reservation_required");
  return machine;
}

/** The jobsite, proven to be the actor's to use and served by the machine's dealer. */
export async function destinationOf({ tx }: Tenant, machine: Presented, siteId: string): Promise<Destination> {
  const [site] = await tx
    .select({
      id: sites.id,
      name: sites.name,
      kind: sites.kind,
      customerId: sites.customerId,
      geofence: sites.geofence,
      served: siteDealers.dealerId,
    })
    .from(sites)
    .leftJoin(siteDealers, and(eq(siteDealers.siteId, sites.id), eq(siteDealers.dealerId, machine.dealer_id)))
    .where(eq(sites.id, siteId));
  if (!site) throw new AppError("not_found");
  if (site.kind !== "JOBSITE" || !site.customerId || !site.served) throw new AppError("site.not_served");
  return { ...site, customerId: site.customerId };
}

/** A reading that is told late may be less than the machine's newest, but not less than at its last return. */
/** The person who will run the machine: a member of the customer, by default the customer's own actor. */
export async function operatorOf(
  { tx, actor }: Tenant,
  customerId: string,
  wanted: string | null | undefined,
): Promise<string | null> {
  if (!wanted) return actor.orgId === customerId ? actor.sub : null;
  const [member] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.userId, wanted), eq(memberships.orgOwnerId, customerId), eq(memberships.active, true)));
  if (!member)
    throw new AppError("rental.operator_unknown", { fields: { operatorUserId: "does not belong to this customer" } });
  return member.userId;
}

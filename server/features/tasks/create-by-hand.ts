import { and, desc, eq } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { organizations } from "../../../db/schema/iam.ts";
import { rentals } from "../../../db/schema/rentals.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CreateTaskInput, Task } from "../../domain/tasks/schema.ts";
import { createTask } from "./create-task.ts";
import { getTask } from "./read.ts";

/**
 * A task that a person asks for. Its tenants and place come from the rental, the machine or the site that it names, each proven
 * to be the actor's. Throws `not_found` for any of them or the assignee, `input.invalid` where nothing says whose it is.
 */
export async function createByHand(tenant: Tenant, input: CreateTaskInput): Promise<Task> {
  const { actor } = tenant;
  const about = await aboutOf(tenant, input);
  const siteId = input.siteId ?? about?.siteId ?? null;
  const site = siteId === null ? null : await siteOf(tenant, siteId);
  const dealerId = about?.dealerId ?? (await dealerOf(tenant, input.dealerId));
  const customerId =
    actor.orgType === "CUSTOMER" ? actor.orgId : (about?.customerId ?? (site === null ? null : site.customerId));
  // A customer reads its tasks, so none of them names another customer's place.
  if (site?.customerId && customerId !== site.customerId)
    throw new AppError("input.invalid", { fields: { siteId: "belongs to another customer" } });
  if (input.toSiteId) await proveDestination(tenant, input.toSiteId, { dealerId, customerId });
  const made = await createTask(tenant, {
    kind: input.kind,
    title: input.title,
    dealerId,
    customerId,
    siteId,
    toSiteId: input.toSiteId,
    equipmentId: about?.equipmentId,
    rentalId: about?.rentalId,
    humanId: about?.humanId,
    dueAt: input.dueAt ? new Date(input.dueAt) : null,
    assigneeUserId: input.assigneeUserId,
    notes: input.notes,
    keeperId: actor.orgType === "CUSTOMER" ? actor.orgId : dealerId,
    cause: { kind: "HAND", id: input.operationId },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  if (!made.id) throw new AppError("not_found");
  return getTask(tenant, made.id);
}

async function aboutOf({ tx }: Tenant, input: CreateTaskInput) {
  const rental = {
    rentalId: rentals.id,
    dealerId: rentals.dealerId,
    customerId: rentals.customerId,
    siteId: rentals.siteId,
    equipmentId: rentals.equipmentId,
    humanId: rentals.humanId,
    state: rentals.state,
  };
  if (input.rentalId) {
    const [found] = await tx.select(rental).from(rentals).where(eq(rentals.id, input.rentalId));
    if (!found || (input.humanId && input.humanId !== found.humanId)) throw new AppError("not_found");
    return found;
  }
  if (!input.humanId) return null;
  const [machine] = await tx
    .select({
      dealerId: equipment.dealerId,
      customerId: equipment.customerId,
      siteId: equipment.siteId,
      equipmentId: equipment.id,
      humanId: equipment.humanId,
    })
    .from(equipment)
    .where(eq(equipment.humanId, input.humanId));
  if (!machine) throw new AppError("not_found");
  const [out] = machine.customerId
    ? await tx
        .select({ rentalId: rentals.id })
        .from(rentals)
        .where(and(eq(rentals.equipmentId, machine.equipmentId), eq(rentals.customerId, machine.customerId)))
        .orderBy(desc(rentals.createdAt))
        .limit(1)
    : [];
  return { ...machine, rentalId: out?.rentalId ?? null };
}

async function siteOf({ tx }: Tenant, siteId: string) {
  const [site] = await tx.select({ customerId: sites.customerId }).from(sites).where(eq(sites.id, siteId));
  if (!site) throw new AppError("not_found");
  return site;
}

/**
 * Where it goes: a yard of the task's dealer, or a jobsite that this dealer serves, of the same customer where the task has one. Any other
 * site is as absent. Throws `not_found`.
 */
async function proveDestination(
  { tx }: Tenant,
  siteId: string,
  { dealerId, customerId }: { dealerId: string; customerId: string | null },
): Promise<void> {
  const [site] = await tx
    .select({ kind: sites.kind, dealerId: sites.dealerId, customerId: sites.customerId })
    .from(sites)
    .where(eq(sites.id, siteId));
  if (!site) throw new AppError("not_found");
  if (site.kind === "YARD" && site.dealerId === dealerId) return;
  if (site.customerId === null || (customerId !== null && site.customerId !== customerId))
    throw new AppError("not_found");
  const [served] = await tx
    .select({ dealerId: siteDealers.dealerId })
    .from(siteDealers)
    .where(and(eq(siteDealers.siteId, siteId), eq(siteDealers.dealerId, dealerId)));
  if (!served) throw new AppError("not_found");
}

/** The dealer that will do it, where no machine says so. */
async function dealerOf({ tx, actor }: Tenant, wanted: string | null | undefined): Promise<string> {
  if (actor.orgType === "DEALER") return actor.orgId;
  const [only] = actor.dealerIds;
  const dealerId = wanted ?? (actor.dealerIds.length === 1 ? only : undefined);
  if (!dealerId) throw new AppError("input.invalid", { fields: { dealerId: "say which dealer" } });
  if (actor.orgType === "CUSTOMER" && !actor.dealerIds.includes(dealerId)) throw new AppError("not_found");
  const [dealer] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.id, dealerId), eq(organizations.type, "DEALER")));
  if (!dealer) throw new AppError("not_found");
  return dealerId;
}

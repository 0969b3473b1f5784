import { eq, sql } from "drizzle-orm";
import { memberships, organizations } from "../../../db/schema/iam.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import type { CallContext } from "../../context.ts";
import { BADGE_ROLES } from "../../domain/credentials/badge-roles.ts";
import type { AddOperatorInput, BadgeCard, IssuedBadge } from "../../domain/credentials/schema.ts";
import { AppError } from "../../domain/errors.ts";
import { roleFits } from "../../domain/iam/administrators.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { ownStamps } from "../../iam/own-stamps.ts";
import { operate } from "../../operate.ts";
import { requireSitesOf } from "../iam/organization-sites.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { requireBadgeKeeper, supervisesSites } from "./administer.ts";
import { keepBadge } from "./issue-badge.ts";
import { makeBadge } from "./make-badge.ts";

/**
 * Adds a person who has no address to the actor's organisation, with the role that badges are for there, and issues their
 * badge. A supervisor of sites adds them for those, or for some of them. The card is told once. Throws `auth.forbidden`, and
 * `input.invalid` for sites that are not the organisation's or not the supervisor's.
 */
export async function addOperator(ctx: CallContext & { actor: Claims }, input: AddOperatorInput): Promise<IssuedBadge> {
  const { pin, ...shown } = input;
  requireBadgeKeeper(ctx);
  const made = await makeBadge(ctx.services, pin);
  const told: { card: BadgeCard | null } = { card: null };
  const badge = await operate(ctx, "credentials.addOperator", shown, async (tenant) => {
    const userId = await addMember(tenant, shown);
    const issued = await keepBadge(tenant, made, { userId, operationId: input.operationId });
    told.card = made.card;
    return issued;
  });
  return { badge, card: told.card };
}

async function addMember(tenant: Tenant, input: Omit<AddOperatorInput, "pin">): Promise<string> {
  const { tx, actor } = tenant;
  const [org] = await tx.select().from(organizations).where(eq(organizations.id, actor.orgId));
  const role = BADGE_ROLES.find((one) => org && roleFits(org.type, one));
  if (!org || !role) throw new AppError("badge.role_unfit");
  const siteIds = supervisesSites(tenant) ? (input.siteIds ?? actor.siteIds) : input.siteIds;
  await requireSitesOf(tenant, org, siteIds);
  if (actor.siteIds !== null && !siteIds?.every((id) => actor.siteIds!.includes(id)))
    throw new AppError("input.invalid", { fields: { siteIds: "names a site that is not yours" } });
  const userId = Bun.randomUUIDv7();
  await tx.execute(sql`select app.add_person(${userId}::uuid, ${input.name})`);
  const place = { role, siteIds, displayName: input.name };
  const [membership] = await tx
    .insert(memberships)
    .values({ orgOwnerId: org.id, userId, ...place })
    .returning({ id: memberships.id });
  await appendEvent(tenant, {
    type: "membership.added",
    subject: ownStamps(actor),
    data: { membershipId: membership!.id, userId, role, siteIds },
    personal: { name: input.name },
    occurredAt: input.occurredAt,
    operationId: input.operationId,
  });
  return userId;
}

import { eq } from "drizzle-orm";
import type { z } from "zod";
import { organizations } from "../../../db/schema/iam.ts";
import { siteDealers, sites } from "../../../db/schema/sites.ts";
import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Availability, AvailabilityInput, dealersInput, dealersOutput } from "../../domain/reservations/schema.ts";
import { freeCounts, freeMachines } from "./conflicts.ts";
import { readPeriod } from "./reserve.ts";

/**
 * What is free in a period, by type; with a type also which machines. Days are judged in the site's zone, without a site in that of the
 * actor's organisation. Customers get the counts that their dealers publish. Throws `not_found` for a site that the actor does not see
 * and the refusals of the period.
 */
export async function availability(tenant: Tenant, now: Date, input: AvailabilityInput): Promise<Availability> {
  const { startsAt, endsAt } = readPeriod(input, await zoneOf(tenant, input.siteId), now);
  const window = { startsAt: startsAt < now ? now : startsAt, endsAt };
  const types = await freeCounts(tenant, { dealerId: input.dealerId ?? null, type: input.type ?? null }, window);
  const dealerId = input.dealerId ?? (tenant.actor.orgType === "DEALER" ? tenant.actor.orgId : null);
  const machines =
    input.type && dealerId && tenant.actor.orgType !== "CUSTOMER" && input.limit > 0
      ? await freeMachines(tenant, { dealerId, type: input.type, siteId: input.siteId ?? null }, window, input.limit)
      : [];
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), types, machines };
}

async function zoneOf({ tx, actor }: Tenant, siteId: string | undefined): Promise<string> {
  if (siteId) {
    const [site] = await tx.select({ timeZone: sites.timeZone }).from(sites).where(eq(sites.id, siteId));
    if (!site) throw new AppError("not_found");
    return site.timeZone;
  }
  const [own] = await tx
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, actor.orgId));
  return own?.timeZone ?? "UTC";
}

/** The dealers that serve a site, as far as the actor deals with them, by name. */
export async function dealersOfSite(
  { tx }: Tenant,
  input: z.infer<typeof dealersInput>,
): Promise<z.infer<typeof dealersOutput>> {
  return tx
    .select({ dealerId: siteDealers.dealerId, name: organizations.name })
    .from(siteDealers)
    .innerJoin(organizations, eq(organizations.id, siteDealers.dealerId))
    .where(eq(siteDealers.siteId, input.siteId))
    .orderBy(organizations.name)
    .limit(100);
}

/** Who acts, for which organisation, and what part of the data that opens. Shared by JWT, session, SQL policies and screens. */
import { z } from "zod";

export const ORG_TYPES = ["CATERPILLAR", "DEALER", "CUSTOMER"] as const;
export const ROLES = ["CAT_ADMIN", "DEALER_ADMIN", "DEALER_DISPATCH", "CUSTOMER_SUPERVISOR", "OPERATOR"] as const;

export const orgTypeSchema = z.enum(ORG_TYPES);
export const roleSchema = z.enum(ROLES);
export type OrgType = z.infer<typeof orgTypeSchema>;
export type Role = z.infer<typeof roleSchema>;

/** The sub of jobs that act for an organisation without a person. */
export const SYSTEM_SUB = "00000000-0000-7000-8000-000000000000";

/**
 * A dealer's claims hold itself in `dealerIds` and its customers in `customerIds`; a customer's hold itself in
 * `customerIds` and the dealers that serve it in `dealerIds`; HQ's lists are empty because it sees all.
 * `siteIds` is null unless the member is bound to sites.
 */
export const claimsSchema = z.object({
  sub: z.uuid(),
  orgId: z.uuid(),
  orgType: orgTypeSchema,
  role: z.union([roleSchema, z.literal("SYSTEM")]),
  dealerIds: z.array(z.uuid()),
  customerIds: z.array(z.uuid()),
  siteIds: z.array(z.uuid()).nullable(),
  membershipId: z.uuid().nullable(),
  membershipVersion: z.int().nullable(),
  /** The session behind a person's claims: they end with it. */
  sessionId: z.uuid().nullish(),
  /** The program behind claims that are no person's: its `sub` too. */
  clientId: z.uuid().nullish(),
});
export type Claims = z.infer<typeof claimsSchema>;

/** The tenants that a row or an event is stamped with. */
export type Tenancy = { dealerId: string | null; customerId: string | null; siteId: string | null };

/** The parties' read rule of the row-level policies (`scope.partiesAtSite`), for what never passes the database again. */
export function maySee(claims: Claims, row: Tenancy): boolean {
  const party =
    claims.orgType === "CATERPILLAR" ||
    (claims.orgType === "DEALER" && row.dealerId === claims.orgId) ||
    (claims.orgType === "CUSTOMER" && row.customerId === claims.orgId);
  return party && (claims.siteIds === null || (row.siteId !== null && claims.siteIds.includes(row.siteId)));
}

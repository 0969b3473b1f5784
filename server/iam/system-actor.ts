/** Who jobs are: an organisation's actor without a person. Only code that no request reaches may make one. */
import { type Claims, type OrgType, SYSTEM_SUB } from "../domain/iam/claims.ts";

const system = { sub: SYSTEM_SUB, role: "SYSTEM", siteIds: null, membershipId: null, membershipVersion: null } as const;

/** Sees what the dealer does, and writes about itself and the `customerIds` given, as a dealer's own people may. */
export const systemActor = (dealerId: string, customerIds: readonly string[] = []): Claims => ({
  ...system,
  orgId: dealerId,
  orgType: "DEALER",
  dealerIds: [dealerId],
  customerIds: [...customerIds],
});

/** Sees everything, for finding what there is to do; the work itself is done as each dealer's {@link systemActor}. */
export const hqSystemActor = (): Claims => ({
  ...system,
  orgId: SYSTEM_SUB,
  orgType: "CATERPILLAR",
  dealerIds: [],
  customerIds: [],
});

/** An organisation itself, for taking in a person who has no claims in it yet. It reaches what its own members reach and no partners. */
export const organizationActor = (orgId: string, orgType: OrgType): Claims => ({
  ...system,
  orgId,
  orgType,
  dealerIds: orgType === "DEALER" ? [orgId] : [],
  customerIds: orgType === "CUSTOMER" ? [orgId] : [],
});

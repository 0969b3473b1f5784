/** Who jobs are: an organisation's actor without a person. Only code that no request reaches may make one. */
import { type Claims, SYSTEM_SUB } from "../domain/iam/claims.ts";

const system = { sub: SYSTEM_SUB, role: "SYSTEM", customerIds: [], siteIds: null, membershipId: null, membershipVersion: null } as const;

/** Sees and writes what the dealer does, and nothing of other dealers. */
export const systemActor = (dealerId: string): Claims => ({ ...system, customerIds: [], orgId: dealerId, orgType: "DEALER", dealerIds: [dealerId] });

/** Sees everything, for finding what there is to do; the work itself is done as each dealer's {@link systemActor}. */
export const hqSystemActor = (): Claims => ({ ...system, customerIds: [], orgId: SYSTEM_SUB, orgType: "CATERPILLAR", dealerIds: [] });

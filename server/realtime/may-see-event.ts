/** The read rule of `events` (`scope.partiesOrKeeperAtSite`) for what never passes the database again; a test holds the two together. */
import { maySee, type Claims, type Tenancy } from "../domain/iam/claims.ts";

export type EventTenancy = Tenancy & { orgOwnerId: string };

export function maySeeEvent(claims: Claims, event: EventTenancy): boolean {
  // What an organisation keeps in its own chain it sees as if it were stamped with it.
  const stamps =
    event.orgOwnerId === claims.orgId
      ? { dealerId: claims.orgId, customerId: claims.orgId, siteId: event.siteId }
      : event;
  return maySee(claims, stamps);
}

/** Whom an event about an organisation's own people is stamped with: the organisation itself, so that it and HQ read it. */
import type { Claims } from "../domain/iam/claims.ts";
import type { EventSubject } from "../features/ledger/append-event.ts";

export function ownStamps({ orgType, orgId }: Pick<Claims, "orgType" | "orgId">): EventSubject {
  if (orgType === "DEALER") return { dealerId: orgId };
  return orgType === "CUSTOMER" ? { customerId: orgId } : {};
}

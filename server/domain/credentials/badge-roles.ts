/** Who may hold a badge: people who share a phone in the yard or on site. Whoever manages others signs in by code or passkey. */
import type { Role } from "../iam/claims.ts";

export const BADGE_ROLES = ["DEALER_DISPATCH", "OPERATOR"] as const satisfies readonly Role[];

export const mayHoldBadge = (role: string): boolean => (BADGE_ROLES as readonly string[]).includes(role);

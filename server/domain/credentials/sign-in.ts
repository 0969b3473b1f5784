/** What is said when signing in by badge. */
import { z } from "zod";
import { typedPinSchema } from "./pin.ts";

const MAX_KNOWN = 50;

/** `badge` is the text of the QR code or the number under it. */
export const badgeSignInInput = z.object({ badge: z.string().min(1).max(200), pin: typedPinSchema });
export type BadgeSignInAnswer = { userId: string; name: string; badgeId: string; orgId: string };

/** The badges that a shared phone remembers; those that come back still open something. */
export const knownBadgesInput = z.object({ badgeIds: z.array(z.uuid()).max(MAX_KNOWN) });

/** Shapes of badges, and of a person's own passkeys and sessions. */
import { z } from "zod";
import { personNameSchema } from "../iam/members.ts";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { newPinSchema, typedPinSchema } from "./pin.ts";
import { SIGN_IN_METHODS } from "./session.ts";

const MAX_SITES = 200;

export const badgeSchema = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  numberHint: z.string().describe("The last digits of the number on the card."),
  issuedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  locked: z.boolean().describe("After too many wrong PINs; a supervisor resets it."),
});
export type Badge = z.infer<typeof badgeSchema>;

export const listBadgesInput = z.object({ userId: z.uuid().optional(), ...pageFields });
export const listBadgesOutput = pageOf(badgeSchema);

/** What is printed. It is told once and kept nowhere. */
const cardSchema = z.object({
  number: z.string().describe("Ten digits, to be typed where a camera fails."),
  svg: z.string().describe("The QR code."),
});
export type BadgeCard = z.infer<typeof cardSchema>;

/** `card` is null when the operation is repeated: issue the badge anew then. */
export const issuedBadgeOutput = z.object({ badge: badgeSchema, card: cardSchema.nullable() });
export type IssuedBadge = z.infer<typeof issuedBadgeOutput>;

export const issueBadgeInput = z.object({ ...operationFields, userId: z.uuid(), pin: newPinSchema });
export type IssueBadgeInput = z.infer<typeof issueBadgeInput>;

export const addOperatorInput = z.object({
  ...operationFields,
  name: personNameSchema,
  siteIds: z.array(z.uuid()).min(1).max(MAX_SITES).nullable().default(null),
  pin: newPinSchema,
});
export type AddOperatorInput = z.infer<typeof addOperatorInput>;

export const resetBadgeInput = z.object({
  ...operationFields,
  id: z.uuid(),
  pin: newPinSchema.optional().describe("A new PIN. Left out, the old one counts again."),
});
export type ResetBadgeInput = z.infer<typeof resetBadgeInput>;

/** Of one's own badge, by whoever knows its PIN. */
export const changePinInput = z.object({ ...operationFields, pin: typedPinSchema, newPin: newPinSchema });
export type ChangePinInput = z.infer<typeof changePinInput>;
export const ownBadgeSchema = z.object({
  id: z.uuid(),
  numberHint: z.string(),
  issuedAt: z.iso.datetime(),
  locked: z.boolean(),
});
export type OwnBadge = z.infer<typeof ownBadgeSchema>;

export const idInput = z.object({ ...operationFields, id: z.uuid() });
export type IdInput = z.infer<typeof idInput>;
export const idOutput = z.object({ id: z.uuid() });

export const allowCodesInput = z.object({ ...operationFields, userId: z.uuid() });
export const allowCodesOutput = z.object({ userId: z.uuid() });

export const passkeySchema = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  synced: z.boolean().describe("Kept by the platform's account, and so on its other devices too."),
});
export type Passkey = z.infer<typeof passkeySchema>;
export const passkeysOutput = z.object({ items: z.array(passkeySchema) });

export const renamePasskeyInput = z.object({
  ...operationFields,
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
});
export type RenamePasskeyInput = z.infer<typeof renamePasskeyInput>;

export const sessionSchema = z.object({
  id: z.uuid(),
  method: z.enum(SIGN_IN_METHODS),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  network: z.string().nullable().describe("The network it was opened from, without the last part."),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  current: z.boolean(),
});
export type OwnSession = z.infer<typeof sessionSchema>;
export const sessionsOutput = z.object({ items: z.array(sessionSchema) });

export const endOthersInput = z.object({ ...operationFields });
export const endOthersOutput = z.object({ ended: z.int() });

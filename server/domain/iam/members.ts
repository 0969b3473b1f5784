/** Shapes of members and invitations. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { orgTypeSchema, roleSchema } from "./claims.ts";
import { emailSchema } from "./sign-in.ts";

const MAX_SITES = 200;

/** How long an invitation can be accepted; sending it again starts anew. */
export const INVITATION_VALID_DAYS = 7;

export const personNameSchema = z.string().trim().min(1).max(100);
const siteIdsSchema = z
  .array(z.uuid())
  .min(1)
  .max(MAX_SITES)
  .nullable()
  .describe("Sites the member is bound to; null for all of the organisation's.");
const orgIdField = z
  .uuid()
  .optional()
  .describe("Another organisation than one's own, for headquarters. Left out: one's own.");

const placeSchema = z.object({
  role: roleSchema,
  siteIds: z.array(z.uuid()).nullable(),
  siteNames: z.array(z.string()).nullable().describe("In the order of the alphabet."),
});

export const memberSchema = placeSchema.extend({
  id: z.uuid().describe("Of the membership: a person has one for each organisation."),
  userId: z.uuid(),
  name: z.string(),
  email: z.string().nullable().describe("Null for people who sign in by badge alone."),
  active: z.boolean(),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable().describe("Last signed in for, or changed something in, this organisation."),
  administrator: z.boolean().describe("May manage the organisation's members."),
});
export type Member = z.infer<typeof memberSchema>;

export const listMembersInput = z.object({
  orgId: orgIdField,
  q: z.string().trim().max(100).optional().describe("Part of a name or an address."),
  active: z.boolean().optional(),
  ...pageFields,
});
export const listMembersOutput = pageOf(memberSchema);

export const invitationSchema = placeSchema.extend({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  state: z.enum(["PENDING", "EXPIRED"]),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  sends: z.int(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const listInvitationsInput = z.object({ orgId: orgIdField });
export const listInvitationsOutput = z.object({ items: z.array(invitationSchema) });

export const inviteMemberInput = z.object({
  ...operationFields,
  orgId: orgIdField,
  email: emailSchema,
  name: personNameSchema.optional(),
  role: roleSchema,
  siteIds: siteIdsSchema.default(null),
});
export type InviteMemberInput = z.infer<typeof inviteMemberInput>;

export const invitationIdInput = z.object({ ...operationFields, orgId: orgIdField, id: z.uuid() });
export type InvitationIdInput = z.infer<typeof invitationIdInput>;
export const revokedOutput = z.object({ id: z.uuid() });

export const changeAccessInput = z.object({
  ...operationFields,
  orgId: orgIdField,
  id: z.uuid().describe("Of the membership."),
  role: roleSchema,
  siteIds: siteIdsSchema,
});
export type ChangeAccessInput = z.infer<typeof changeAccessInput>;

export const memberIdInput = z.object({ ...operationFields, orgId: orgIdField, id: z.uuid() });
export type MemberIdInput = z.infer<typeof memberIdInput>;

export const leaveInput = z.object({ ...operationFields });
export const leaveOutput = z.object({ orgId: z.uuid() });

/** What the link in an invitation's mail carries: 32 random bytes. */
const invitationTokenSchema = z.string().min(1).max(200);
export const openInvitationInput = z.object({ token: invitationTokenSchema });
export const acceptInvitationInput = z.object({ token: invitationTokenSchema, name: personNameSchema.optional() });

/** What an invitation says to whoever holds its link. */
export const openInvitationSchema = z.object({
  organization: z.object({ name: z.string(), type: orgTypeSchema }),
  role: roleSchema,
  email: z.string(),
  name: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});
export type OpenInvitation = z.infer<typeof openInvitationSchema>;

export const acceptedInvitationSchema = z.object({ orgId: z.uuid(), role: roleSchema });
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;

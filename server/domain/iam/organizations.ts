/** Shapes of organisations: one's own settings, HQ's dealers, a dealer's customers. */
import { z } from "zod";
import { operationFields } from "../operation.ts";
import { pageFields, pageOf } from "../paging.ts";
import { timeZoneSchema } from "../sites/schema.ts";
import { personNameSchema } from "./members.ts";
import { emailSchema } from "./sign-in.ts";

/** A BCP 47 tag that this runtime can format with, in its canonical form. */
export const localeSchema = z
  .string()
  .max(35)
  .transform((tag, ctx) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? z.NEVER;
    } catch {
      ctx.addIssue({ code: "custom", message: "not a language tag such as en-GB" });
      return z.NEVER;
    }
  })
  .pipe(z.string().min(2));

/** ISO 4217, as far as its form goes. */
export const currencySchema = z
  .string()
  .trim()
  .toUpperCase()
  .pipe(z.string().regex(/^[A-Z]{3}$/, "three letters, such as EUR"));

export const unitsSchema = z.enum(["METRIC", "IMPERIAL"]);
export const organizationNameSchema = z.string().trim().min(1).max(120);

export const regionalFields = {
  timeZone: timeZoneSchema.describe("IANA name."),
  units: unitsSchema.default("METRIC"),
  locale: localeSchema.default("en"),
  currency: currencySchema.default("USD"),
};

export const organizationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  units: unitsSchema,
  locale: z.string(),
  currency: z.string(),
  active: z.boolean(),
});
export type Organization = z.infer<typeof organizationSchema>;

export const updateOrganizationInput = z.object({
  ...operationFields,
  name: organizationNameSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  units: unitsSchema.optional(),
  locale: localeSchema.optional(),
  currency: currencySchema.optional(),
});
export type UpdateOrganizationInput = z.infer<typeof updateOrganizationInput>;

export const organizationIdInput = z.object({ ...operationFields, id: z.uuid() });

/** The first person of a new organisation; invited by mail as its administrator. */
const firstPersonSchema = z.object({ email: emailSchema, name: personNameSchema.optional() });

export const createDealerInput = z.object({
  ...operationFields,
  name: organizationNameSchema,
  ...regionalFields,
  admin: firstPersonSchema,
});
export type CreateDealerInput = z.infer<typeof createDealerInput>;

export const dealerSchema = organizationSchema.extend({
  customers: z.int(),
  machines: z.int(),
  members: z.int().describe("Active members."),
  administrators: z.int().describe("Active administrators; 0 while nobody has accepted the first invitation."),
  createdAt: z.iso.datetime(),
});
export type Dealer = z.infer<typeof dealerSchema>;

export const listOrganizationsInput = z.object({
  q: z.string().trim().max(100).optional().describe("Part of the name."),
  ...pageFields,
});
export const listDealersOutput = pageOf(dealerSchema);

export const contactSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.string().trim().max(254).optional(),
  phone: z.string().trim().max(40).optional(),
});

/** What a dealer notes about a customer; nobody else reads it. */
export const termsFields = {
  accountNumber: z.string().trim().min(1).max(60).nullish().describe("The customer's number in the dealer's books."),
  creditLimit: z.number().min(0).max(999_999_999_999).nullish().describe("In the dealer's currency."),
  contacts: z.array(contactSchema).max(20).default([]),
  notes: z.string().trim().min(1).max(2000).nullish(),
};

export const createCustomerInput = z.object({
  ...operationFields,
  dealerId: z.uuid().optional().describe("The dealer that serves it, for headquarters. Left out: one's own."),
  name: organizationNameSchema,
  ...regionalFields,
  ...termsFields,
  supervisor: firstPersonSchema.optional().describe("Invited as the customer's first supervisor."),
});
export type CreateCustomerInput = z.infer<typeof createCustomerInput>;

export const updateTermsInput = z.object({ ...operationFields, customerId: z.uuid(), ...termsFields });
export type UpdateTermsInput = z.infer<typeof updateTermsInput>;

export const inviteSupervisorInput = z.object({ ...operationFields, customerId: z.uuid(), ...firstPersonSchema.shape });
export type InviteSupervisorInput = z.infer<typeof inviteSupervisorInput>;
export const supervisorInvitedOutput = z.object({ customerId: z.uuid(), expiresAt: z.iso.datetime() });

export const customerSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  dealerId: z.uuid(),
  dealerName: z.string(),
  timeZone: z.string(),
  active: z.boolean(),
  accountNumber: z.string().nullable(),
  creditLimit: z.number().nullable(),
  contacts: z.array(z.object({ name: z.string(), email: z.string().optional(), phone: z.string().optional() })),
  notes: z.string().nullable(),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  sites: z.int().describe("Jobsites that the dealer serves."),
  machines: z.int().describe("The dealer's machines on rent there now."),
  supervisors: z.int().describe("Active supervisors; 0 while nobody has accepted the first invitation."),
  invitable: z.boolean().describe("The dealer may invite the first supervisor."),
  invitation: z
    .object({ email: z.string(), expiresAt: z.iso.datetime() })
    .nullable()
    .describe("The dealer's own invitation of the first supervisor, while it is open."),
});
export type Customer = z.infer<typeof customerSchema>;

export const listCustomersInput = z.object({
  ended: z.boolean().default(false).describe("Those that the dealer no longer works with."),
  ...listOrganizationsInput.shape,
});
export const listCustomersOutput = pageOf(customerSchema);

/** What is said when signing in. The forms, the routes and the API's document share these shapes. */
import { z } from "zod";
import { orgTypeSchema, roleSchema } from "./claims.ts";

const EMAIL_CHARS = 254;

/** An address in the form accounts are kept under: trimmed and lower case. */
export const emailSchema = z.string().trim().toLowerCase().max(EMAIL_CHARS).pipe(z.email());

/** Six digits; blanks from pasting are dropped. */
const otpSchema = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "A code has six digits"));

export const requestCodeInput = z.object({ email: emailSchema });
export const requestCodeOutput = z.object({ sent: z.literal(true) });

export const verifyCodeInput = z.object({
  email: emailSchema,
  otp: otpSchema,
  orgId: z.uuid().optional().describe("The organisation to act for; the first membership where it is left out."),
});

export const switchInput = z.object({ orgId: z.uuid() });

export const membershipSchema = z.object({
  orgId: z.uuid(),
  orgName: z.string(),
  orgType: orgTypeSchema,
  role: roleSchema,
});

/** A token for API clients. It acts for one organisation and holds the claims of the membership in it. */
export const tokenOutput = z.object({
  token: z.string().describe("JWT for the Authorization header."),
  expiresAt: z.iso.datetime(),
  organization: z.object({ id: z.uuid(), name: z.string(), type: orgTypeSchema }),
  role: roleSchema,
  memberships: z.array(membershipSchema),
});
export type TokenAnswer = z.infer<typeof tokenOutput>;

const MAX_NAME_CHARS = 100;

/** What a browser's credential gives as JSON (WebAuthn level 3, `PublicKeyCredential.toJSON()`); its contents are verified by cryptography. */
const credentialSchema = z.looseObject({
  id: z.string(),
  rawId: z.string(),
  type: z.literal("public-key"),
  response: z.record(z.string(), z.unknown()),
});

const RESPONSE_MISSING = { path: ["response"], message: "A response belongs to the verify step, and only to that" };
const passkeyStep = z.enum(["options", "verify"]).optional().describe("Without a response, options; with one, verify.");

/** The two steps of adding a passkey. */
export const passkeyRegisterInput = z
  .object({
    step: passkeyStep,
    name: z.string().trim().min(1).max(MAX_NAME_CHARS).optional(),
    response: credentialSchema.optional(),
  })
  .refine(stepFitsResponse, RESPONSE_MISSING);

/** The two steps of signing in with a passkey. */
export const passkeyLoginInput = z
  .object({ step: passkeyStep, orgId: z.uuid().optional(), response: credentialSchema.optional() })
  .refine(stepFitsResponse, RESPONSE_MISSING);

export const demoSignInInput = z.object({ email: emailSchema });

function stepFitsResponse({
  step,
  response,
}: {
  step?: "options" | "verify" | undefined;
  response?: unknown;
}): boolean {
  return step === undefined || (step === "verify") === (response !== undefined);
}

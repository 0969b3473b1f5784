/**
 * What passkeys must satisfy beyond better-auth's own checks: the person was verified by the device (PIN, finger, face), in
 * both ceremonies.
 */
import { APIError, createAuthMiddleware } from "better-auth/api";
import { AppError } from "../domain/errors.ts";
import { networkOf } from "./client-address.ts";
import type { RateLimits } from "./rate-limit.ts";

const CHALLENGES_PER_NETWORK = 120;

/** For the passkey plugin: refuses a new passkey that did not verify the person. */
export function requireVerifiedRegistration({
  verification,
}: {
  verification: { registrationInfo?: { userVerified: boolean } | undefined };
}): Promise<void> {
  return requireVerified(verification.registrationInfo?.userVerified);
}

/** For the passkey plugin: refuses a sign-in that did not verify the person. */
export function requireVerifiedSignIn({
  verification,
}: {
  verification: { authenticationInfo: { userVerified: boolean } };
}): Promise<void> {
  return requireVerified(verification.authenticationInfo.userVerified);
}

async function requireVerified(verified: boolean | undefined): Promise<void> {
  if (!verified)
    throw new APIError("UNAUTHORIZED", {
      code: "USER_VERIFICATION_REQUIRED",
      message: "The device did not verify the person.",
    });
}

/** Before better-auth's passkey endpoints: a response names its credential. */
export const guardPasskeys = createAuthMiddleware(async (ctx) => {
  if (ctx.path === "/passkey/verify-authentication" && typeof ctx.body?.response?.id !== "string")
    throw new APIError("BAD_REQUEST");
});

/** After sign-in options are made: asks the browser for what {@link requireVerifiedSignIn} will insist on. */
export const askForVerification = createAuthMiddleware(async (ctx) => {
  if (ctx.path !== "/passkey/generate-authenticate-options") return;
  const options = ctx.context.returned;
  if (options && typeof options === "object" && "challenge" in options)
    return ctx.json({ ...options, userVerification: "required" });
});

/** Bounds the challenges that strangers can have stored, per network and minute. Throws `rate.limited` (429). */
export async function limitChallenges(limits: RateLimits, address: string): Promise<void> {
  const made = await limits.hit({ key: `passkey-net:${networkOf(address)}`, windowS: 60 });
  if (made > CHALLENGES_PER_NETWORK) throw new AppError("rate.limited");
}

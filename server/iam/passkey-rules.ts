/**
 * What passkeys must satisfy beyond better-auth's own checks: the person was verified by the device (PIN, finger, face), in
 * both ceremonies, and another person's passkey looks like one that does not exist.
 */
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { z } from "zod";

const MANAGED = new Set(["/passkey/delete-passkey", "/passkey/update-passkey"]);
const managedSchema = z.object({ id: z.uuid() });

/** For the passkey plugin: refuses a new passkey that did not verify the person. */
export function requireVerifiedRegistration({ verification }: { verification: { registrationInfo?: { userVerified: boolean } | undefined } }): Promise<void> {
  return requireVerified(verification.registrationInfo?.userVerified);
}

/** For the passkey plugin: refuses a sign-in that did not verify the person. */
export function requireVerifiedSignIn({ verification }: { verification: { authenticationInfo: { userVerified: boolean } } }): Promise<void> {
  return requireVerified(verification.authenticationInfo.userVerified);
}

async function requireVerified(verified: boolean | undefined): Promise<void> {
  if (!verified) throw new APIError("UNAUTHORIZED", { code: "USER_VERIFICATION_REQUIRED", message: "The device did not verify the person." });
}

/** Before better-auth's endpoints that change a passkey: it must be the caller's. */
export const ownPasskeysOnly = createAuthMiddleware(async (ctx) => {
  if (!MANAGED.has(ctx.path)) return;
  const session = await getSessionFromCtx(ctx);
  if (!session) return;
  const named = managedSchema.safeParse(ctx.body);
  const where = named.success && [{ field: "id", value: named.data.id }];
  const passkey = where ? await ctx.context.adapter.findOne<{ userId: string }>({ model: "passkey", where }) : null;
  if (passkey?.userId !== session.user.id) throw new APIError("NOT_FOUND", { code: "PASSKEY_NOT_FOUND", message: "Passkey not found" });
});

/** After sign-in options are made: asks the browser for what {@link requireVerifiedSignIn} will insist on. */
export const askForVerification = createAuthMiddleware(async (ctx) => {
  if (ctx.path !== "/passkey/generate-authenticate-options") return;
  const options = ctx.context.returned;
  if (options && typeof options === "object" && "challenge" in options) return ctx.json({ ...options, userVerification: "required" });
});

/** True where the browser knows passkeys at all. */
export function canUsePasskeys(): boolean {
  return "PublicKeyCredential" in window;
}

/** Asks for a passkey. "cancelled" is the person's own choice and needs no message. */
export async function signInWithPasskey(): Promise<"signed-in" | "cancelled" | "failed"> {
  try {
    const { authClient } = await import("~/lib/auth.ts");
    const result = await authClient.signIn.passkey();
    if (!result?.error) return "signed-in";
    const code = "code" in result.error ? result.error.code : "";
    return code === "AUTH_CANCELLED" || code.startsWith("ERROR_CEREMONY_ABORTED") ? "cancelled" : "failed";
  } catch {
    return "failed";
  }
}

/**
 * Lets the browser offer passkeys inside the e-mail field, where it can. Resolves true once one was used; stays silent
 * about everything else, for nobody asked.
 */
export async function offerPasskeyAutofill(): Promise<boolean> {
  if (!canUsePasskeys() || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return false;
  try {
    const { authClient } = await import("~/lib/auth.ts");
    const result = await authClient.signIn.passkey({ autoFill: true });
    return result?.data !== null && result?.data !== undefined && !result.error;
  } catch {
    return false;
  }
}

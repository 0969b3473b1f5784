/** better-auth's client: sessions by e-mail code and passkey at /api/auth. Import it lazily outside the sign-in screens. */
import { passkeyClient } from "@better-auth/passkey/client";
import { emailOTPClient } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/solid";

export const authClient = createAuthClient({
  baseURL: `${window.location.origin}/api/auth`,
  plugins: [emailOTPClient(), passkeyClient()],
});

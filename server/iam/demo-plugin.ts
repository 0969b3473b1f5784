/** Sign-in as one of the demo's people without a code. The plugin is loaded in demo mode only; elsewhere the path does not exist. */
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { isDemoAccount } from "../domain/iam/demo-accounts.ts";
import { emailSchema } from "../domain/iam/sign-in.ts";
import { z } from "zod";

export const demoSignIn = {
  id: "demo-sign-in",
  endpoints: {
    demoSignIn: createAuthEndpoint(
      "/demo/sign-in",
      { method: "POST", body: z.object({ email: emailSchema }) },
      async (ctx) => {
        const found = isDemoAccount(ctx.body.email)
          ? await ctx.context.internalAdapter.findUserByEmail(ctx.body.email)
          : null;
        if (!found) throw new APIError("NOT_FOUND");
        // A first code would end the sessions of an account whose address is not proven, and so this one.
        if (!found.user.emailVerified)
          await ctx.context.internalAdapter.updateUser(found.user.id, { emailVerified: true });
        const session = await ctx.context.internalAdapter.createSession(found.user.id);
        await setSessionCookie(ctx, { session, user: found.user });
        return ctx.json({ user: { id: found.user.id, email: found.user.email, name: found.user.name } });
      },
    ),
  },
} satisfies BetterAuthPlugin;

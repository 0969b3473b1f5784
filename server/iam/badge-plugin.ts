/** Opens the session of somebody whose badge and PIN were found right. It has no path, so that only our own routes reach it. */
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Lifetime } from "../domain/credentials/session.ts";

const body = z.object({ userId: z.uuid(), orgId: z.uuid(), badgeId: z.uuid() });

export const badgeSignIn = ({ maxS }: Lifetime) =>
  ({
    id: "badge-sign-in",
    endpoints: {
      openBadgeSession: createAuthEndpoint({ method: "POST", body }, async (ctx) => {
        const { userId, orgId, badgeId } = ctx.body;
        const user = await ctx.context.internalAdapter.findUserById(userId);
        if (!user) throw new APIError("NOT_FOUND");
        const session = await ctx.context.internalAdapter.createSession(
          userId,
          false,
          { method: "BADGE", badgeId, activeOrgId: orgId },
          true,
        );
        await setSessionCookie(ctx, { session, user }, false, { maxAge: maxS });
        return ctx.json({ user: { id: user.id, name: user.name } });
      }),
    },
  }) satisfies BetterAuthPlugin;

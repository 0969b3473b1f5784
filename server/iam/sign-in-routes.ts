/** `/api/v1/auth/*`: signing in by code and changing organisation, for API clients and browsers alike. */
import { Hono } from "hono";
import { AppError } from "../domain/errors.ts";
import { requestCodeInput, switchInput, verifyCodeInput } from "../domain/iam/sign-in.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { readBody } from "./body.ts";
import { callerOf, sessionOf } from "./caller.ts";
import { addressed } from "./client-address.ts";
import { enterOrganization, enterWithNewSession } from "./enter-organization.ts";
import { redeemCode, requestCode } from "./one-time-code.ts";
import type { RouteOptions } from "./route-options.ts";

export function signInRoutes({ identity }: RouteOptions): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();

  app.post("/otp", async (c) => {
    const { email } = await readBody(c, requestCodeInput);
    await requestCode(identity, email, c.env.ip);
    return c.json({ sent: true });
  });

  app.post("/verify", async (c) => {
    const { orgId, ...guess } = await readBody(c, verifyCodeInput);
    const { cookies } = await redeemCode(identity, guess, addressed(c.req.raw, c.env.ip), c.env.ip);
    const answer = await enterWithNewSession(identity, cookies, orgId ?? null);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json(answer);
  });

  app.post("/switch", async (c) => {
    const caller = await callerOf(identity, c.req.raw.headers);
    if (!caller) throw new AppError("auth.required");
    const { orgId } = await readBody(c, switchInput);
    // A token says who calls; a session of the same person that came along turns with it.
    const session = await sessionOf(identity, c.req.raw.headers);
    const sessionId = session?.userId === caller.userId ? session.sessionId : null;
    return c.json(await enterOrganization(identity, { userId: caller.userId, sessionId }, orgId));
  });
  return app;
}

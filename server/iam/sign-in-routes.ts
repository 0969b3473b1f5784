/** `/api/v1/auth/*`: signing in by code and changing organisation, for API clients and browsers alike. */
import { Hono } from "hono";
import { clientTokenInput, type ClientTokenAnswer } from "../domain/credentials/client.ts";
import { AppError } from "../domain/errors.ts";
import { requestCodeInput, switchInput, verifyCodeInput } from "../domain/iam/sign-in.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { readBody } from "./body.ts";
import { callerOf, sessionOf } from "./caller.ts";
import { redeemKey } from "./client-caller.ts";
import { addressed } from "./client-address.ts";
import { enterOrganization, enterWithNewSession } from "./enter-organization.ts";
import { redeemCode, requestCode } from "./one-time-code.ts";
import type { RouteOptions } from "./route-options.ts";
import { noteSignIn } from "./session-events.ts";
import { lives } from "./session-tokens.ts";

export function signInRoutes({ identity }: RouteOptions): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();

  app.post("/otp", async (c) => {
    const { email } = await readBody(c, requestCodeInput);
    await requestCode(identity, email, c.env.ip);
    return c.json({ sent: true });
  });

  app.post("/verify", async (c) => {
    const { orgId, ...guess } = await readBody(c, verifyCodeInput);
    const headers = addressed(c.req.raw, c.env.ip);
    const opened = await redeemCode(identity, guess, headers, c.env.ip);
    const { answer, cookies } = await enterWithNewSession(identity, opened.cookies, orgId ?? null);
    await noteSignIn(identity, headers, c.env.ip, cookies);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json(answer);
  });

  app.post("/token", async (c) => {
    const { key } = await readBody(c, clientTokenInput);
    return c.json((await redeemKey(identity, key, c.env.ip)) satisfies ClientTokenAnswer);
  });

  app.post("/switch", async (c) => {
    const caller = await callerOf(identity, c.req.raw.headers);
    if (!caller) throw new AppError("auth.required");
    const { orgId } = await readBody(c, switchInput);
    if (caller.scopes) throw new AppError("auth.forbidden", { message: "A key acts for one organisation." });
    // A token says who calls; a session of the same person that came along turns with it.
    const session = await sessionOf(identity, c.req.raw.headers);
    const sessionId = session?.userId === caller.userId ? session.sessionId : null;
    const tokenSessionId = caller.claims?.sessionId;
    if (!(await lives(identity, sessionId ?? tokenSessionId))) throw new AppError("auth.required");
    const who = { userId: caller.userId, sessionId, tokenSessionId };
    const { answer, cookies } = await enterOrganization(identity, who, orgId);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json(answer);
  });
  return app;
}

/**
 * `/api/auth/*`: what better-auth's client in the browser uses. Only what is listed here exists; codes go through our own
 * counters, and all else of better-auth (passwords, sign-up, changes of address) is not there.
 */
import { Hono } from "hono";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { demoSignInInput, emailSchema, verifyCodeInput } from "../domain/iam/sign-in.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { readBody } from "./body.ts";
import { BASE_PATH } from "./auth.ts";
import { addressed } from "./client-address.ts";
import { limitChallenges } from "./passkey-rules.ts";
import { redeemCode, requestCode } from "./one-time-code.ts";
import type { RouteOptions } from "./route-options.ts";

const PASSED_ON = new Set([
  "GET /get-session",
  "POST /sign-out",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-other-sessions",
  "GET /token",
  "GET /jwks",
  "GET /passkey/generate-register-options",
  "POST /passkey/verify-registration",
  "GET /passkey/generate-authenticate-options",
  "POST /passkey/verify-authentication",
  "GET /passkey/list-user-passkeys",
  "POST /passkey/delete-passkey",
  "POST /passkey/update-passkey",
]);

const sendInput = z.object({ email: emailSchema, type: z.literal("sign-in") });

export function browserRoutes({ config, identity }: RouteOptions): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();

  app.post("/email-otp/send-verification-otp", async (c) => {
    const { email } = await readBody(c, sendInput);
    await requestCode(identity, email, c.env.ip);
    return c.json({ success: true });
  });

  app.post("/sign-in/email-otp", async (c) => {
    const guess = await readBody(c, verifyCodeInput);
    const { userId, cookies } = await redeemCode(identity, guess, addressed(c.req.raw, c.env.ip), c.env.ip);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json({ user: { id: userId, email: guess.email } });
  });

  app.post("/demo/sign-in", async (c) => {
    const { api } = identity.auth;
    if (!config.demo || !("demoSignIn" in api)) throw new AppError("not_found");
    const body = await readBody(c, demoSignInInput);
    const answer = await api.demoSignIn({ body, headers: addressed(c.req.raw, c.env.ip), asResponse: true });
    if (answer.status === 404) throw new AppError("not_found");
    return answer;
  });

  app.all("/*", async (c) => {
    const call = `${c.req.method} ${c.req.path.slice(BASE_PATH.length)}`;
    if (!PASSED_ON.has(call)) throw new AppError("not_found");
    if (call === "GET /passkey/generate-authenticate-options") await limitChallenges(identity.limits, c.env.ip);
    return identity.auth.handler(new Request(c.req.raw, { headers: addressed(c.req.raw, c.env.ip) }));
  });
  return app;
}

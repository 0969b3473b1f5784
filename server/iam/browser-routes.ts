/**
 * `/api/auth/*`: what better-auth's client in the browser uses. Only what is listed here exists; codes go through our own
 * counters, and all else of better-auth (passwords, sign-up, changes of address) is not there.
 */
import { Hono } from "hono";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { badgeSignInInput, type BadgeSignInAnswer, knownBadgesInput } from "../domain/credentials/sign-in.ts";
import { demoSignInInput, emailSchema, verifyCodeInput } from "../domain/iam/sign-in.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { boundedRequest, readBody } from "./body.ts";
import { BASE_PATH } from "./auth.ts";
import { activeBadges, signInByBadge } from "./badge-sign-in.ts";
import { sessionOf } from "./caller.ts";
import { addressed } from "./client-address.ts";
import { limitChallenges } from "./passkey-rules.ts";
import { redeemCode, requestCode } from "./one-time-code.ts";
import type { RouteOptions } from "./route-options.ts";
import { notePasskeyAdded, noteSignIn, noteSignOut } from "./session-events.ts";

const PASSED_ON = new Set([
  "GET /get-session",
  "POST /sign-out",
  "GET /token",
  "GET /jwks",
  "GET /passkey/generate-register-options",
  "POST /passkey/verify-registration",
  "GET /passkey/generate-authenticate-options",
  "POST /passkey/verify-authentication",
]);

/** What is written down for the person of the session, once it has happened. */
const NOTED = { "POST /sign-out": noteSignOut, "POST /passkey/verify-registration": notePasskeyAdded } as const;

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
    const headers = addressed(c.req.raw, c.env.ip);
    const { userId, cookies } = await redeemCode(identity, guess, headers, c.env.ip);
    await noteSignIn(identity, headers, c.env.ip, cookies);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json({ user: { id: userId, email: guess.email } });
  });

  app.post("/badge/sign-in", async (c) => {
    const headers = addressed(c.req.raw, c.env.ip);
    const given = await readBody(c, badgeSignInInput);
    const { cookies, ...badge } = await signInByBadge(identity, given, headers, c.env.ip);
    await noteSignIn(identity, headers, c.env.ip, cookies);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json(badge satisfies BadgeSignInAnswer);
  });

  app.post("/badge/known", async (c) => {
    const { badgeIds } = await readBody(c, knownBadgesInput);
    await limitChallenges(identity.limits, c.env.ip);
    return c.json({ active: await activeBadges(identity, badgeIds) });
  });

  app.post("/demo/sign-in", async (c) => {
    const { api } = identity.auth;
    if (!config.demo || !("demoSignIn" in api)) throw new AppError("not_found");
    const body = await readBody(c, demoSignInInput);
    const answer = await api.demoSignIn({ body, headers: addressed(c.req.raw, c.env.ip), asResponse: true });
    if (answer.status === 404) throw new AppError("not_found");
    await noteSignIn(identity, addressed(c.req.raw, c.env.ip), c.env.ip, answer.headers.getSetCookie());
    return answer;
  });

  app.all("/*", async (c) => {
    const call = `${c.req.method} ${c.req.path.slice(BASE_PATH.length)}`;
    if (!PASSED_ON.has(call)) throw new AppError("not_found");
    if (call === "GET /passkey/generate-authenticate-options") await limitChallenges(identity.limits, c.env.ip);
    const headers = addressed(c.req.raw, c.env.ip);
    const session = call in NOTED ? await sessionOf(identity, headers) : null;
    const answer = await identity.auth.handler(await boundedRequest(c.req.raw, headers));
    if (!answer.ok) return answer;
    if (call === "POST /passkey/verify-authentication")
      await noteSignIn(identity, headers, c.env.ip, answer.headers.getSetCookie());
    if (session) await NOTED[call as keyof typeof NOTED](identity, session);
    return answer;
  });
  return app;
}

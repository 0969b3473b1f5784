/**
 * `/api/v1/auth/passkey/*`: WebAuthn in two steps, options and verify. The challenge is held by a cookie, so both steps, and the
 * session that a passkey is added to, need a client that keeps cookies.
 */
import { Hono, type Context } from "hono";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { APIError } from "better-auth/api";
import { AppError } from "../domain/errors.ts";
import { passkeyLoginInput, passkeyRegisterInput } from "../domain/iam/sign-in.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { readBody } from "./body.ts";
import { addressed } from "./client-address.ts";
import { callerOf, sessionOf } from "./caller.ts";
import { enterWithNewSession } from "./enter-organization.ts";
import { limitChallenges } from "./passkey-rules.ts";
import type { RouteOptions } from "./route-options.ts";
import { notePasskeyAdded, noteSignIn } from "./session-events.ts";

export function passkeyRoutes({ identity }: RouteOptions): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const { api } = identity.auth;

  app.post("/register", async (c) => {
    const caller = await callerOf(identity, c.req.raw.headers);
    const session = await sessionOf(identity, c.req.raw.headers);
    if (!caller || session?.userId !== caller.userId) throw new AppError("auth.required");
    const body = await readBody(c, passkeyRegisterInput);
    const headers = addressed(c.req.raw, c.env.ip);
    if (!body.response) {
      return withCookies(
        c,
        await refusing(api.generatePasskeyRegistrationOptions({ headers, query: {}, returnHeaders: true })),
      );
    }
    const made = await refusing(
      api.verifyPasskeyRegistration({
        headers,
        body: { response: body.response, name: body.name },
        returnHeaders: true,
      }),
    );
    await notePasskeyAdded(identity, session);
    return c.json({
      passkey: { id: made.response.id, name: made.response.name ?? null, createdAt: made.response.createdAt },
    });
  });

  app.post("/login", async (c) => {
    const body = await readBody(c, passkeyLoginInput);
    const headers = addressed(c.req.raw, c.env.ip);
    if (!body.response) {
      await limitChallenges(identity.limits, c.env.ip);
      return withCookies(c, await refusing(api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true })));
    }
    const { headers: answer } = await refusing(
      api.verifyPasskeyAuthentication({
        headers,
        body: { response: body.response as unknown as AuthenticationResponseJSON },
        returnHeaders: true,
      }),
    );
    const opened = answer.getSetCookie();
    const { answer: token, cookies } = await enterWithNewSession(identity, opened, body.orgId ?? null);
    await noteSignIn(identity, headers, c.env.ip, cookies);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return c.json(token);
  });
  return app;
}

function withCookies(c: Context, answer: { headers: Headers; response: object }): Response {
  for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
  return c.json(answer.response);
}

/** better-auth's refusals as ours; what is a fault of ours passes. */
async function refusing<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    // better-auth calls it a fault of its own when a response for registration can not be decoded or was not meant for us.
    const refused =
      error instanceof APIError && (error.statusCode < 500 || error.body?.code === "FAILED_TO_VERIFY_REGISTRATION");
    if (!refused) throw error;
    if (error.body?.code === "SESSION_NOT_FRESH") throw new AppError("auth.sign_in_again", { cause: error });
    throw new AppError("auth.passkey_refused", { cause: error });
  }
}

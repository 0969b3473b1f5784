/** What a new session is from its first moment. */
import type { GenericEndpointContext } from "better-auth";
import {
  type Lifetimes,
  expiryOf,
  lifetimeOf,
  SIGN_IN_METHODS,
  type SignInMethod,
} from "../domain/credentials/session.ts";
import { claimsOf } from "./memberships.ts";
import type { ServiceDatabase } from "./service-database.ts";

/** better-auth's endpoints that open sessions. */
const METHOD_OF: Record<string, SignInMethod> = {
  "/sign-in/email-otp": "CODE",
  "/passkey/verify-authentication": "PASSKEY",
  "/demo/sign-in": "DEMO",
};

type NewSession = { userId: string } & Record<string, unknown>;

/**
 * For better-auth's hook: gives a new session its method, its organisation and role, and its end. It acts for one
 * organisation from the start, so that a lost membership never slides it over to another.
 */
export function beginning(service: ServiceDatabase, lifetimes: Lifetimes) {
  return async (session: NewSession, ctx: GenericEndpointContext | null) => {
    const method = methodOf(session["method"]) ?? METHOD_OF[ctx?.path ?? ""] ?? "CODE";
    const claims = await claimsOf(service.sql, session.userId, textOf(session["activeOrgId"]));
    const now = new Date();
    const lifetime = lifetimeOf(method, lifetimes);
    const endsAt = new Date(now.getTime() + lifetime.maxS * 1000);
    return {
      data: {
        ...session,
        method,
        activeOrgId: claims?.orgId ?? null,
        role: claims?.role ?? null,
        endsAt,
        expiresAt: expiryOf(now, endsAt, lifetime),
      },
    };
  };
}

const methodOf = (given: unknown) => SIGN_IN_METHODS.find((method) => method === given);
const textOf = (given: unknown) => (typeof given === "string" ? given : null);

/** A real server on a free port for tests of the edge: real HTTP, real policy, callers by bearer token. */
import type { AnyRouter } from "@trpc/server";
import { Hono } from "hono";
import pino from "pino";
import { readConfig } from "../config.ts";
import type { Caller, Services } from "../context.ts";
import { AppError } from "../domain/errors.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { createServer, type RunningServer, type ServerOptions } from "../http.ts";
import { Authorizer } from "../iam/authorizer.ts";

/** Callers by token. Set or delete an entry to sign somebody in or out. */
export type TestCallers = Map<string, Caller>;

export type TestServer = RunningServer & { url: string; callers: TestCallers; logged: Record<string, unknown>[] };

/** Claims of a dealer's administrator, or whatever `overrides` make of them. */
export function testClaims(overrides: Partial<Claims> = {}): Claims {
  const orgId = overrides.orgId ?? Bun.randomUUIDv7();
  const orgType = overrides.orgType ?? "DEALER";
  return {
    sub: Bun.randomUUIDv7(),
    orgId,
    orgType,
    role: "DEALER_ADMIN",
    dealerIds: orgType === "DEALER" ? [orgId] : [],
    customerIds: orgType === "CUSTOMER" ? [orgId] : [],
    siteIds: null,
    membershipId: Bun.randomUUIDv7(),
    membershipVersion: 1,
    ...overrides,
  };
}

export const callerWith = (claims: Claims | null): Caller => ({
  userId: claims?.sub ?? Bun.randomUUIDv7(),
  sessionId: null,
  claims,
});

/** The token of a request: a bearer token, or a cookie called `session` as a browser would send. */
function tokenOf(headers: Headers): string | null {
  const bearer = /^bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return bearer ?? /(?:^|; )session=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? null;
}

export async function startTestServer(
  appRouter: AnyRouter,
  {
    services,
    environment,
    ...options
  }: Partial<ServerOptions> & { services?: Partial<Services>; environment?: Record<string, string> } = {},
): Promise<TestServer> {
  const callers: TestCallers = new Map();
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug" },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  // Any port that is free: with a fixed one, two runs on one machine would answer for each other.
  const config = { ...(services?.config ?? readConfig({ NODE_ENV: "test", ...environment })), port: 0 };
  const all = {
    log,
    authorizer: await Authorizer.load(),
    hub: { size: 0, close: async () => {}, onAccessEnded: () => {} },
    ...services,
    config,
  } as unknown as Services;
  const callerOf = async ({ headers }: Request) => {
    const token = tokenOf(headers);
    const caller = token === null ? null : callers.get(token);
    if (caller === undefined && headers.has("authorization")) throw new AppError("auth.required");
    return caller ?? null;
  };
  const running = await createServer(all, {
    appRouter,
    callerOf,
    routes: [new Hono()],
    clientDir: null,
    ready: () => true,
    version: "0.0.0",
    sessionCookie: "session",
    ...options,
  });
  return { ...running, url: `http://127.0.0.1:${running.server.port}`, callers, logged };
}

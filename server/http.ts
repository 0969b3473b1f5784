/** Everything on one port: API, WebSockets, files and the app. Routes are composed here; who is there and what they may do is decided further in. */
import type { AnyRouter } from "@trpc/server";
import type { Server } from "bun";
import { Hono, type Context } from "hono";
import type { Caller, Services } from "./context.ts";
import { AppError } from "./domain/errors.ts";
import { MAX_REQUEST_BYTES, refuseOversize } from "./http/body-size.ts";
import { settleAddress } from "./http/client-address.ts";
import { corsHeaders, preflight } from "./http/cors.ts";
import type { EdgeEnv } from "./http/edge-env.ts";
import { carriesToken, Metrics } from "./http/metrics.ts";
import { packAnswers } from "./http/pack.ts";
import { RequestLimits } from "./http/request-limits.ts";
import { classOf, loggedPath } from "./http/route-class.ts";
import { refuseForeignPages } from "./http/same-origin.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { StaticClient } from "./http/static-client.ts";
import { trpcRoute } from "./http/trpc-routes.ts";
import { problemResponse } from "./problem.ts";
import type { SocketData } from "./realtime/peer.ts";
import { WebSockets } from "./realtime/ws.ts";
import { restApp } from "./rest/adapter.ts";
import { iso15143App } from "./rest/iso15143.ts";
import { referenceApp } from "./rest/reference.ts";

/** Bun also closes a connection whose request does not arrive at 16 KiB in so long, headers and body alike. */
const IDLE_TIMEOUT_S = 60;

// oxlint-disable-next-line typescript/no-explicit-any -- a sub-app brings its own Hono environment
type SubApp = Hono<any>;

export type ServerOptions = {
  appRouter: AnyRouter;
  /** Who sends a request, by token or session cookie; null for nobody. */
  callerOf: (request: Request, setCookie?: (cookie: string) => void) => Promise<Caller | null>;
  /** Apps with absolute paths: sign-in, files, public pages. Their refusals are thrown as AppError and answered here. */
  routes: SubApp[];
  /** An Inngest server's door to the jobs, /api/inngest; only where one is configured. */
  jobsHandler?: ((context: Context) => Response | Promise<Response>) | undefined;
  /** `dist/client`, or null for an API without the app. */
  clientDir: string | null;
  /** Whether migration and seed are done. Until then the API answers 503. */
  ready: () => boolean;
  version: string;
  sessionCookie: string;
  recheckMs?: number;
};

export type RunningServer = { server: Server<SocketData>; metrics: Metrics; stop: () => Promise<void> };

/** Opens the port. It may be open before the database is ready; see {@link ServerOptions.ready}. */
export async function createServer(services: Services, options: ServerOptions): Promise<RunningServer> {
  const { config, log, hub } = services;
  const sockets = new WebSockets(services, options);
  const metrics = new Metrics({
    realtime_subscriptions: { help: "Readers of live events.", read: () => hub.size },
    websocket_connections: { help: "Open WebSockets.", read: () => sockets.size },
  });
  const client = options.clientDir === null ? null : await StaticClient.load(options.clientDir);
  const limits = new RequestLimits(config);
  const people = new WeakMap<Request, string>();
  const callerOf: ServerOptions["callerOf"] = async (request, setCookie) => {
    const caller = await options.callerOf(request, setCookie);
    if (!caller) return null;
    people.set(request, caller.userId);
    const { pathname } = new URL(request.url);
    limits.countCaller(request, pathname, classOf(pathname), caller);
    return caller;
  };
  const app = routes(services, { ...options, callerOf }, metrics, client);
  const fixed = Object.entries(securityHeaders(config));

  const server = Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    idleTimeout: IDLE_TIMEOUT_S,
    maxRequestBodySize: MAX_REQUEST_BYTES,
    websocket: sockets.handler,
    // Never Bun's own page of errors, which shows code.
    development: false,
    async fetch(request, bun) {
      const startedAt = performance.now();
      const requestId = Bun.randomUUIDv7();
      const ip = settleAddress(request.headers, bun.requestIP(request)?.address, config.trustProxy);
      const path = URL.parse(request.url)?.pathname;
      const kind = classOf(path ?? "");
      let response: Response;
      try {
        if (path === undefined) throw new AppError("input.unparsable", { message: "The Host header names no host." });
        limits.countNetwork(request, path, kind, ip);
        refuseOversize(request, kind);
        if (WebSockets.isMeant(request)) {
          if (!options.ready()) throw new AppError("unavailable");
          await sockets.upgrade(request, bun, { requestId, ip });
          log.info({ requestId, path }, "socket opened");
          return undefined;
        }
        response = preflight(request, path, config.corsOrigins) ?? (await app.fetch(request, { requestId, ip }));
      } catch (error) {
        response = problemResponse(error, { requestId, log, trpc: kind === "trpc" });
      }
      const ms = performance.now() - startedAt;
      metrics.observe(kind, request.method, response.status, ms / 1000);
      const entry = {
        requestId,
        class: kind,
        method: request.method,
        path: path && loggedPath(path, kind),
        status: response.status,
        user: people.get(request),
        ms: Math.round(ms),
      };
      if (kind === "static" || kind === "health") log.debug(entry, "request");
      else log.info(entry, "request");
      return withHeaders(response, [
        ...(path === undefined ? [] : corsHeaders(request, path, config.corsOrigins)),
        ...limits.headersFor(request),
        ...fixed,
        ["x-request-id", requestId],
      ]);
    },
    error: (error) => problemResponse(error, { requestId: Bun.randomUUIDv7(), log }),
  });
  return {
    server,
    metrics,
    stop: async () => {
      sockets.close();
      await hub.close();
      await server.stop();
    },
  };
}

function routes(
  services: Services,
  options: ServerOptions,
  metrics: Metrics,
  client: StaticClient | null,
): Hono<EdgeEnv> {
  const { config, log } = services;
  const { appRouter, callerOf } = options;
  const app = new Hono<EdgeEnv>();

  app.onError((error, c) =>
    problemResponse(error, { requestId: c.env.requestId, log, trpc: classOf(c.req.path) === "trpc" }),
  );
  app.notFound(
    async (c) =>
      (isAppPath(c.req.path) && (await client?.respond(c.req.raw))) ||
      problemResponse(new AppError("not_found"), { requestId: c.env.requestId, log }),
  );

  app.get("/healthz", (c) => c.json({ status: "ok" }, 200, NO_STORE));
  app.get("/readyz", (c) => {
    if (!options.ready()) throw new AppError("unavailable");
    return c.json({ status: "ready" }, 200, NO_STORE);
  });
  app.get("/metrics", (c) => {
    if (!config.metricsToken) throw new AppError("not_found");
    if (!carriesToken(c.req.raw, config.metricsToken)) throw new AppError("auth.required");
    return c.body(metrics.text(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8", ...NO_STORE });
  });

  app.use("/api/*", packAnswers());
  app.route("/api", referenceApp(appRouter, { version: options.version, sessionCookie: options.sessionCookie }));
  const whenReady = async (_c: Context<EdgeEnv>, next: () => Promise<void>) => {
    if (!options.ready()) throw new AppError("unavailable");
    await next();
  };
  for (const path of ["/api/*", "/files/*", "/calendar/*", "/dev/*", "/hooks/*"]) app.use(path, whenReady);
  app.use("/api/*", async (c, next) => {
    refuseForeignPages(c.req.raw, config);
    await next();
  });
  if (options.jobsHandler) app.on(["GET", "POST", "PUT"], "/api/inngest", options.jobsHandler);
  app.all("/api/trpc/*", trpcRoute(services, appRouter, callerOf));
  for (const part of options.routes) app.route("/", part);
  app.route("/api/v1", iso15143App(services, appRouter, callerOf));
  app.route("/api/v1", restApp(services, appRouter, callerOf));
  return app;
}

/** What the built app answers: its files and screens, the addresses of labels and invitations among them. */
const isAppPath = (path: string) => classOf(path) === "static" || /^\/(t|invite)\//.test(path);

const NO_STORE = { "cache-control": "no-store" };

/** Adds headers that a route has not set itself; what an answer varies by adds up. */
function withHeaders(response: Response, headers: readonly (readonly [string, string])[]): Response {
  try {
    for (const [name, value] of headers) {
      if (name === "vary") response.headers.append(name, value);
      else if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  } catch {
    return withHeaders(new Response(response.body, response), headers);
  }
}

/** Everything on one port: API, WebSockets, files and the app. Routes are composed here; who is there and what they may do is decided further in. */
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { AnyRouter } from "@trpc/server";
import type { Server } from "bun";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import type { Caller, Services } from "./context.ts";
import { AppError } from "./domain/errors.ts";
import { settleAddress } from "./http/client-address.ts";
import type { EdgeEnv } from "./http/edge-env.ts";
import { carriesToken, Metrics } from "./http/metrics.ts";
import { classOf, loggedPath } from "./http/route-class.ts";
import { refuseForeignPages } from "./http/same-origin.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { StaticClient } from "./http/static-client.ts";
import { problemResponse } from "./problem.ts";
import type { SocketData } from "./realtime/peer.ts";
import { WebSockets } from "./realtime/ws.ts";
import { restApp } from "./rest/adapter.ts";
import { MAX_BODY_BYTES } from "./rest/read-json.ts";
import { referenceApp } from "./rest/reference.ts";

/** Above every route's own limit, photographs included. */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;
const MAX_BATCH = 50;
const IDLE_TIMEOUT_S = 60;

// oxlint-disable-next-line typescript/no-explicit-any -- a sub-app brings its own Hono environment
type SubApp = Hono<any>;

export type ServerOptions = {
  appRouter: AnyRouter;
  /** Who sends a request, by token or session cookie; null for nobody. */
  callerOf: (request: Request) => Promise<Caller | null>;
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
  const app = routes(services, options, metrics, client);
  const fixed = Object.entries(securityHeaders(config));

  const server = Bun.serve<SocketData>({
    port: config.port,
    hostname: config.host,
    idleTimeout: IDLE_TIMEOUT_S,
    maxRequestBodySize: MAX_REQUEST_BYTES,
    websocket: sockets.handler,
    async fetch(request, bun) {
      const startedAt = performance.now();
      const requestId = Bun.randomUUIDv7();
      const ip = settleAddress(request.headers, bun.requestIP(request)?.address, config.trustProxy);
      const path = new URL(request.url).pathname;
      let response: Response;
      try {
        if (WebSockets.isMeant(request)) {
          if (!options.ready()) throw new AppError("unavailable");
          await sockets.upgrade(request, bun, { requestId, ip });
          log.info({ requestId, path }, "socket opened");
          return undefined;
        }
        response = await app.fetch(request, { requestId, ip });
      } catch (error) {
        response = problemResponse(error, { requestId, log });
      }
      const ms = performance.now() - startedAt;
      const kind = classOf(path);
      metrics.observe(kind, request.method, response.status, ms / 1000);
      const entry = {
        requestId,
        class: kind,
        method: request.method,
        path: loggedPath(path, kind),
        status: response.status,
        ms: Math.round(ms),
      };
      if (kind === "static" || kind === "health") log.debug(entry, "request");
      else log.info(entry, "request");
      return withHeaders(response, [...fixed, ["x-request-id", requestId]]);
    },
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
  const limited = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new AppError("input.too_large");
    },
  });

  app.onError((error, c) => problemResponse(error, { requestId: c.env.requestId, log }));
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

  app.use("/api/*", compress());
  app.route("/api", referenceApp(appRouter, { version: options.version, sessionCookie: options.sessionCookie }));
  const whenReady = async (_c: Context<EdgeEnv>, next: () => Promise<void>) => {
    if (!options.ready()) throw new AppError("unavailable");
    await next();
  };
  for (const path of ["/api/*", "/files/*", "/dev/*"]) app.use(path, whenReady);
  app.use("/api/*", async (c, next) => {
    refuseForeignPages(c.req.raw, config.publicUrl);
    await next();
  });
  if (options.jobsHandler) app.on(["GET", "POST", "PUT"], "/api/inngest", options.jobsHandler);
  // The REST adapter and the sign-in routes count for themselves, after they know who calls.
  for (const path of ["/api/trpc/*", "/api/auth/*"]) app.use(path, limited);
  app.all("/api/trpc/*", (c) =>
    fetchRequestHandler({
      endpoint: "/api/trpc",
      req: c.req.raw,
      router: appRouter,
      createContext: async ({ req }) => ({
        services,
        caller: await callerOf(req),
        requestId: c.env.requestId,
        ip: c.env.ip,
      }),
      responseMeta: () => ({ headers: NO_STORE }),
      maxBatchSize: MAX_BATCH,
    }),
  );
  for (const part of options.routes) app.route("/", part);
  app.route("/api/v1", restApp(services, appRouter, callerOf));
  return app;
}

/** What the built app answers: its files and screens, a label's address among them. */
const isAppPath = (path: string) => classOf(path) === "static" || path.startsWith("/t/");

const NO_STORE = { "cache-control": "no-store" };

/** Adds headers that a route has not set itself. */
function withHeaders(response: Response, headers: readonly (readonly [string, string])[]): Response {
  try {
    for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  } catch {
    return withHeaders(new Response(response.body, response), headers);
  }
}

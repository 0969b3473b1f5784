/** Everything that is reachable before and while signing in, as one Hono app. Refusals are thrown as `AppError`. */
import { Hono, type Context } from "hono";
import type { Config } from "../config.ts";
import type { Identity } from "./auth.ts";
import { trustedOrigins } from "./auth.ts";
import { requireOwnOrigin } from "./body.ts";
import { browserRoutes } from "./browser-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import type { Mailbox } from "./mail.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { signInRoutes } from "./sign-in-routes.ts";

export type RouteOptions = {
  config: Pick<Config, "demo" | "publicUrl" | "port">;
  identity: Identity;
  /** The demo's mailbox; null elsewhere. */
  mailbox: Mailbox | null;
  /** The client's network address, from the connection or a proxy that is trusted. */
  addressOf: (c: Context) => string;
  version: string;
};

/** Serves `/api/auth/*`, `/api/v1/auth/*`, `/api/public/config` and the demo's `/dev/mailbox`; mount it at `/`. */
export function identityRoutes(options: RouteOptions): Hono {
  const app = new Hono();
  const trusted = trustedOrigins(options.config);
  for (const path of ["/api/auth/*", "/api/v1/auth/*"]) {
    app.use(path, async (c, next) => {
      if (c.req.method !== "GET") requireOwnOrigin(c.req.raw, trusted);
      await next();
      c.header("cache-control", "no-store");
    });
  }
  app.route("/api/auth", browserRoutes(options));
  app.route("/api/v1/auth", signInRoutes(options));
  app.route("/api/v1/auth/passkey", passkeyRoutes(options));
  app.route("/", demoRoutes(options));
  return app;
}

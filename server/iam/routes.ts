/** Everything that is reachable before and while signing in, as one Hono app. Refusals are thrown as `AppError`. */
import { Hono } from "hono";
import { trustedOrigins } from "./auth.ts";
import { requireOwnOrigin } from "./body.ts";
import { browserRoutes } from "./browser-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import type { RouteOptions } from "./route-options.ts";
import { signInRoutes } from "./sign-in-routes.ts";

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

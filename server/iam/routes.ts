/** Everything that is reachable before and while signing in. Refusals are thrown as `AppError`. */
import { Hono } from "hono";
import type { EdgeEnv } from "../http/edge-env.ts";
import { ownPagesOnly } from "./body.ts";
import { browserRoutes } from "./browser-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import type { RouteOptions } from "./route-options.ts";
import { signInRoutes } from "./sign-in-routes.ts";

export type IdentityRoutes = {
  /** Mount at `/api/auth`. */
  authRoutes: Hono<EdgeEnv>;
  /** Mount at `/api/v1/auth`. */
  restAuthRoutes: Hono<EdgeEnv>;
  /** Mount at `/`: `/api/public/config`, and the demo's `/dev/mailbox`. */
  otherRoutes: Hono<EdgeEnv>;
};

export function identityRoutes(options: RouteOptions): IdentityRoutes {
  const guarded = () => new Hono<EdgeEnv>().use(ownPagesOnly(options.config.publicUrl));
  return {
    authRoutes: guarded().route("/", browserRoutes(options)),
    restAuthRoutes: guarded().route("/", signInRoutes(options)).route("/passkey", passkeyRoutes(options)),
    otherRoutes: demoRoutes(options),
  };
}

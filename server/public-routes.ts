/** What is answered beside procedures. `server/isolation/routes.db.test.ts` says of each route where its tenancy is proven. */
import { Hono } from "hono";
import type { Services } from "./context.ts";
import type { DiskStore } from "./files/disk-store.ts";
import { fileRoutes } from "./files/routes.ts";
import { calendarRoutes } from "./http/calendar-routes.ts";
import { telemetryHooks } from "./http/telemetry-hooks.ts";
import type { EdgeEnv } from "./http/edge-env.ts";
import type { Identity } from "./iam/auth.ts";
import { invitationRoutes } from "./iam/invitation-routes.ts";
import type { Mailbox } from "./iam/mail.ts";
import { identityRoutes } from "./iam/routes.ts";

type Options = {
  services: Pick<Services, "config" | "db" | "hub"> & { files: DiskStore };
  identity: Identity;
  /** The demo's mailbox; null elsewhere. */
  mailbox: Mailbox | null;
  version: string;
};

/** Sign-in, invitations, files and calendars, with their absolute paths. */
export function publicRoutes({ services, identity, mailbox, version }: Options): Hono<EdgeEnv>[] {
  const { config, db, files, hub } = services;
  const { authRoutes, restAuthRoutes, otherRoutes } = identityRoutes({ config, identity, mailbox, version });
  const invitations = invitationRoutes({ db, identity, publicUrl: config.publicUrl, wake: () => hub.wake() });
  return [
    new Hono<EdgeEnv>().route("/api/invitations", invitations),
    new Hono<EdgeEnv>().route("/api/auth", authRoutes).route("/api/v1/auth", restAuthRoutes).route("/", otherRoutes),
    fileRoutes(files),
    calendarRoutes({ db, limits: identity.limits, publicUrl: config.publicUrl }),
    telemetryHooks({ db, limits: identity.limits, wake: () => hub.wake() }),
  ];
}

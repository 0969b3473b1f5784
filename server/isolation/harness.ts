/** The real server over a world of two dealers, called as each of the seven, and everything that came back as one text. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { testDatabase, type TestDatabase } from "../../db/testing.ts";
import { readConfig } from "../config.ts";
import type { Services } from "../context.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { LabelKeys } from "../features/assets/label-keys.ts";
import { DiskStore } from "../files/disk-store.ts";
import { callerWith, startTestServer, type TestServer } from "../http/testing.ts";
import { createAuth } from "../iam/auth.ts";
import { Authorizer } from "../iam/authorizer.ts";
import { badgeHash } from "../iam/badge-hash.ts";
import { Mailbox } from "../iam/mail.ts";
import { publicRoutes } from "../public-routes.ts";
import { EventHub } from "../realtime/hub.ts";
import { appRouter } from "../router.ts";
import type { Canaries } from "./canaries.ts";
import { askToServe } from "./furnish.ts";
import { plantCanaries } from "./plant.ts";
import { Chooser } from "./references.ts";
import { freshClaims, mintTenants, WHO, type Tenants, type Who } from "./tenants.ts";
import { createSealer } from "../sealing.ts";

/** A picture as far as its first bytes say, and a text that is nobody else's. */
export const pictureOf = (mediaId: string) =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(` picture ${mediaId}`)]);

/** For a machine that is busy with other things. */
export const OPENS_WITHIN_MS = 120_000;

export type Answer = { status: number; text: string; headers: Record<string, string> };

export type Harness = TestDatabase & {
  tenants: Tenants;
  canaries: Canaries;
  chooser: Chooser;
  services: Services;
  /** Mails that were sent, newest first. */
  mailbox: Mailbox;
  /** Everything that is answered beside procedures. */
  routes: ReturnType<typeof publicRoutes>;
  server: TestServer;
  /** What the server has logged as its own faults. */
  faults: string[];
  claimsOf: (who: Who) => Claims;
  /** Gives everyone their place back and lets them sign in anew: somebody's call has taken it. */
  reinstate: () => Promise<void>;
  send: (
    who: Who | null,
    method: string,
    path: string,
    body?: BodyInit | null,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  close: () => Promise<void>;
};

export async function openHarness(): Promise<Harness> {
  const test = await testDatabase();
  const { db } = test;
  const tenants = await mintTenants(db);
  const canaries = await plantCanaries(db, tenants);
  // After the words are planted, for it needs a person's real address; who asks has written it.
  await db.withOwner((_tx, client) => askToServe(client, tenants.world));
  await canaries.refresh();
  canaries.tell(tenants.claims["dealer B"], `${tenants.claims["customer of A"].sub}@isolation.example`);
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-isolation-"));
  const faults: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void faults.push(line) });
  const publicUrl = "http://localhost:3000";
  const secret = "s".repeat(32);
  const mailer = new Mailbox();
  const files = new DiskStore({ dataDir, secret, publicUrl });
  for (const { id } of canaries.rowsOf("media")) await files.put(String(id), pictureOf(String(id)));
  const labelKeys = await LabelKeys.open(dataDir, publicUrl);
  const environment = {
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl,
    RATE_LIMIT_PER_CALLER: "0",
    RATE_LIMIT_PER_NETWORK: "0",
  };
  const services = {
    config: readConfig({ NODE_ENV: "test", ...environment }),
    db,
    log,
    authorizer: await Authorizer.load(),
    files,
    labelKeys,
    hub: new EventHub({ db, log, pollMs: 50 }),
    mailer,
    sealer: createSealer(secret),
    badgeHash: (code) => badgeHash(secret, code),
    rentalChanged: async () => {},
  } satisfies Services;
  const identity = createAuth({ config: services.config, db, secret, mailer, log });
  const routes = publicRoutes({ services, identity, mailbox: null, version: "0.0.0" });
  const server = await startTestServer(appRouter, { services, environment, routes });
  const claims = { ...tenants.claims };
  const reinstate = async () => {
    await db.withOwner(async (_tx, client) => {
      for (const { membershipId, orgId, role, siteIds } of Object.values(tenants.claims)) {
        await client.query("update organizations set active = true where id = $1 and not active", [orgId]);
        await client.query(
          `update memberships set active = true, role = $2, site_ids = $3
           where id = $1 and (not active or role <> $2 or site_ids is distinct from $3::uuid[])`,
          [membershipId, role, siteIds],
        );
      }
    });
    for (const who of WHO) {
      claims[who] = await freshClaims(db, claims[who]);
      server.callers.set(tokenOf(who), callerWith(claims[who]));
    }
  };
  for (const who of WHO) server.callers.set(tokenOf(who), callerWith(claims[who]));
  return {
    ...test,
    tenants,
    canaries,
    chooser: new Chooser(canaries, labelKeys),
    services,
    mailbox: mailer,
    routes,
    server,
    faults,
    claimsOf: (who) => claims[who],
    reinstate,
    send: async (who, method, path, body = null, headers = {}) => {
      const response = await fetch(`${server.url}${path}`, {
        method,
        body,
        redirect: "manual",
        headers: { ...(who ? { authorization: `Bearer ${tokenOf(who)}` } : {}), ...headers },
      });
      const text = await response.text();
      return { status: response.status, text, headers: Object.fromEntries(response.headers) };
    },
    close: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const tokenOf = (who: Who) => who.replaceAll(" ", "-");

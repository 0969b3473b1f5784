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
import { fileRoutes } from "../files/routes.ts";
import { callerWith, startTestServer, type TestServer } from "../http/testing.ts";
import { Authorizer } from "../iam/authorizer.ts";
import { badgeHash } from "../iam/badge-hash.ts";
import { Mailbox } from "../iam/mail.ts";
import { EventHub } from "../realtime/hub.ts";
import { restOperations, type RestOperation } from "../rest/operations.ts";
import { appRouter } from "../router.ts";
import { plantCanaries, type Canaries } from "./canaries.ts";
import { Chooser } from "./references.ts";
import { freshClaims, mintTenants, WHO, type Tenants, type Who } from "./tenants.ts";

/** A picture as far as its first bytes say, and a text that is nobody else's. */
export const pictureOf = (mediaId: string) =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode(` picture ${mediaId}`)]);

export type Answer = { status: number; text: string; headers: Record<string, string> };

export type Harness = TestDatabase & {
  tenants: Tenants;
  canaries: Canaries;
  chooser: Chooser;
  services: Services;
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
    badgeHash: (code) => badgeHash(secret, code),
    rentalChanged: async () => {},
  } satisfies Services;
  const server = await startTestServer(appRouter, { services, environment, routes: [fileRoutes(files)] });
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

export type Type = "query" | "mutation" | "subscription";
type ProcedureDef = { type: Type; inputs: unknown[] };

const operations = new Map(restOperations(appRouter).map((operation) => [operation.procedure, operation]));

/** Every procedure, by its path, with its REST route where it has one. */
export const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: ProcedureDef }>,
).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  inputs: _def.inputs,
  rest: operations.get(path) as RestOperation | undefined,
}));
export type Procedure = (typeof procedures)[number];

/** Calls a procedure by tRPC over HTTP. */
export function callProcedure(
  { send }: Pick<Harness, "send">,
  { path, type }: Pick<Procedure, "path" | "type">,
  who: Who,
  input: unknown,
): Promise<Answer> {
  if (type === "query") {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return send(who, "GET", `/api/trpc/${path}${query}`);
  }
  return send(who, "POST", `/api/trpc/${path}`, JSON.stringify(input ?? {}), { "content-type": "application/json" });
}

/** Calls a procedure by its REST route. */
export function callRest(
  { send }: Pick<Harness, "send">,
  { path, rest }: Procedure,
  who: Who,
  input: unknown,
): Promise<Answer> {
  if (!rest) throw new Error(`${path} has no route`);
  const fields = new Map(Object.entries((input ?? {}) as Record<string, unknown>));
  const asText = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  const route = rest.path.replace(/\{([^}]+)\}/g, (_whole, name: string) => {
    const value = fields.get(name);
    fields.delete(name);
    return encodeURIComponent(asText(value));
  });
  if (rest.method === "GET") {
    const query = new URLSearchParams([...fields].map(([name, value]) => [name, asText(value)]));
    return send(who, "GET", `/api/v1${route}?${query}`);
  }
  return send(who, "POST", `/api/v1${route}`, JSON.stringify(Object.fromEntries(fields)), {
    "content-type": "application/json",
  });
}

/** Everything that reached the caller, as one text. */
export const wholeOf = ({ text, headers }: Answer) => `${JSON.stringify(headers)}\n${text}`;

const CALL_HEADERS = new Set(["date", "x-request-id", "content-length", "ratelimit"]);
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const INSTANT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?/g;

export type Likeness = { status: number; said: string; headers: Record<string, string> };

/** Where two answers differ, for a reader. */
export function difference(foreign: Likeness, absent: Likeness) {
  const names = new Set([...Object.keys(foreign.headers), ...Object.keys(absent.headers)]);
  const headers = [...names].filter((name) => foreign.headers[name] !== absent.headers[name]);
  const shown = ({ status, said, headers: all }: Likeness) => ({
    status,
    said: said.slice(0, 500),
    headers: headers.map((name) => `${name}: ${all[name]}`),
  });
  return { foreign: shown(foreign), absent: shown(absent) };
}

/** An answer without what names the call and the thing asked for: two that must look alike are equal. */
export function likeness({ status, text, headers }: Answer, asked: readonly string[]): Likeness {
  let said = text;
  for (const value of asked) {
    for (const form of [value, JSON.stringify(value).slice(1, -1), value.toUpperCase(), value.toLowerCase()])
      said = said.replaceAll(form, "<asked>");
  }
  const kept = Object.entries(headers).filter(([name]) => !CALL_HEADERS.has(name));
  return {
    status,
    said: said.replaceAll(ID, "<id>").replaceAll(INSTANT, "<instant>"),
    headers: Object.fromEntries(kept),
  };
}

/** Sign-in as it stands in the server, over the test database, with people of a suite's own. */
import { Hono } from "hono";
import pino from "pino";
import { users } from "../../db/schema/auth.ts";
import { memberships, organizations } from "../../db/schema/iam.ts";
import { testDatabase } from "../../db/testing.ts";
import type { OrgType, Role } from "../domain/iam/claims.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { problemResponse } from "../problem.ts";
import { createAuth, type Identity } from "./auth.ts";
import { Mailbox } from "./mail.ts";
import { identityRoutes } from "./routes.ts";

export const ORIGIN = "http://localhost:4140";
export const SECRET = "a secret of the tests, long enough to sign with";

/** `address` is the network address a call comes from: unless told, one that no other suite or run comes from, so that limits do not meet. */
export type CallOptions = {
  body?: unknown;
  raw?: string;
  cookie?: string;
  bearer?: string;
  address?: string;
  origin?: string | null;
};
// oxlint-disable-next-line typescript/no-explicit-any -- tests read what came
export type Answer = { status: number; json: any; cookie: string; headers: Headers };

export type TestSignIn = Awaited<ReturnType<typeof openSignIn>>;

export async function openSignIn({ demo = false, secret = SECRET }: { demo?: boolean; secret?: string } = {}) {
  const { db } = await testDatabase();
  const log = pino({ level: "silent" });
  const mailbox = new Mailbox();
  const home = ownAddress();
  const config = { demo, publicUrl: ORIGIN, port: 4140 };
  const identity: Identity = createAuth({ config, db, secret, mailer: mailbox, log });
  const { authRoutes, restAuthRoutes, otherRoutes } = identityRoutes({
    config,
    identity,
    mailbox: demo ? mailbox : null,
    version: "1.2.3",
  });
  const app = new Hono<EdgeEnv>();
  app.onError((error) => problemResponse(error, { requestId: "test", log }));
  app.route("/api/auth", authRoutes).route("/api/v1/auth", restAuthRoutes).route("/", otherRoutes);

  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const headers = new Headers({ "user-agent": "tests" });
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    if (body !== undefined) headers.set("content-type", "application/json");
    if (options.cookie) headers.set("cookie", options.cookie);
    if (options.bearer !== undefined) headers.set("authorization", `Bearer ${options.bearer}`);
    if (options.origin !== null) headers.set("origin", options.origin ?? ORIGIN);
    const response = await app.fetch(new Request(`${ORIGIN}${path}`, { method, headers, body }), {
      requestId: "test",
      ip: options.address ?? home,
    });
    const text = await response.text();
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(";", 1)[0])
      .join("; ");
    return {
      status: response.status,
      json: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text,
      cookie,
      headers: response.headers,
    };
  };
  const post = (path: string, body: unknown, options: CallOptions = {}) => call("POST", path, { ...options, body });
  const codeFor = (email: string) => mailbox.list(email)[0]?.otp ?? "";
  const signIn = async (email: string, extra: { orgId?: string; address?: string } = {}) => {
    const { address, orgId } = extra;
    await post("/api/v1/auth/otp", { email }, { address });
    return post("/api/v1/auth/verify", { email, otp: codeFor(email), orgId }, { address });
  };
  return { db, identity, mailbox, call, post, codeFor, signIn };
}

export async function mintOrganization(type: OrgType = "DEALER", name = `Org ${Bun.randomUUIDv7()}`): Promise<string> {
  const { db } = await testDatabase();
  const id = Bun.randomUUIDv7();
  await db.withOwner((tx) => tx.insert(organizations).values({ id, name, type, timeZone: "Europe/Berlin" }));
  return id;
}

/** A person with a membership in each of `orgs`, the first one the oldest. */
export async function mintUser(
  orgs: { orgId: string; role: Role; siteIds?: string[] | null }[],
  options: { email?: string; locale?: string } = {},
): Promise<{ id: string; email: string }> {
  const { db } = await testDatabase();
  const id = Bun.randomUUIDv7();
  const email = options.email ?? `u${id}@people.example`;
  await db.withOwner(async (tx) => {
    await tx.insert(users).values({ id, name: "Ada Muster", email, locale: options.locale ?? null });
    for (const [index, { orgId, role, siteIds }] of orgs.entries()) {
      const createdAt = new Date(Date.now() - 60_000 + index * 1000);
      await tx.insert(memberships).values({
        orgOwnerId: orgId,
        userId: id,
        role,
        siteIds: siteIds ?? null,
        displayName: "Ada Muster",
        createdAt,
      });
    }
  });
  return { id, email };
}

/** An address that no other test comes from. */
export const ownAddress = () => `10.${[1, 2, 3].map(() => crypto.getRandomValues(new Uint8Array(1))[0]).join(".")}`;

/** What a promise failed with; null for one that did not. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

/** What a change of membership does to pages that are open: their sockets end at once, here and in other processes. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import pino from "pino";
import WsClient from "ws";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { callerWith, startTestServer, type TestServer } from "../../http/testing.ts";
import { CLOSE } from "../../realtime/peer.ts";
import { EventHub } from "../../realtime/hub.ts";
import { router } from "../../trpc.ts";
import { appendEvent } from "../ledger/append-event.ts";
import { ledgerRouter } from "../ledger/router.ts";
import { membersRouter } from "./members-router.ts";
import { claimsNow, db, deps, operation } from "./testing.ts";

/** So rarely that only being told of a change can be what closes a socket. */
const NEVER_MS = 3_600_000;
const appRouter = router({ ledger: ledgerRouter, members: membersRouter });
const log = pino({ level: "silent" });
const people = new Map<string, Pick<Claims, "sub" | "orgId">>();

let world: World;
let admin: Claims;
/** The process in which the change is made, and another that only polls. */
let here: TestServer;
let elsewhere: TestServer;

async function serve(pollMs: number): Promise<TestServer> {
  const hub = new EventHub({ db, log, pollMs, recheckMs: NEVER_MS });
  return startTestServer(appRouter, {
    services: { db, hub, mailer: deps.mailer },
    recheckMs: NEVER_MS,
    // As of a session: the claims of this moment.
    callerOf: async ({ headers }) => {
      const who = people.get((headers.get("authorization") ?? "").replace("Bearer ", ""));
      if (!who) return null;
      const claims = await claimsNow(who);
      if (!claims) throw new AppError("auth.membership_changed");
      return callerWith(claims);
    },
  });
}

beforeAll(async () => {
  world = await mintWorld(db, { machines: 0 });
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
  people.set("admin", admin);
  [here, elsewhere] = [await serve(NEVER_MS), await serve(100)];
});
afterAll(() => Promise.all([here.stop(), elsewhere.stop()]));

const within = <T>(promise: Promise<T>, ms = 10_000): Promise<T> =>
  Promise.race([promise, Bun.sleep(ms).then(() => Promise.reject(new Error(`nothing came within ${ms} ms`)))]);

/** A page's socket with its subscription running. */
async function listen(at: TestServer, token: string) {
  const socket = new WsClient(`${at.url.replace("http", "ws")}/api/trpc`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const seen: string[] = [];
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  const started = new Promise<void>((resolve) =>
    socket.on("message", (data: Buffer) => {
      const { result } = JSON.parse(data.toString()) as {
        result?: { type: string; data?: { data: { type: string } } };
      };
      if (result?.type === "started") resolve();
      if (result?.type === "data") seen.push(result.data!.data.type);
    }),
  );
  await within(new Promise((resolve) => socket.once("open", resolve)));
  socket.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "ledger.live", input: {} } }));
  await within(started);
  return { socket, seen, closed: () => within(closed) };
}

async function call(procedure: string, input: object): Promise<number> {
  const response = await fetch(`${here.url}/api/trpc/members.${procedure}`, {
    method: "POST",
    headers: { authorization: "Bearer admin", "content-type": "application/json" },
    body: JSON.stringify({ ...operation(), ...input }),
  });
  return response.status;
}

const happened = (siteId: string) =>
  db.withTenant(admin, (tenant) =>
    appendEvent(tenant, { type: "test.happened", subject: { dealerId: world.dealerId, siteId } }),
  );

type Change = (member: Claims) => Promise<number>;
const changes: [string, number, Change][] = [
  ["deactivated", CLOSE.signedOut, ({ membershipId: id }) => call("deactivate", { id })],
  [
    "given another role",
    CLOSE.restart,
    ({ membershipId: id }) => call("changeAccess", { id, role: "DEALER_ADMIN", siteIds: null }),
  ],
  [
    "bound to sites",
    CLOSE.restart,
    ({ membershipId: id }) => call("changeAccess", { id, role: "DEALER_DISPATCH", siteIds: [world.yardId] }),
  ],
];

test.each(changes)("of a member who is %s", async (_what, code, change) => {
  const member = await world.member(world.dealerId, "DEALER_DISPATCH");
  people.set("member", member);
  const pages = [await listen(here, "member"), await listen(elsewhere, "member")];
  const admins = await listen(here, "admin");
  const began = performance.now();
  expect(await change(member)).toBe(200);
  expect(await Promise.all(pages.map(({ closed }) => closed()))).toEqual([code, code]);
  expect(performance.now() - began).toBeLessThan(5_000);
  // What the change says of itself is for those who are left.
  while (admins.seen.length === 0) await Bun.sleep(5);
  for (const { seen } of pages) expect(seen).toEqual([]);
  expect(admins.socket.readyState).toBe(WsClient.OPEN);
  admins.socket.close();
});

test("a page that comes back sees what its member may see now", async () => {
  const member = await world.member(world.dealerId, "DEALER_DISPATCH");
  people.set("member", member);
  const before = await listen(here, "member");
  await call("changeAccess", { id: member.membershipId, role: "DEALER_DISPATCH", siteIds: [world.yardId] });
  expect(await before.closed()).toBe(CLOSE.restart);
  const after = await listen(elsewhere, "member");
  await happened(world.jobsiteId);
  await happened(world.yardId);
  while (after.seen.length === 0) await Bun.sleep(5);
  await Bun.sleep(150);
  expect(after.seen).toEqual(["test.happened"]);
  await db.withOwner((tx) =>
    tx.execute(sql`update organizations set active = false where id = ${world.dealerId}::uuid`),
  );
  const response = await fetch(`${here.url}/api/trpc/ledger.list?input={}`, {
    headers: { authorization: "Bearer member" },
  });
  expect(response.status).toBe(401);
  after.socket.close();
});

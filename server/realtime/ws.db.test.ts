import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { eq } from "drizzle-orm";
import pino from "pino";
import WsClient from "ws";
import { memberships } from "../../db/schema/iam.ts";
import { testDatabase } from "../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../db/testing-world.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { appendEvent } from "../features/ledger/append-event.ts";
import { ledgerRouter } from "../features/ledger/router.ts";
import { callerWith, startTestServer, type TestServer } from "../http/testing.ts";
import type { Problem } from "../problem.ts";
import { procedure, router } from "../trpc.ts";
import { eventPeer } from "./event-socket.ts";
import { EventHub } from "./hub.ts";

const CHUNK = "x".repeat(256 * 1024);
const appRouter = router({
  ledger: ledgerRouter,
  assets: router({
    list: procedure.query(({ ctx }) => ({ orgId: ctx.actor.orgId, ip: ctx.ip })),
  }),
});
/** The real path of a subscription that says more than anybody reads. */
const flooding = router({
  ledger: router({
    live: procedure.subscription(async function* () {
      for (let sent = 0; sent < 400; sent++) yield CHUNK;
    }),
  }),
});

const { db } = await testDatabase();
const log = pino({ level: "silent" });
const RECHECK_MS = 50;
let hub: EventHub;
let server: TestServer;
let world: World;
let other: World;
let admin: Claims;
let ready = true;

beforeAll(async () => {
  [world, other] = [await mintWorld(db, { machines: 0 }), await mintWorld(db, { machines: 0 })];
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
  hub = new EventHub({ db, log, pollMs: 20, recheckMs: RECHECK_MS });
  server = await startTestServer(appRouter, { services: { db, hub }, recheckMs: RECHECK_MS, ready: () => ready });
  server.callers.set("admin", callerWith(admin));
  server.callers.set("other", callerWith(await other.member(other.dealerId, "DEALER_ADMIN")));
  server.callers.set("nobody", callerWith(null));
});
afterAll(() => server.stop());

const address = (path: string, at = server) => `${at.url.replace("http", "ws")}${path}`;
const within = <T>(promise: Promise<T>, ms = 5_000): Promise<T> =>
  Promise.race([promise, Bun.sleep(ms).then(() => Promise.reject(new Error(`nothing came within ${ms} ms`)))]);

async function append(of: World, type = "test.happened"): Promise<string> {
  const { id } = await db.withTenant(hqActor, (tenant) =>
    appendEvent(tenant, { type, subject: { dealerId: of.dealerId } }),
  );
  return id;
}

/** A client of the `ws` package and what comes in, or the status with which it was refused. */
async function open(path: string, headers: Record<string, string>) {
  const socket = new WsClient(address(path), { headers });
  const frames: unknown[] = [];
  const waiting: (() => void)[] = [];
  socket.on("message", (data: Buffer) => {
    frames.push(JSON.parse(data.toString()));
    waiting.shift()?.();
  });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  const status = await within(
    new Promise<number>((resolve, reject) => {
      socket.once("open", () => resolve(101));
      socket.once("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
      socket.once("error", reject);
    }),
  );
  const next = async <T>() => {
    if (frames.length === 0) await within(new Promise<void>((resolve) => waiting.push(resolve)));
    return frames.shift() as T;
  };
  return { socket, status, next, closed: () => within(closed) };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("before a socket opens", () => {
  test("who it is and which page it comes from are settled", async () => {
    const own = server.url;
    const refused: [string, Record<string, string>, number][] = [
      ["nothing at all", {}, 401],
      ["a cookie without a page, as no browser sends it", { cookie: "session=admin" }, 401],
      ["a cookie from another site's page", { cookie: "session=admin", origin: "https://evil.example" }, 403],
      ["a page without an origin", { cookie: "session=admin", origin: "null" }, 403],
      ["our own page without a session", { origin: own }, 401],
      ["a session that is over", { cookie: "session=gone", origin: own }, 401],
      ["a forged token", bearer("forged"), 401],
    ];
    for (const path of ["/api/trpc", "/api/v1/realtime"]) {
      for (const [what, headers, status] of refused)
        expect((await open(path, headers)).status, `${path}: ${what}`).toBe(status);
      for (const headers of [bearer("admin"), { cookie: "session=admin", origin: own }]) {
        const { socket, status } = await open(path, headers);
        expect(status).toBe(101);
        socket.close();
      }
    }
    expect((await open("/api/v1/realtime", bearer("nobody"))).status).toBe(403);
    expect((await open("/api/v1/realtime?token=admin", {})).status).toBe(401);
  });

  test("a refusal is a problem document, and a path without a socket has none", async () => {
    const upgrade = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    };
    const response = await fetch(`${server.url}/api/v1/realtime`, { headers: upgrade });
    expect(response.status).toBe(401);
    expect(((await response.json()) as Problem).code).toBe("auth.required");
    expect(response.headers.get("content-security-policy")).not.toBeNull();
    expect((await open("/api/v1/assets", bearer("admin"))).status).toBe(404);
    ready = false;
    expect((await open("/api/trpc", bearer("admin"))).status).toBe(503);
    ready = true;
  });
});

describe("tRPC", () => {
  function client(token: string, at = server) {
    // Bun's client takes headers where a browser's takes protocols.
    const Authorized = class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: bearer(token) } as never);
      }
    } as unknown as typeof WebSocket;
    const socket = createWSClient({ url: address("/api/trpc", at), WebSocket: Authorized, retryDelayMs: () => 20 });
    return {
      trpc: createTRPCClient<typeof appRouter>({ links: [wsLink({ client: socket })] }),
      close: () => socket.close(),
    };
  }

  test("queries run as the socket's caller", async () => {
    const { trpc, close } = client("admin");
    expect(await within(trpc.assets.list.query())).toEqual({ orgId: world.dealerId, ip: "127.0.0.1" });
    await close();
  });

  test("events arrive as they happen, resume where they were left, and are never another's", async () => {
    const { trpc, close } = client("admin");
    const seen: { id: string; eventId: string }[] = [];
    const listen = (lastEventId: string | null) =>
      new Promise<{ stop: () => void }>((resolve, reject) => {
        const subscription = trpc.ledger.live.subscribe(
          { lastEventId },
          {
            onStarted: () => resolve({ stop: () => subscription.unsubscribe() }),
            onData: ({ id, data }) => void seen.push({ id, eventId: data.id }),
            onError: reject,
          },
        );
      });
    const first = await within(listen(null));
    const mine = [await append(world)];
    await append(other);
    mine.push(await append(world));
    while (seen.length < 2) await Bun.sleep(5);
    first.stop();
    mine.push(await append(world), await append(world));
    await append(other);
    await within(listen(seen.at(-1)!.id));
    mine.push(await append(world));
    while (seen.length < 5) await Bun.sleep(5);
    await Bun.sleep(60);
    expect(seen.map(({ eventId }) => eventId)).toEqual(mine);
    await close();
    while (hub.size > 0) await Bun.sleep(5);
  });

  test("a client whose socket breaks misses nothing and gets nothing twice", async () => {
    const { trpc, close } = client("admin");
    const seen: string[] = [];
    await within(
      new Promise<void>((resolve) =>
        trpc.ledger.live.subscribe({}, { onStarted: () => resolve(), onData: ({ data }) => void seen.push(data.id) }),
      ),
    );
    const ids = [await append(world)];
    while (seen.length < 1) await Bun.sleep(5);
    // The server closes the socket and refuses others until the person is back; the client tries again by itself.
    server.callers.delete("admin");
    while (hub.size > 0) await Bun.sleep(5);
    ids.push(await append(world), await append(world));
    server.callers.set("admin", callerWith(admin));
    ids.push(await append(world));
    const until = Date.now() + 5_000;
    while (seen.length < 4 && Date.now() < until) await Bun.sleep(5);
    await Bun.sleep(60);
    expect(seen).toEqual(ids);
    await close();
  });

  test("text pings are answered, and messages that can not be read do no harm", async () => {
    const socket = new WsClient(address("/api/trpc"), { headers: bearer("admin") });
    await within(new Promise((resolve) => socket.once("open", resolve)));
    const answer = () =>
      within(new Promise<string>((resolve) => socket.once("message", (data: Buffer) => resolve(data.toString()))));
    socket.send("PING");
    expect(await answer()).toBe("PONG");
    socket.send("{broken");
    expect(JSON.parse(await answer())).toMatchObject({ error: { data: { appCode: "input.unparsable" } } });
    socket.send(JSON.stringify({ id: 1, method: "query", params: { path: "assets.list" } }));
    expect(JSON.parse(await answer())).toMatchObject({ id: 1, result: { data: { orgId: world.dealerId } } });
    socket.close();
  });

  test("a reader that stands still is closed and costs no more", async () => {
    const flooded = await startTestServer(flooding, { services: { db } });
    flooded.callers.set("admin", callerWith(admin));
    const socket = new WsClient(address("/api/trpc", flooded), { headers: bearer("admin") });
    socket.on("error", () => {});
    await within(new Promise((resolve) => socket.once("open", resolve)));
    socket.pause();
    const before = process.memoryUsage().rss;
    socket.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "ledger.live" } }));
    const sockets = () => /^websocket_connections (\d+)$/m.exec(flooded.metrics.text())?.[1];
    const until = Date.now() + 5_000;
    while (sockets() !== "0" && Date.now() < until) await Bun.sleep(10);
    expect(sockets()).toBe("0");
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    socket.terminate();
    await flooded.stop();
  });
});

test("a socket is closed when its caller would now act under other claims", async () => {
  const claims = await world.member(world.dealerId, "DEALER_DISPATCH");
  server.callers.set("changing", callerWith(claims));
  const { closed } = await open("/api/trpc", bearer("changing"));
  server.callers.set("changing", callerWith({ ...claims, membershipVersion: 2 }));
  expect(await closed()).toBe(1012);
});

describe("events for API clients", () => {
  type Frame = { ready?: true; id: string; data: { id: string; type: string; dealerId: string }; error?: Problem };

  test("come as JSON, resume by address or by message, and are never another's", async () => {
    const first = await open("/api/v1/realtime", bearer("admin"));
    expect(await first.next<Frame>()).toEqual({ ready: true } as Frame);
    await append(other);
    const ids = [await append(world, "rental.checked_out")];
    const frame = await first.next<Frame>();
    expect(frame.id).toMatch(/^\d+-\d+$/);
    expect(frame.data).toMatchObject({ id: ids[0]!, type: "rental.checked_out", dealerId: world.dealerId });
    first.socket.close();
    await first.closed();
    ids.push(await append(world), await append(world));

    const second = await open(`/api/v1/realtime?lastEventId=${frame.id}`, bearer("admin"));
    const third = await open("/api/v1/realtime", bearer("admin"));
    expect(await third.next<Frame>()).toHaveProperty("ready");
    third.socket.send(JSON.stringify({ lastEventId: frame.id }));
    for (const { next, socket } of [second, third]) {
      expect(await next<Frame>()).toHaveProperty("ready");
      expect([(await next<Frame>()).data.id, (await next<Frame>()).data.id]).toEqual(ids.slice(1));
      socket.close();
    }
  });

  test("a message that can not be read is named, and ends the socket", async () => {
    for (const message of [
      "{broken",
      "[]",
      '{"lastEventId":7}',
      '{"lastEventId":"x"}',
      '{"lastEventId":"1-1","more":1}',
    ]) {
      const { socket, next, closed } = await open("/api/v1/realtime", bearer("admin"));
      await next();
      socket.send(message);
      expect((await next<Frame>()).error?.status, message).toBeOneOf([400, 422]);
      expect(await closed()).toBe(4400);
    }
  });

  test("end with the token and with the membership", async () => {
    const claims = await world.member(world.dealerId, "DEALER_DISPATCH");
    server.callers.set("leaving", callerWith(claims));
    const byToken = await open("/api/v1/realtime", bearer("leaving"));
    await byToken.next();
    server.callers.delete("leaving");
    expect(await byToken.closed()).toBe(4401);
    server.callers.set("leaving", callerWith(claims));
    const byMembership = await open("/api/v1/realtime", bearer("leaving"));
    await byMembership.next();
    await db.withTenant(hqActor, ({ tx }) =>
      tx.update(memberships).set({ active: false }).where(eq(memberships.id, claims.membershipId!)),
    );
    expect((await byMembership.next<Frame>()).error?.code).toBe("auth.membership_changed");
    expect(await byMembership.closed()).toBe(4401);
  });

  test("a reader that takes nothing more is closed, to resume", async () => {
    const narrow = new EventHub({ db, log, pollMs: 10, queueLimit: 3 });
    const sent: string[] = [];
    const { promise: closed, resolve } = Promise.withResolvers<number>();
    const full = {
      data: { request: new Request("http://localhost/api/v1/realtime"), requestId: "r" },
      send: (text: string) => (sent.push(text), -1),
      close: resolve,
    };
    const peer = eventPeer(full as never, narrow, admin);
    while (sent.length < 1) await Bun.sleep(5);
    for (let count = 0; count < 5; count++) await append(world);
    while (narrow.size > 0) await Bun.sleep(5);
    peer.drain();
    expect(await within(closed)).toBe(1013);
    expect((JSON.parse(sent.at(-1)!) as Frame).error?.code).toBe("unavailable");
    await narrow.close();
  });
});

test("when the server stops, sockets are told", async () => {
  const stopping = await startTestServer(appRouter, { services: { db, hub: new EventHub({ db, log }) } });
  stopping.callers.set("admin", callerWith(admin));
  const socket = new WsClient(address("/api/v1/realtime", stopping), { headers: bearer("admin") });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await within(new Promise((resolve) => socket.once("open", resolve)));
  await within(stopping.stop());
  expect(await within(closed)).toBe(1001);
});

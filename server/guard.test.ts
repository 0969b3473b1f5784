/** The guard in front of procedures: asked once for each call, whichever way it comes, and before anything else. */
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { WebSocket as WsClient } from "ws";
import { z } from "zod";
import type { Claims } from "./domain/iam/claims.ts";
import { callerWith, startTestServer, testClaims, type TestServer } from "./http/testing.ts";
import { Authorizer, type Action } from "./iam/authorizer.ts";
import { createCallerFactory, procedure, router } from "./trpc.ts";

const reached: string[] = [];
const appRouter = router({
  assets: router({
    list: procedure
      .meta({ rest: { method: "GET", path: "/assets", summary: "List" } })
      .input(z.object({ limit: z.int().optional() }))
      .query(() => reached.push("list")),
    setStatus: procedure
      .meta({ rest: { method: "POST", path: "/assets/status", summary: "Status" } })
      .input(z.object({ status: z.string() }))
      .mutation(() => reached.push("setStatus")),
    unheardOf: procedure.query(() => reached.push("unheardOf")),
    summary: procedure.meta({ rest: { method: "GET", path: "/assets/summary", summary: "Summary" } }).query(() => {
      throw new Error("password of app_definer", { cause: new Error("column of other tenants") });
    }),
  }),
});

/** The real authorizer, with a note of every question. */
const asked: string[] = [];
const real = await Authorizer.load();
const authorizer = {
  allows: (actor: Pick<Claims, "role">, path: string, action: Action) => {
    asked.push(`${actor.role} ${path} ${action}`);
    return real.allows(actor, path, action);
  },
} as unknown as Authorizer;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(appRouter, { services: { authorizer } });
  server.callers.set("dealer", callerWith(testClaims()));
  server.callers.set("operator", callerWith(testClaims({ orgType: "CUSTOMER", role: "OPERATOR" })));
});
afterAll(() => server.stop());
beforeEach(() => {
  asked.length = 0;
  reached.length = 0;
});

const call = async (path: string, token: string, body?: unknown) => {
  const response = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  return response.status;
};

test("once for a call, over tRPC, REST and in the process", async () => {
  expect(await call("/api/trpc/assets.list?input=%7B%7D", "dealer")).toBe(200);
  expect(await call("/api/v1/assets", "dealer")).toBe(200);
  const ctx = { services: { authorizer }, caller: callerWith(testClaims()), requestId: "r", ip: "127.0.0.1" };
  await createCallerFactory(appRouter)(ctx as never).assets.list({});
  expect(asked).toEqual(Array.from({ length: 3 }, () => "DEALER_ADMIN assets.list query"));
  expect(reached).toHaveLength(3);
});

test("once for each procedure of a batch, and each has its own answer", async () => {
  const paths = ["assets.setStatus", "assets.setStatus", "assets.setStatus"];
  const inputs = { 0: { status: "LOST" }, 1: { status: 7 }, 2: { status: "LOST" } };
  expect(await call(`/api/trpc/${paths.join(",")}?batch=1`, "dealer", inputs)).toBe(207);
  expect(asked).toEqual(paths.map((path) => `DEALER_ADMIN ${path} mutation`));
  expect(reached).toEqual(["setStatus", "setStatus"]);
  asked.length = 0;
  expect(await call(`/api/trpc/${paths.join(",")}?batch=1`, "operator", inputs)).toBe(403);
  expect(asked).toEqual(paths.map((path) => `OPERATOR ${path} mutation`));
  expect(reached).toHaveLength(2);
});

test("once for each call over a socket", async () => {
  const socket = new WsClient(`${server.url.replace("http", "ws")}/api/trpc`, {
    headers: { authorization: "Bearer dealer" },
  });
  await new Promise((resolve) => socket.once("open", resolve));
  const calls = [1, 2].map((id) => ({ id, method: "query", params: { path: "assets.list", input: {} } }));
  const answered = new Promise<void>((resolve) => {
    let count = 0;
    socket.on("message", () => ++count === calls.length && resolve());
  });
  socket.send(JSON.stringify(calls));
  await answered;
  expect(asked).toEqual(calls.map(() => "DEALER_ADMIN assets.list query"));
  socket.terminate();
});

test("before the input is looked at, and a procedure without a line in the policy is nobody's", async () => {
  expect(await call("/api/v1/assets/status", "operator", { nonsense: true })).toBe(403);
  expect(await call("/api/trpc/assets.unheardOf", "dealer")).toBe(403);
  expect(asked).toEqual(["OPERATOR assets.setStatus mutation", "DEALER_ADMIN assets.unheardOf query"]);
  expect(reached).toEqual([]);
});

test("never without a caller", async () => {
  expect((await fetch(`${server.url}/api/v1/assets`)).status).toBe(401);
  expect(asked).toEqual([]);
});

test("a fault of ours tells its text to the log alone", async () => {
  for (const path of ["/api/trpc/assets.summary", "/api/v1/assets/summary"]) {
    const response = await fetch(`${server.url}${path}`, { headers: { authorization: "Bearer dealer" } });
    const text = await response.text();
    expect({ path, status: response.status, text }).toMatchObject({
      status: 500,
      text: expect.stringContaining("internal"),
    });
    expect(text).not.toMatch(/app_definer|other tenants|guard\.test/);
  }
  expect(JSON.stringify(server.logged)).toContain("password of app_definer");
});

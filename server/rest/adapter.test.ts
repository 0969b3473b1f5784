import { afterAll, beforeAll, expect, test } from "bun:test";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { callerWith, startTestServer, testClaims, type TestServer } from "../http/testing.ts";
import { procedure, router } from "../trpc.ts";
import { restOperations } from "./operations.ts";
import type { Problem } from "../problem.ts";

const listInput = z.object({
  limit: z.int().max(500).default(50),
  open: z.boolean().optional(),
  kinds: z.array(z.string()).optional(),
  siteId: z.uuid().optional(),
});
const sendInput = z.object({
  humanId: z.string().min(1),
  hours: z.number().positive(),
  site: z.object({ name: z.string() }),
});

// Paths of real procedures, so that the real policy decides.
const appRouter = router({
  assets: router({
    list: procedure
      .meta({ rest: { method: "GET", path: "/assets", summary: "List" } })
      .input(listInput)
      .query(({ input }) => input),
    get: procedure
      .meta({ rest: { method: "GET", path: "/assets/{humanId}", summary: "One" } })
      .input(z.object({ humanId: z.string().max(10), verbose: z.boolean().default(false) }))
      .query(({ input }) => input),
    setStatus: procedure
      .meta({ rest: { method: "POST", path: "/assets/{humanId}/status", summary: "Status" } })
      .input(z.object({ humanId: z.string(), status: z.string() }))
      .mutation(({ input }) => input),
    summary: procedure.query(() => "not served under REST"),
  }),
  rentals: router({
    checkOut: procedure
      .meta({ rest: { method: "POST", path: "/rentals/checkout", summary: "Send out" } })
      .input(sendInput)
      .mutation(({ input, ctx }) => ({ ...input, by: ctx.actor.sub, ip: ctx.ip })),
    list: procedure.meta({ rest: { method: "GET", path: "/rentals", summary: "Refused" } }).query(() => {
      throw new AppError("rental.already_out", { details: { humanId: "EQX1" } });
    }),
  }),
  alerts: router({
    list: procedure.meta({ rest: { method: "GET", path: "/alerts", summary: "Broken" } }).query((): string => {
      throw new Error("the password is hunter2");
    }),
  }),
  sites: router({
    list: procedure.meta({ rest: { method: "GET", path: "/sites", summary: "Database away" } }).query((): string => {
      throw new Error("Failed query", {
        cause: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" }),
      });
    }),
    create: procedure
      .meta({ rest: { method: "POST", path: "/sites", summary: "Not for operators" } })
      .input(z.object({ name: z.string() }))
      .mutation(({ input }) => input),
  }),
});

let server: TestServer;
const dealer = testClaims();

beforeAll(async () => {
  server = await startTestServer(appRouter);
  server.callers.set("dealer", callerWith(dealer));
  server.callers.set("operator", callerWith(testClaims({ orgType: "CUSTOMER", role: "OPERATOR" })));
  server.callers.set("stranger", callerWith(null));
});
afterAll(() => server.stop());

const call = (path: string, { token = "dealer", ...init }: RequestInit & { token?: string | null } = {}) =>
  fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(init.headers as Record<string, string>) },
  });
const post = (path: string, body: unknown, options: { token?: string | null; headers?: Record<string, string> } = {}) =>
  call(path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...options,
    headers: { "content-type": "application/json", ...options.headers },
  });
const problem = async (response: Response) => {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as Problem;
  expect(body.status).toBe(response.status);
  return body;
};

test("query strings become the types that the input asks for", async () => {
  const response = await call("/assets?limit=7&open=true&kinds=a,b&siteId=&unknown=1");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ limit: 7, open: true, kinds: ["a", "b"] });
});

test("path parameters join the input, before a body's field of the same name", async () => {
  expect(await (await call("/assets/EQX%201?verbose=1")).json()).toEqual({ humanId: "EQX 1", verbose: true });
  expect(await (await post("/assets/EQX1/status", { humanId: "EQX2", status: "IDLE" })).json()).toEqual({
    humanId: "EQX1",
    status: "IDLE",
  });
});

test("a body reaches the verb, with who calls and from where", async () => {
  const response = await post("/rentals/checkout", { humanId: "EQX1", hours: 8, site: { name: "A" } });
  expect(await response.json()).toEqual({
    humanId: "EQX1",
    hours: 8,
    site: { name: "A" },
    by: dealer.sub,
    ip: "127.0.0.1",
  });
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("nobody learns anything about an input before signing in", async () => {
  for (const response of [
    await post("/rentals/checkout", "{broken", { token: null }),
    await post("/rentals/checkout", {}, { token: null }),
    await call("/assets?limit=x", { token: "forged" }),
  ]) {
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problem(response)).toMatchObject({
      code: "auth.required",
      type: "urn:smart-rental:error:auth.required",
      title: "Unauthorized",
    });
  }
});

test("the role is asked before the body is read", async () => {
  expect((await problem(await post("/sites", "{broken", { token: "operator" }))).code).toBe("auth.forbidden");
  expect((await problem(await call("/assets", { token: "stranger" }))).code).toBe("auth.no_membership");
});

test("a body that is no JSON is 400, one of another type 415, and one that does not fit is 422 with the fields at fault", async () => {
  for (const [body, type, status, code] of [
    ["{broken", "application/json", 400, "input.unparsable"],
    ['{"a":1}', "text/plain", 415, "input.unsupported_type"],
    ["a=1", "application/x-www-form-urlencoded", 415, "input.unsupported_type"],
    ['{"a":1}', "application/jsonp", 415, "input.unsupported_type"],
    ['{"a":1}', "", 415, "input.unsupported_type"],
  ] as const) {
    const response = await post("/rentals/checkout", body, { headers: { "content-type": type } });
    expect({ type, status: response.status }).toEqual({ type, status });
    expect((await problem(response)).code).toBe(code);
  }
  const invalid = await problem(await post("/rentals/checkout", { humanId: "", hours: "8", site: {} }));
  expect(invalid).toMatchObject({ status: 422, code: "input.invalid" });
  expect(Object.keys(invalid.fields ?? {}).sort()).toEqual(["hours", "humanId", "site.name"]);
  expect((await problem(await post("/rentals/checkout", [1]))).code).toBe("input.invalid");
  expect((await problem(await call("/assets?limit=many"))).fields).toHaveProperty("limit");
  expect((await problem(await call("/assets?siteId=a&siteId=b"))).fields).toHaveProperty("siteId");
});

test("bytes that are not UTF-8 are unparsable", async () => {
  const response = await call("/rentals/checkout", {
    method: "POST",
    body: new Uint8Array([0x22, 0xff, 0x22]),
    headers: { "content-type": "application/json" },
  });
  expect((await problem(response)).code).toBe("input.unparsable");
});

test("a body above a mebibyte is 413, announced or streamed", async () => {
  const large = JSON.stringify({ humanId: "x".repeat(1024 * 1024) });
  expect((await problem(await post("/rentals/checkout", large))).code).toBe("input.too_large");
  const chunks = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 20; sent++) controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      controller.close();
    },
  });
  const streamed = await call("/rentals/checkout", {
    method: "POST",
    body: chunks,
    headers: { "content-type": "application/json" },
  });
  expect((await problem(streamed)).code).toBe("input.too_large");
});

test("unknown routes and wrong methods are 404 problems", async () => {
  for (const [path, method] of [
    ["/nothing", "GET"],
    ["/assets", "POST"],
    ["/rentals/checkout", "GET"],
    ["/assets-summary", "GET"],
    ["/assets.summary", "GET"],
    ["/assets/a/b", "DELETE"],
  ] as const) {
    const response = await call(path, { method });
    expect(response.status).toBe(404);
    expect((await problem(response)).code).toBe("not_found");
  }
});

test("a refusal keeps its code and details, a fault keeps its text to itself and the log", async () => {
  expect(await problem(await call("/rentals"))).toMatchObject({
    status: 409,
    code: "rental.already_out",
    details: { humanId: "EQX1" },
  });
  const response = await call("/alerts");
  const text = await response.clone().text();
  expect(text).not.toContain("hunter2");
  const { code, instance } = await problem(response);
  expect(code).toBe("internal");
  const requestId = response.headers.get("x-request-id");
  expect(instance).toBe(`urn:smart-rental:request:${requestId}`);
  const faults = server.logged.filter((entry) => entry["requestId"] === requestId && entry["level"] === 50);
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(faults)).toContain("hunter2");
});

test("a database that can not be reached is 503 and says when to come back", async () => {
  const response = await call("/sites");
  expect(response.headers.get("retry-after")).toBe("2");
  expect(await problem(response)).toMatchObject({ status: 503, code: "unavailable" });
});

test("a router that can not be served as it says stops the start", () => {
  const make = (path: string, method: "GET" | "POST" = "GET") =>
    procedure.meta({ rest: { method, path, summary: "" } });
  const faulty = {
    "a GET that changes": router({ a: make("/a").mutation(() => 1) }),
    "a path parameter that is no field": router({
      a: make("/a/{id}")
        .input(z.object({ name: z.string() }))
        .query(() => 1),
    }),
    "two with one route": router({
      a: make("/a/{id}")
        .input(z.object({ id: z.string() }))
        .query(() => 1),
      b: make("/a/{name}")
        .input(z.object({ name: z.string() }))
        .query(() => 1),
    }),
    "a subscription": router({
      a: make("/a").subscription(async function* () {
        yield 1;
      }),
    }),
  };
  for (const [name, made] of Object.entries(faulty)) expect(() => restOperations(made), name).toThrow();
});

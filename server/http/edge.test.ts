/** The edge's own rules: other origins, limits, compression and headers. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { Hono } from "hono";
import { z } from "zod";
import type { Problem } from "../problem.ts";
import { procedure, router } from "../trpc.ts";
import { readBytes } from "./read-body.ts";
import { TOAST_LIST_STYLE, TOAST_STYLES_SHA256 } from "./security-headers.ts";
import { callerWith, startTestServer, testClaims, type TestServer } from "./testing.ts";

const PARTNER = "https://erp.example";
const appRouter = router({
  assets: router({
    list: procedure
      .meta({ rest: { method: "GET", path: "/assets", summary: "List" } })
      .input(z.object({ bytes: z.int().default(0) }))
      .query(({ input }) => ({ filler: "x".repeat(input.bytes) })),
    setStatus: procedure
      .meta({ rest: { method: "POST", path: "/assets/status", summary: "Status" } })
      .input(z.object({ text: z.string() }))
      .mutation(({ input }) => input),
  }),
});
const others = new Hono()
  .get("/api/auth/get-session", (c) => c.json({ token: "t".repeat(4_000) }))
  .get("/api/export.csv", (c) => c.body("a,b\n".repeat(5_000), 200, { "content-type": "text/csv" }));

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(appRouter, {
    routes: [others],
    environment: { CORS_ORIGINS: PARTNER, PUBLIC_URL: "https://rental.example" },
  });
  server.callers.set("dealer", callerWith(testClaims()));
});
afterAll(() => server.stop());

const bearer = { authorization: "Bearer dealer" };
const cookie = { cookie: "session=dealer" };
const get = (path: string, headers: Record<string, string> = bearer, at = server, init: RequestInit = {}) =>
  fetch(`${at.url}${path}`, { ...init, headers });

describe("a page of a listed origin", () => {
  const asks = {
    origin: PARTNER,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };

  test("is told before it asks what it may send", async () => {
    for (const path of ["/api/v1/assets/status", "/api/trpc/assets.setStatus", "/files/0190"]) {
      const { status, headers } = await get(path, asks, server, { method: "OPTIONS" });
      expect(status, path).toBe(204);
      expect(headers.get("access-control-allow-origin")).toBe(PARTNER);
      expect(headers.get("access-control-allow-credentials")).toBe("true");
      expect(headers.get("access-control-allow-methods")).toBe("GET, POST, PUT");
      expect(headers.get("access-control-allow-headers")).toBe("authorization, content-type");
      expect(headers.get("access-control-max-age")).toBe("600");
      expect(headers.get("vary")).toBe("Origin");
    }
  });

  test("reads and acts with a person's cookie, and sees what it needs to go slower", async () => {
    for (const headers of [
      { ...cookie, origin: PARTNER, "sec-fetch-site": "same-site" },
      { ...bearer, origin: PARTNER },
    ]) {
      const read = await get("/api/v1/assets", headers);
      expect(read.status).toBe(200);
      expect(read.headers.get("access-control-allow-origin")).toBe(PARTNER);
      expect(read.headers.get("access-control-expose-headers")).toContain("ratelimit");
      const sent = await get("/api/v1/assets/status", { ...headers, "content-type": "application/json" }, server, {
        method: "POST",
        body: '{"text":"a"}',
      });
      expect(sent.status).toBe(200);
    }
    const refused = await get("/api/v1/assets", { origin: PARTNER });
    expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, PARTNER]);
  });

  test("signs nobody in", async () => {
    for (const path of ["/api/auth/get-session", "/api/v1/auth/otp"]) {
      expect((await get(path, asks, server, { method: "OPTIONS" })).status).toBe(404);
      expect((await get(path, { origin: PARTNER })).headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("is exactly that one, and all others are told nothing", async () => {
    for (const origin of [
      `${PARTNER}.evil.example`,
      "http://erp.example",
      "https://erp.example:444",
      "https://sub.erp.example",
      "null",
      "*",
    ]) {
      expect(
        (await get("/api/v1/assets/status", { ...asks, origin }, server, { method: "OPTIONS" })).status,
        origin,
      ).toBe(404);
      const { headers } = await get("/api/v1/assets", { ...bearer, origin });
      expect(headers.get("access-control-allow-origin"), origin).toBeNull();
      expect(headers.get("vary")).toContain("Origin");
      expect((await get("/api/v1/assets", { ...cookie, origin })).status, origin).toBe(403);
    }
  });
});

describe("limits", () => {
  const limited = async (environment: Record<string, string>) => {
    const narrow = await startTestServer(appRouter, { environment });
    narrow.callers.set("dealer", callerWith(testClaims()));
    narrow.callers.set("other", callerWith(testClaims()));
    return narrow;
  };

  test("of a caller: told with every answer, refused with the time to wait, and nobody else's", async () => {
    const narrow = await limited({ RATE_LIMIT_PER_CALLER: "6" });
    for (const left of [5, 4, 3]) {
      const { headers } = await get("/api/v1/assets", bearer, narrow);
      expect(headers.get("ratelimit-policy")).toBe('"caller";q=6;w=60');
      expect(headers.get("ratelimit")).toMatch(new RegExp(`^"caller";r=${left};t=\\d+$`));
    }
    // Four calls in one request are four.
    const batch = `/api/trpc/${Array.from({ length: 4 }, () => "assets.list").join(",")}?batch=1&input=${encodeURIComponent('{"0":{},"1":{},"2":{},"3":{}}')}`;
    const refused = await get(batch, bearer, narrow);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      code: "rate.limited",
      details: { retryAfterS: 10 },
      error: { data: { appCode: "rate.limited", httpStatus: 429 } },
    });
    expect(refused.headers.get("retry-after")).toBe("10");
    expect(refused.headers.get("ratelimit")).toStartWith('"caller";r=3;');
    for (let call = 0; call < 3; call++) expect((await get("/api/v1/assets", bearer, narrow)).status).toBe(200);
    expect((await get("/api/v1/assets", bearer, narrow)).status).toBe(429);
    expect((await get("/api/v1/assets", { authorization: "Bearer other" }, narrow)).status).toBe(200);
    await narrow.stop();
  });

  test("of a network: also for those who are nobody, never for who asks whether we live", async () => {
    const narrow = await limited({ RATE_LIMIT_PER_NETWORK: "3" });
    for (const path of ["/api/v1/assets", "/api/trpc/assets.list", "/files/x"]) await get(path, {}, narrow);
    const refused = await get("/api/public/config", {}, narrow);
    expect([refused.status, refused.headers.get("ratelimit-policy")]).toEqual([429, '"network";q=3;w=60']);
    expect(((await refused.json()) as Problem).code).toBe("rate.limited");
    for (const path of ["/healthz", "/readyz"]) expect((await get(path, {}, narrow)).status).toBe(200);
    expect((await get("/scan", {}, narrow)).status).toBe(404);
    await narrow.stop();
  });

  test("are off where they are set to nought", async () => {
    const open = await limited({ RATE_LIMIT_PER_NETWORK: "0", RATE_LIMIT_PER_CALLER: "0" });
    const { status, headers } = await get("/api/v1/assets", bearer, open);
    expect([status, headers.get("ratelimit")]).toEqual([200, null]);
    await open.stop();
  });

  test("a body that trickles in is not waited for", async () => {
    const { readable } = new TransformStream<Uint8Array, Uint8Array>();
    const request = new Request("http://localhost/", { method: "POST", body: readable });
    expect(
      await readBytes(request, { maxBytes: 10, withinMs: 20 }).catch((error: { code: string }) => error.code),
    ).toBe("input.timed_out");
  });

  test("what announces more than a route would ever take is refused before it is sent", async () => {
    const status = (path: string, bytes: number) =>
      new Promise<string>((resolve) => {
        const socket = connect(Number(server.server.port), "127.0.0.1", () =>
          socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`),
        );
        socket.once("data", (data) => (resolve(data.toString().split(" ")[1]!), socket.destroy()));
        socket.on("error", () => {});
      });
    expect(await status("/api/trpc/assets.setStatus", 1024 * 1024 + 1)).toBe("413");
    expect(await status("/scan", 70_000)).toBe("413");
    expect(await status("/files/x", 33 * 1024 * 1024)).toBe("413");
  });
});

describe("compression", () => {
  const packed = (path: string, encoding: string) =>
    fetch(`${server.url}${path}`, { headers: { ...bearer, "accept-encoding": encoding }, decompress: false });

  test("of JSON from a kibibyte on, as the client takes it", async () => {
    const path = "/api/v1/assets?bytes=5000";
    const whole = await (await get(path)).text();
    const zstd = await packed(path, "gzip, deflate, br, zstd");
    expect(zstd.headers.get("content-encoding")).toBe("zstd");
    expect(zstdDecompressSync(await zstd.bytes()).toString()).toBe(whole);
    const gzip = await packed(path, "gzip;q=1, zstd;q=0");
    expect(gzip.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await gzip.bytes()).toString()).toBe(whole);
    for (const [small, encoding] of [
      ["/api/v1/assets?bytes=100", "gzip"],
      [path, "identity"],
    ] as const) {
      const plain = await packed(small, encoding);
      expect(plain.headers.get("content-encoding")).toBeNull();
      expect(plain.headers.get("vary")).toContain("Accept-Encoding");
      expect(((await plain.json()) as { filler: string }).filler).not.toBe("");
    }
  });

  test("never of what may hold a token", async () => {
    const { headers } = await packed("/api/auth/get-session", "gzip, zstd");
    expect(headers.get("content-encoding")).toBeNull();
  });

  test("of an export as it comes", async () => {
    const response = await packed("/api/export.csv", "gzip, zstd");
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await response.bytes()).toString()).toBe("a,b\n".repeat(5_000));
  });

  test("of the reference once, not at each request", async () => {
    const path = "/api/reference/swagger-ui-bundle.js";
    const [first, second] = [await packed(path, "br"), await packed(path, "br")];
    expect(first.headers.get("content-encoding")).toBe("br");
    expect(await first.bytes()).toEqual(await second.bytes());
  });
});

describe("headers", () => {
  test("keep everything that a page does not need from it, and other pages from ours", async () => {
    const { headers } = await get("/api/v1/assets");
    const policy: Record<string, string[]> = Object.fromEntries(
      headers
        .get("content-security-policy")!
        .split("; ")
        .map((part) => [part.split(" ", 1)[0], part.split(" ").slice(1)]),
    );
    expect(policy).toMatchObject({
      "default-src": ["'self'"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "frame-ancestors": ["'none'"],
      "form-action": ["'self'"],
    });
    // No inline script or style, no eval, no other host and no wildcard, anywhere.
    expect(policy["script-src"]).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    // A hash of the one attribute that a library brings, and nothing else.
    expect(policy["style-src-attr"]).toEqual(["'unsafe-hashes'", expect.stringMatching(/^'sha256-[\w+/]{43}='$/)]);
    for (const [directive, sources] of Object.entries(policy))
      for (const source of sources.filter((each) => each !== "'unsafe-hashes'" || directive !== "style-src-attr"))
        expect(source, directive).toMatch(
          /^('self'|'none'|'wasm-unsafe-eval'|'sha256-[\w+/]{43}='|data:|blob:|wss:\/\/rental\.example)$/,
        );
    const uses = headers.get("permissions-policy")!;
    expect(uses).toContain("camera=(self), geolocation=(self)");
    for (const never of ["microphone", "payment", "usb", "serial", "display-capture"])
      expect(uses).toContain(`${never}=()`);
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("server")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  test("let in the one style sheet that a script adds, as it is in the installed package", async () => {
    const source = await Bun.file(new URL("../../node_modules/solid-sonner/dist/index.js", import.meta.url)).text();
    const literal = /styles_default = ("(?:[^"\\]|\\[^])*")/.exec(source)![1]!;
    // JSON knows no backslash at the end of a line, which in a script means that the text goes on.
    const sheet = JSON.parse(literal.replaceAll("\\\n", "")) as string;
    expect(new Bun.CryptoHasher("sha256").update(sheet).digest("base64")).toBe(TOAST_STYLES_SHA256);
    expect(source).toContain(`data-sonner-toaster style=${TOAST_LIST_STYLE}>`);
  });

  test("ask for encryption where there is some to ask for", async () => {
    expect((await get("/healthz")).headers.get("strict-transport-security")).toBe(
      "max-age=63072000; includeSubDomains",
    );
    const plain = await startTestServer(appRouter, { environment: { PUBLIC_URL: "http://localhost:3000" } });
    expect((await get("/healthz", {}, plain)).headers.get("strict-transport-security")).toBeNull();
    await plain.stop();
  });
});

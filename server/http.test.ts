import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { z } from "zod";
import { AppError } from "./domain/errors.ts";
import { callerWith, startTestServer, testClaims, type TestServer } from "./http/testing.ts";
import type { Problem } from "./problem.ts";
import { procedure, router } from "./trpc.ts";

const METRICS_TOKEN = "metrics-token-of-the-test";
const echoInput = z.object({ text: z.string().max(10) });
const appRouter = router({
  assets: router({
    list: procedure
      .meta({ rest: { method: "GET", path: "/assets", summary: "List" } })
      .input(z.object({ q: z.string().optional() }))
      .query(({ input, ctx }) => ({ ...input, ip: ctx.ip, filler: "x".repeat(3_000) })),
    setStatus: procedure
      .meta({ rest: { method: "POST", path: "/assets/status", summary: "Status" } })
      .input(echoInput)
      .mutation(({ input }) => input),
  }),
});

const others = new Hono();
others.get("/files/secret-link", () => {
  throw new AppError("media.link_expired");
});
others.get("/api/public/config", (c) =>
  c.json({ forwarded: c.req.header("x-forwarded-for"), host: c.req.header("x-forwarded-host") ?? null }),
);

let server: TestServer;
let clientDir: string;
let ready = true;

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "client-"));
  await mkdir(join(clientDir, "_build/assets"), { recursive: true });
  await Bun.write(join(clientDir, "index.html"), "<!doctype html><title>shell</title>");
  await Bun.write(join(clientDir, "sw.js"), "self.addEventListener('fetch', () => {})");
  await Bun.write(join(clientDir, "manifest.webmanifest"), "{}");
  await Bun.write(join(clientDir, "_build/assets/app-1a2b.js"), "export const lines = [];\n".repeat(200));
  server = await startTestServer(appRouter, {
    clientDir,
    routes: [others],
    ready: () => ready,
    environment: { METRICS_TOKEN, PUBLIC_URL: "https://rental.example" },
  });
  server.callers.set("dealer", callerWith(testClaims()));
});
afterAll(async () => {
  await server.stop();
  await rm(clientDir, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers });
const send = (path: string, headers: Record<string, string>, body: unknown = { text: "a" }) =>
  get(path, { "content-type": "application/json", ...headers }, { method: "POST", body: JSON.stringify(body) });
const bearer = { authorization: "Bearer dealer" };
const cookie = { cookie: "session=dealer" };

describe("tRPC", () => {
  test("answers queries in batches", async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: { q: "a" }, 1: { q: "b" } }));
    const response = await get(`/api/trpc/assets.list,assets.list?batch=1&input=${input}`, bearer);
    const answers = (await response.json()) as { result: { data: { q: string } } }[];
    expect(answers.map(({ result }) => result.data.q)).toEqual(["a", "b"]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("refuses with the application's code and status", async () => {
    const response = await send("/api/trpc/assets.setStatus", bearer, { text: "much too long" });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { data: { appCode: "input.invalid", httpStatus: 422, fields: { text: expect.any(String) } } },
    });
    expect((await send("/api/trpc/assets.setStatus", {})).status).toBe(401);
  });

  test("takes no body above a mebibyte and no mutation by GET", async () => {
    expect((await send("/api/trpc/assets.setStatus", bearer, { text: "x".repeat(1024 * 1024) })).status).toBe(413);
    expect((await get(`/api/trpc/assets.setStatus?input=${encodeURIComponent('{"text":"a"}')}`, bearer)).ok).toBe(
      false,
    );
  });
});

describe("pages of other sites", () => {
  const paths = ["/api/trpc/assets.setStatus", "/api/v1/assets/status"];
  const expectStatus = async (headers: Record<string, string>, status: number) => {
    for (const path of paths) expect((await send(path, headers)).status, path).toBe(status);
  };

  test("can not act with our cookie", async () => {
    await expectStatus({ ...cookie, origin: "https://evil.example" }, 403);
    await expectStatus({ ...cookie, origin: "null" }, 403);
    await expectStatus({ ...cookie, "sec-fetch-site": "cross-site" }, 403);
    await expectStatus({ ...cookie, "sec-fetch-site": "same-site" }, 403);
    // Our own address without encryption: whoever is on the way may have made that page.
    await expectStatus({ ...cookie, origin: "http://rental.example" }, 403);
    await expectStatus({ ...cookie, origin: "http://else.example", host: "else.example" }, 403);
  });

  test("can not even read with our cookie, but a link from one may be followed", async () => {
    const page = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    const statuses = async (headers: Record<string, string>) =>
      Promise.all(
        ["/api/v1/assets", "/api/trpc/assets.list?input=%7B%7D"].map(
          async (path) => (await get(path, { ...cookie, ...headers })).status,
        ),
      );
    expect(await statuses({ origin: "https://evil.example" })).toEqual([403, 403]);
    expect(
      await statuses({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" }),
    ).toEqual([403, 403]);
    expect(await statuses({ "sec-fetch-site": "cross-site", ...page, "sec-fetch-dest": "iframe" })).toEqual([403, 403]);
    expect(await statuses({ "sec-fetch-site": "cross-site", ...page })).toEqual([200, 200]);
    expect((await send("/api/v1/assets/status", { ...cookie, "sec-fetch-site": "cross-site", ...page })).status).toBe(
      403,
    );
  });

  test("our own pages, scripts and tokens can", async () => {
    await expectStatus({ ...cookie, origin: "https://rental.example", "sec-fetch-site": "same-origin" }, 200);
    await expectStatus({ ...cookie, origin: "https://else.example", host: "else.example" }, 200);
    await expectStatus({ ...cookie, "sec-fetch-site": "same-origin" }, 200);
    await expectStatus(cookie, 200);
    await expectStatus({ ...bearer, origin: "https://evil.example" }, 200);
  });

  test("get no CORS headers", async () => {
    const response = await get("/api/v1/assets", { ...bearer, origin: "https://evil.example" });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(
      (
        await get(
          "/api/v1/assets",
          { origin: "https://evil.example", "access-control-request-method": "GET" },
          { method: "OPTIONS" },
        )
      ).status,
    ).toBe(404);
  });
});

describe("the built app", () => {
  test("named by its hash is kept for ever, the shell and the worker are asked for again", async () => {
    const asset = await get("/_build/assets/app-1a2b.js");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toStartWith("text/javascript");
    for (const path of ["/", "/index.html", "/sw.js", "/manifest.webmanifest"])
      expect((await get(path)).headers.get("cache-control"), path).toBe("no-cache");
    expect((await get("/sw.js")).headers.get("service-worker-allowed")).toBe("/");
    expect((await get("/manifest.webmanifest")).headers.get("content-type")).toBe("application/manifest+json");
  });

  test("opens on every page address, and a missing file is never the shell", async () => {
    for (const path of ["/", "/assets/EQX1001", "/scan"]) {
      const page = await get(path, { accept: "text/html" });
      expect(page.headers.get("content-type")).toStartWith("text/html");
      expect(await page.text()).toContain("shell");
    }
    for (const path of [
      "/_build/assets/gone.js",
      "/_build/assets/gone",
      "/logo.png",
      "/../package.json",
      "/..%2fpackage.json",
      "/%2e%2e/%2e%2e/etc/passwd.txt",
      "/.env",
    ]) {
      expect((await get(path, { accept: "text/html" })).status, path).toBe(404);
    }
    expect((await get("/scan", { "sec-fetch-mode": "cors", accept: "text/html" })).status).toBe(404);
    expect((await get("/scan", {}, { method: "POST" })).status).toBe(404);
    for (const path of ["/api", "/api/nothing", "/files/nothing", "/dev/nothing"])
      expect((await get(path, { accept: "text/html" })).headers.get("content-type")).toBe("application/problem+json");
  });

  test("is compressed for those who take it, and not sent again to those who have it", async () => {
    const whole = await (await get("/_build/assets/app-1a2b.js", { "accept-encoding": "identity" })).text();
    const packed = await fetch(`${server.url}/_build/assets/app-1a2b.js`, {
      headers: { "accept-encoding": "gzip" },
      decompress: false,
    });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await packed.bytes()).toString()).toBe(whole);
    expect(
      (
        await fetch(`${server.url}/_build/assets/app-1a2b.js`, {
          headers: { "accept-encoding": "gzip, br" },
          decompress: false,
        })
      ).headers.get("content-encoding"),
    ).toBe("br");
    expect(
      (await get("/_build/assets/app-1a2b.js", { "accept-encoding": "gzip;q=0" })).headers.get("content-encoding"),
    ).toBeNull();
    const again = await get("/_build/assets/app-1a2b.js", { "if-none-match": packed.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    const head = await get("/_build/assets/app-1a2b.js", {}, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });
});

describe("every answer", () => {
  test("carries the security headers and a request id", async () => {
    for (const path of ["/", "/api/v1/assets", "/api/nothing", "/healthz", "/api/reference", "/files/secret-link"]) {
      const { headers } = await get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toContain("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; ");
      expect(policy).toContain("connect-src 'self' wss://rental.example");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("strict-transport-security")).not.toBeNull();
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test("knows the client by its connection and not by what it says", async () => {
    const spoofed = { "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example" };
    expect(await (await get("/api/public/config", spoofed)).json()).toEqual({ forwarded: "127.0.0.1", host: null });
    expect(await (await get("/api/v1/assets", { ...bearer, ...spoofed })).json()).toMatchObject({ ip: "127.0.0.1" });
  });

  test("behind a trusted proxy the address is the one that the proxy added", async () => {
    const proxied = await startTestServer(appRouter, { routes: [others], environment: { TRUST_PROXY: "true" } });
    const response = await fetch(`${proxied.url}/api/public/config`, {
      headers: { "x-forwarded-for": "6.6.6.6, 203.0.113.9" },
    });
    expect(await response.json()).toMatchObject({ forwarded: "203.0.113.9" });
    await proxied.stop();
  });

  test("is logged without query, address or link", async () => {
    await get("/api/v1/assets?q=ann@example.com", bearer);
    await get("/files/secret-link?signature=abc");
    const text = JSON.stringify(server.logged);
    expect(text).toContain('"path":"/api/v1/assets"');
    const userId = server.callers.get("dealer")!.userId;
    expect(server.logged.findLast(({ path }) => path === "/api/v1/assets")).toMatchObject({
      status: 200,
      user: userId,
    });
    for (const secret of ["ann@example.com", "secret-link", "signature", "127.0.0.1", "Bearer dealer"])
      expect(text).not.toContain(secret);
  });
});

describe("operation", () => {
  test("before it is ready the API is unavailable, the process lives and the app loads", async () => {
    ready = false;
    for (const path of ["/readyz", "/api/v1/assets", "/api/trpc/assets.list", "/files/secret-link", "/dev/mailbox"]) {
      const response = await get(path, bearer);
      expect(response.status, path).toBe(503);
      expect(((await response.json()) as Problem).code).toBe("unavailable");
      expect(response.headers.get("retry-after")).toBe("2");
    }
    expect((await get("/healthz")).status).toBe(200);
    expect((await get("/")).status).toBe(200);
    ready = true;
    expect((await get("/readyz")).status).toBe(200);
  });

  test("metrics need their token and count requests by class", async () => {
    for (const headers of [{}, { authorization: "Bearer wrong" }, bearer])
      expect((await get("/metrics", headers)).status).toBe(401);
    await get("/api/v1/assets", bearer);
    const response = await get("/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
    expect(response.headers.get("content-type")).toStartWith("text/plain; version=0.0.4");
    const text = await response.text();
    expect(text).toMatch(/^http_requests_total\{class="rest",method="GET",status="200"\} [1-9]/m);
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{class="rest",le="\+Inf"\} [1-9]/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^websocket_connections 0$/m);
    for (const line of text.trimEnd().split("\n"))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? -?[\d.e+-]+)$/);
  });

  test("without a token there are no metrics", async () => {
    const plain = await startTestServer(appRouter);
    expect((await fetch(`${plain.url}/metrics`)).status).toBe(404);
    await plain.stop();
  });

  test("the document and its page are served without anything from elsewhere", async () => {
    const document = (await (await get("/api/openapi.json")).json()) as { paths: object };
    expect(document.paths).toHaveProperty("/assets");
    const page = await (await get("/api/reference")).text();
    expect(page).not.toMatch(/https?:|<script>/);
    for (const [, path] of page.matchAll(/(?:src|href)="(\/api\/[^"]+)"/g))
      expect((await get(path as string)).status, path).toBe(200);
  });

  test("JSON of the API is compressed", async () => {
    const response = await fetch(`${server.url}/api/v1/assets`, {
      headers: { ...bearer, "accept-encoding": "gzip" },
      decompress: false,
    });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(response.headers.get("vary")).toContain("Accept-Encoding");
  });

  test("a client directory without the shell stops the start", async () => {
    const failure = await startTestServer(appRouter, { clientDir: join(clientDir, "_build") }).catch(String);
    expect(failure).toContain("build the app first");
  });
});

/** The OpenAPI document and the page that shows it, with nothing fetched from elsewhere. */
import type { AnyRouter } from "@trpc/server";
import { Hono } from "hono";
import type { EdgeEnv } from "../http/edge-env.ts";
import { KeptBody, preferred } from "../http/pack.ts";
import { openApiDocument } from "./openapi.ts";

const here = (name: string) => Bun.file(new URL(name, import.meta.url));
const swagger = (name: string) => Bun.file(new URL(import.meta.resolve(`swagger-ui-dist/${name}`)));

/**
 * `/openapi.json` and `/reference`; mount it at /api. The document is made once, at start, so that a fault in it stops the start.
 * Anybody may ask for these, so each is packed once and not at every request.
 */
export function referenceApp(appRouter: AnyRouter, info: { version: string; sessionCookie: string }): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const text = JSON.stringify(openApiDocument(appRouter, info));
  const file = (path: string, source: Blob, type: string, cacheControl = "public, max-age=3600") => {
    const kept = new KeptBody(() => source.bytes());
    app.get(path, async (c) => {
      const encoding = preferred(c.req.header("accept-encoding") ?? null, ["br", "zstd", "gzip"]);
      const headers = { "content-type": type, "cache-control": cacheControl, vary: "Accept-Encoding" };
      if (encoding === "identity") return c.body(await source.arrayBuffer(), 200, headers);
      return c.body(await kept.as(encoding), 200, { ...headers, "content-encoding": encoding });
    });
  };
  file("/openapi.json", new Blob([text]), "application/json", "no-cache");
  file("/reference", here("./reference.html"), "text/html; charset=utf-8");
  file("/reference/start.js", here("./reference.start.js"), "text/javascript; charset=utf-8");
  file("/reference/swagger-ui-bundle.js", swagger("swagger-ui-bundle.js"), "text/javascript; charset=utf-8");
  file("/reference/swagger-ui.css", swagger("swagger-ui.css"), "text/css; charset=utf-8");
  return app;
}

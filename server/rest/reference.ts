/** The OpenAPI document and the page that shows it, with nothing fetched from elsewhere. */
import type { AnyRouter } from "@trpc/server";
import { Hono } from "hono";
import type { EdgeEnv } from "../http/edge-env.ts";
import { openApiDocument } from "./openapi.ts";

const here = (name: string) => Bun.file(new URL(name, import.meta.url));
const swagger = (name: string) => Bun.file(new URL(import.meta.resolve(`swagger-ui-dist/${name}`)));

/** `/openapi.json` and `/reference`; mount it at /api. The document is made once, at start, so that a fault in it stops the start. */
export function referenceApp(appRouter: AnyRouter, info: { version: string; sessionCookie: string }): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const text = JSON.stringify(openApiDocument(appRouter, info));
  app.get("/openapi.json", (c) =>
    c.body(text, 200, { "content-type": "application/json", "cache-control": "no-cache" }),
  );
  const file = (path: string, source: Bun.BunFile, type: string) =>
    app.get(path, async (c) =>
      c.body(await source.arrayBuffer(), 200, { "content-type": type, "cache-control": "public, max-age=3600" }),
    );
  file("/reference", here("./reference.html"), "text/html; charset=utf-8");
  file("/reference/start.js", here("./reference.start.js"), "text/javascript; charset=utf-8");
  file("/reference/swagger-ui-bundle.js", swagger("swagger-ui-bundle.js"), "text/javascript; charset=utf-8");
  file("/reference/swagger-ui.css", swagger("swagger-ui.css"), "text/css; charset=utf-8");
  return app;
}

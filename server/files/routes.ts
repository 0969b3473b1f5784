/** `PUT` and `GET /files/<mediaId>` behind signed links. What is stored is exactly what was announced, or nothing. */
import { Hono } from "hono";
import { AppError } from "../domain/errors.ts";
import { sniffContentType, SNIFF_BYTES } from "../domain/media/magic.ts";
import { readBytes } from "../http/read-body.ts";
import type { DiskStore } from "./disk-store.ts";

/** For a photograph over a building site's network. */
const UPLOAD_MS = 10 * 60_000;

export function fileRoutes(store: DiskStore): Hono {
  const app = new Hono();
  app.on(["GET", "HEAD"], "/files/:mediaId", async (c) => {
    const link = store.verify("GET", c.req.param("mediaId"), new URL(c.req.url).searchParams, Date.now());
    if (!link) throw new AppError("media.link_expired");
    const file = await store.read(link.mediaId);
    if (!file) throw new AppError("not_found");
    return new Response(c.req.method === "HEAD" ? null : file.open(), {
      headers: {
        "content-type": link.contentType,
        "content-length": String(file.bytes),
        "content-disposition": "inline",
        "cache-control": "private, max-age=300",
        // Should a file ever be more than a picture: opened on its own it runs nothing, loads nothing and is of no origin.
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      },
    });
  });
  app.put("/files/:mediaId", async (c) => {
    const link = store.verify("PUT", c.req.param("mediaId"), new URL(c.req.url).searchParams, Date.now());
    if (!link) throw new AppError("media.link_expired");
    if (c.req.header("content-type") !== link.contentType)
      throw new AppError("media.mismatch", { fields: { contentType: `announced as ${link.contentType}` } });
    const content = await readBytes(c.req.raw, {
      maxBytes: link.bytes,
      withinMs: UPLOAD_MS,
      tooLarge: "media.too_large",
    });
    if (content.length !== link.bytes)
      throw new AppError("media.mismatch", { fields: { bytes: `expected ${link.bytes}, got ${content.length}` } });
    if (sniffContentType(content.subarray(0, SNIFF_BYTES)) !== link.contentType)
      throw new AppError("media.unsupported_type");
    if (new Bun.CryptoHasher("sha256").update(content).digest("hex") !== link.sha256)
      throw new AppError("media.mismatch", { fields: { sha256: "differs from what was announced" } });
    await store.put(link.mediaId, content);
    return c.body(null, 204);
  });
  return app;
}

/** `PUT` and `GET /files/<mediaId>` behind signed links. What is stored is exactly what was announced, or nothing. */
import { Hono } from "hono";
import { AppError } from "../domain/errors.ts";
import { sniffContentType, SNIFF_BYTES } from "../domain/media/magic.ts";
import type { DiskStore } from "./disk-store.ts";

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
        "cross-origin-resource-policy": "same-origin",
      },
    });
  });
  app.put("/files/:mediaId", async (c) => {
    const link = store.verify("PUT", c.req.param("mediaId"), new URL(c.req.url).searchParams, Date.now());
    if (!link) throw new AppError("media.link_expired");
    if (c.req.header("content-type") !== link.contentType)
      throw new AppError("media.mismatch", { fields: { contentType: `announced as ${link.contentType}` } });
    const content = await readExactly(c.req.raw.body, link.bytes);
    if (sniffContentType(content.subarray(0, SNIFF_BYTES)) !== link.contentType)
      throw new AppError("media.unsupported_type");
    if (new Bun.CryptoHasher("sha256").update(content).digest("hex") !== link.sha256)
      throw new AppError("media.mismatch", { fields: { sha256: "differs from what was announced" } });
    await store.put(link.mediaId, content);
    return c.body(null, 204);
  });
  return app;
}

/** Reads a body of an announced length and stops at the first byte too many. */
async function readExactly(body: ReadableStream<Uint8Array> | null, bytes: number): Promise<Uint8Array> {
  const content = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of body ?? []) {
    if (filled + chunk.length > bytes) throw new AppError("media.too_large");
    content.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled !== bytes) throw new AppError("media.mismatch", { fields: { bytes: `expected ${bytes}, got ${filled}` } });
  return content;
}

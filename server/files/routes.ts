/**
 * `PUT` and `GET /files/<mediaId>` behind signed links. What is stored is exactly what was announced, or nothing. A PUT with
 * `Content-Range: bytes 0-99/500` brings a part and one with an empty body and `bytes *` over the length asks how far it is; both are
 * answered 202 with `Upload-Offset` until the file is whole (204).
 */
import { Hono } from "hono";
import { AppError } from "../domain/errors.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { readBytes } from "../http/read-body.ts";
import { readContentRange, readRange } from "./content-range.ts";
import type { DiskStore } from "./disk-store.ts";
import { judgeUpload } from "./judge-upload.ts";
import { takePart } from "./take-part.ts";

/** For a photograph over a building site's network. */
const UPLOAD_MS = 10 * 60_000;

export function fileRoutes(store: DiskStore): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  app.on(["GET", "HEAD"], "/files/:mediaId", async (c) => {
    const link = store.verify("GET", c.req.param("mediaId"), new URL(c.req.url).searchParams, Date.now());
    if (!link) throw new AppError("media.link_expired");
    const file = await store.read(link.mediaId);
    if (!file) throw new AppError("not_found");
    const range = readRange(c.req.header("range"), file.bytes);
    const unsatisfiable = range === "unsatisfiable";
    const { start, end } = range === null || unsatisfiable ? { start: 0, end: file.bytes } : range;
    const status = unsatisfiable ? 416 : range ? 206 : 200;
    return new Response(c.req.method === "HEAD" || unsatisfiable ? null : file.open(start, end), {
      status,
      headers: {
        "content-type": link.contentType,
        // Without parts Safari plays no film.
        "accept-ranges": "bytes",
        "content-length": String(unsatisfiable ? 0 : end - start),
        ...(status === 206 ? { "content-range": `bytes ${start}-${end - 1}/${file.bytes}` } : {}),
        ...(unsatisfiable ? { "content-range": `bytes */${file.bytes}` } : {}),
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
    const header = c.req.header("content-range");
    if (header !== undefined) {
      const part = readContentRange(header);
      if (!part)
        throw new AppError("input.unparsable", { message: "Content-Range is like bytes 0-99/500, or bytes */500." });
      const offset = await takePart(store, link, part, c.req.raw);
      return c.body(null, offset === link.bytes ? 204 : 202, { "upload-offset": String(offset) });
    }
    const content = await readBytes(c.req.raw, {
      maxBytes: link.bytes,
      withinMs: UPLOAD_MS,
      tooLarge: "media.too_large",
    });
    judgeUpload(content, link);
    await store.put(link.mediaId, content);
    return c.body(null, 204);
  });
  return app;
}

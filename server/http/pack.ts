/** Compression: of what stays the same once, and of answers as they are made. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip, zstdCompress } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import type { EdgeEnv } from "./edge-env.ts";
import { classOf } from "./route-class.ts";

export type Encoding = "br" | "zstd" | "gzip" | "identity";
type Packer = (bytes: Uint8Array) => Promise<Buffer<ArrayBuffer>>;

/** Below this a packed answer saves no packet. */
export const MIN_PACKED_BYTES = 1024;
const PACKABLE =
  /^(text\/|application\/(json|javascript|manifest\+json|wasm|geo\+json|problem\+json|xml)|image\/svg\+xml)/;
export const isPackable = (contentType: string) => PACKABLE.test(contentType);

const packers: Record<Exclude<Encoding, "identity">, Packer> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  zstd: promisify<Uint8Array, Buffer<ArrayBuffer>>(zstdCompress),
  gzip: promisify<Uint8Array, Buffer<ArrayBuffer>>(gzip),
};

/** The first of `offered` that an Accept-Encoding header takes. */
export function preferred(accepted: string | null, offered: readonly Encoding[]): Encoding {
  const offers = (accepted ?? "").split(",").map((offer) => offer.trim().toLowerCase());
  const takes = (name: string) =>
    offers.some((offer) => offer.split(";")[0]?.trim() === name && !/;\s*q=0(\.0*)?$/.test(offer));
  return offered.find(takes) ?? "identity";
}

/** Bytes that do not change, packed on first use and kept. */
export class KeptBody {
  readonly #read: () => Promise<Uint8Array>;
  readonly #packed = new Map<Encoding, Promise<Buffer<ArrayBuffer>>>();

  constructor(read: () => Promise<Uint8Array>) {
    this.#read = read;
  }

  as(encoding: Exclude<Encoding, "identity">): Promise<Buffer<ArrayBuffer>> {
    let body = this.#packed.get(encoding);
    if (!body) {
      body = this.#read().then(packers[encoding]);
      this.#packed.set(encoding, body);
      body.catch(() => this.#packed.delete(encoding));
    }
    return body;
  }
}

/**
 * Packs answers of a kibibyte and more. Those under /auth never: they hold tokens, and the length of a packed answer tells about
 * its contents to whoever can have their own text put beside the secret (BREACH). Elsewhere no page but ours gets an answer with
 * a person's cookie at all, see `same-origin.ts`.
 */
export function packAnswers(): MiddlewareHandler<EdgeEnv> {
  return async (c, next) => {
    await next();
    const { res } = c;
    if (!res.body || c.req.method === "HEAD" || classOf(c.req.path) === "auth") return;
    if (res.headers.has("content-encoding") || !isPackable(res.headers.get("content-type") ?? "")) return;
    const isWhole = /json/.test(res.headers.get("content-type") ?? "");
    const encoding = preferred(c.req.header("accept-encoding") ?? null, isWhole ? ["zstd", "gzip"] : ["gzip"]);
    if (isWhole) {
      const bytes = await res.bytes();
      const packs = encoding !== "identity" && bytes.length >= MIN_PACKED_BYTES;
      c.res = new Response(packs ? await packers[encoding](bytes) : bytes, res);
      if (packs) c.res.headers.set("content-encoding", encoding);
    } else if (encoding !== "identity") {
      // Exports may be long, so they are packed as they come.
      c.res = new Response(res.body.pipeThrough(new CompressionStream("gzip")), res);
      c.res.headers.set("content-encoding", encoding);
    }
    c.res.headers.delete("content-length");
    c.res.headers.append("vary", "Accept-Encoding");
  };
}

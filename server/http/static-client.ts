/**
 * The built app. Files are found in a list made at start, so that no request reaches another file. What the bundler named by
 * its hash is kept for ever; a navigation gets the shell; a missing asset is 404 and never the shell, which a browser would
 * try to run.
 */
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const HASHED = /^\/_build\/assets\//;
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|manifest\+json|wasm|geo\+json)|image\/svg\+xml)/;
const MIN_COMPRESSED_BYTES = 1024;
const TYPES: Record<string, string> = {
  ".webmanifest": "application/manifest+json",
  ".mjs": "text/javascript;charset=utf-8",
  ".geojson": "application/geo+json",
};

type Encoding = "br" | "gzip" | "identity";
type Asset = {
  path: string;
  type: string;
  etag: string;
  hashed: boolean;
  bodies: Map<Encoding, Promise<Buffer<ArrayBuffer>>>;
};

const compressors: Record<"br" | "gzip", (bytes: Uint8Array) => Promise<Buffer<ArrayBuffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: promisify<Uint8Array, Buffer<ArrayBuffer>>(gzip),
};

export class StaticClient {
  readonly #assets: Map<string, Asset>;

  private constructor(assets: Map<string, Asset>) {
    this.#assets = assets;
  }

  /** Lists `directory` (`dist/client`). Throws when it holds no `index.html`: then the app has not been built. */
  static async load(directory: string): Promise<StaticClient> {
    const assets = new Map<string, Asset>();
    for await (const name of new Bun.Glob("**/*").scan({ cwd: directory, onlyFiles: true })) {
      const path = join(directory, name);
      const file = Bun.file(path);
      const etag = `"${Bun.hash(await file.bytes()).toString(36)}"`;
      const type = TYPES[/\.\w+$/.exec(name)?.[0] ?? ""] ?? file.type;
      assets.set(`/${name}`, { path, type, etag, hashed: HASHED.test(`/${name}`), bodies: new Map() });
    }
    if (!assets.has("/index.html")) throw new Error(`${directory} holds no index.html: build the app first`);
    return new StaticClient(assets);
  }

  /** The answer to a GET or HEAD, or null where there is nothing to serve. */
  async respond(request: Request): Promise<Response | null> {
    if (request.method !== "GET" && request.method !== "HEAD") return null;
    const path = decoded(new URL(request.url).pathname);
    const asset = this.#assets.get(path) ?? (isNavigation(request, path) ? this.#assets.get("/index.html") : undefined);
    if (!asset) return null;
    const compressible = COMPRESSIBLE.test(asset.type);
    const headers = new Headers({
      "content-type": asset.type,
      "cache-control": asset.hashed ? "public, max-age=31536000, immutable" : "no-cache",
      etag: asset.etag,
      ...(compressible ? { vary: "Accept-Encoding" } : {}),
      ...(path === "/sw.js" ? { "service-worker-allowed": "/" } : {}),
    });
    if (matches(request.headers.get("if-none-match"), asset.etag)) return new Response(null, { status: 304, headers });
    const size = Bun.file(asset.path).size;
    const encoding =
      compressible && size >= MIN_COMPRESSED_BYTES
        ? preferred(request.headers.get("accept-encoding") ?? "")
        : "identity";
    if (encoding !== "identity") {
      headers.set("content-encoding", encoding);
      headers.set("etag", `W/${asset.etag}`);
    }
    return new Response(request.method === "HEAD" ? null : await bodyOf(asset, encoding), { headers });
  }
}

/** Compressed once, on first use, and kept. */
function bodyOf(asset: Asset, encoding: Encoding): Promise<Buffer<ArrayBuffer>> | Bun.BunFile {
  const file = Bun.file(asset.path);
  if (encoding === "identity") return file;
  let body = asset.bodies.get(encoding);
  if (!body) {
    body = file.bytes().then(compressors[encoding]);
    asset.bodies.set(encoding, body);
    body.catch(() => asset.bodies.delete(encoding));
  }
  return body;
}

/** A page load: no file's name, and wanted as a document as far as the client tells. */
function isNavigation(request: Request, path: string): boolean {
  if (path.startsWith("/_build/") || /\.[a-z0-9]+$/i.test(path)) return false;
  const mode = request.headers.get("sec-fetch-mode");
  return mode === null ? /text\/html|\*\/\*/.test(request.headers.get("accept") ?? "*/*") : mode === "navigate";
}

function preferred(accepted: string): Encoding {
  const offers = accepted.split(",").map((offer) => offer.trim().toLowerCase());
  const takes = (name: string) =>
    offers.some((offer) => offer.split(";")[0] === name && !/;\s*q=0(\.0*)?$/.test(offer));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag) ?? false;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

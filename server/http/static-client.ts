/**
 * The built app. Files are found in a list made at start, so that no request reaches another file. What the bundler named by
 * its hash is kept for ever; a navigation gets the shell; a missing asset is 404 and never the shell, which a browser would
 * try to run.
 */
import { join } from "node:path";
import { isPackable, KeptBody, MIN_PACKED_BYTES, preferred } from "./pack.ts";

const HASHED = /^\/_build\/assets\//;
const TYPES: Record<string, string> = {
  ".webmanifest": "application/manifest+json",
  ".mjs": "text/javascript;charset=utf-8",
  ".geojson": "application/geo+json",
};

type Asset = {
  path: string;
  type: string;
  etag: string;
  bytes: number;
  hashed: boolean;
  packed: KeptBody;
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
      const content = await file.bytes();
      const etag = `"${Bun.hash(content).toString(36)}"`;
      const type = TYPES[/\.\w+$/.exec(name)?.[0] ?? ""] ?? file.type;
      const packed = new KeptBody(() => file.bytes());
      const hashed = HASHED.test(`/${name}`);
      assets.set(`/${name}`, { path, type, etag, bytes: content.length, hashed, packed });
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
    const compressible = isPackable(asset.type) && asset.bytes >= MIN_PACKED_BYTES;
    const headers = new Headers({
      "content-type": asset.type,
      "cache-control": asset.hashed ? "public, max-age=31536000, immutable" : "no-cache",
      etag: asset.etag,
      ...(compressible ? { vary: "Accept-Encoding" } : {}),
      ...(path === "/sw.js" ? { "service-worker-allowed": "/" } : {}),
    });
    if (matches(request.headers.get("if-none-match"), asset.etag)) return new Response(null, { status: 304, headers });
    // Brotli is the smallest, and every browser that knows zstd knows it: packed once, its time does not matter.
    const encoding = compressible ? preferred(request.headers.get("accept-encoding"), ["br", "gzip"]) : "identity";
    if (encoding !== "identity") {
      headers.set("content-encoding", encoding);
      headers.set("etag", `W/${asset.etag}`);
    }
    if (request.method === "HEAD") return new Response(null, { headers });
    return new Response(encoding === "identity" ? Bun.file(asset.path) : await asset.packed.as(encoding), { headers });
  }
}

/** A page load: no file's name, and wanted as a document as far as the client tells. */
function isNavigation(request: Request, path: string): boolean {
  if (path.startsWith("/_build/") || /\.[a-z0-9]+$/i.test(path)) return false;
  const mode = request.headers.get("sec-fetch-mode");
  return mode === null ? /text\/html|\*\/\*/.test(request.headers.get("accept") ?? "*/*") : mode === "navigate";
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

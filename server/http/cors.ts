/**
 * Cross-origin use of the API by the pages that CORS_ORIGINS lists, with or without credentials. To all others we say nothing,
 * and browsers then keep the answer from them. Signing in is for our own pages alone, listed or not.
 */
import { classOf } from "./route-class.ts";

const METHODS = "GET, POST, PUT";
const HEADERS = "authorization, content-type";
const EXPOSED = "content-disposition, ratelimit, ratelimit-policy, retry-after, x-request-id";
const KEPT_S = "600";

const OPEN = new Set(["trpc", "rest", "api", "files"]);

/** The answer to a preflight from a listed page; null for everything else. */
export function preflight(request: Request, path: string, origins: readonly string[]): Response | null {
  if (request.method !== "OPTIONS" || !request.headers.has("access-control-request-method")) return null;
  if (!listed(request, path, origins)) return null;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": METHODS,
      "access-control-allow-headers": HEADERS,
      "access-control-max-age": KEPT_S,
    },
  });
}

/** The headers that open an answer to a listed page, and that keep caches from giving one page another's. */
export function corsHeaders(request: Request, path: string, origins: readonly string[]): [string, string][] {
  if (origins.length === 0 || !OPEN.has(classOf(path))) return [];
  const origin = listed(request, path, origins);
  if (!origin) return [["vary", "Origin"]];
  return [
    ["vary", "Origin"],
    ["access-control-allow-origin", origin],
    ["access-control-allow-credentials", "true"],
    ["access-control-expose-headers", EXPOSED],
    // A page of another origin could not read it otherwise, also where the browser isolates pages (COEP).
    ["cross-origin-resource-policy", "cross-origin"],
  ];
}

function listed(request: Request, path: string, origins: readonly string[]): string | null {
  const origin = request.headers.get("origin");
  return origin !== null && origins.includes(origin) && OPEN.has(classOf(path)) ? origin : null;
}

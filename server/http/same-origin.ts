/** Which pages a browser may call us from: ours. There is no CORS. */
import { AppError } from "../domain/errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether an Origin header names the configured address or the host that the request itself was sent to. */
export function isOwnOrigin(origin: string, request: Request, publicUrl: string): boolean {
  const parsed = URL.parse(origin);
  if (!parsed || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) return false;
  return parsed.origin === new URL(publicUrl).origin || parsed.host === request.headers.get("host");
}

/**
 * Refuses what another site's page makes a browser send with our cookie. A bearer token is safe from that, and clients that
 * are no browsers send neither Origin nor Sec-Fetch-Site. Throws `auth.forbidden`.
 */
export function refuseForeignPages(request: Request, publicUrl: string): void {
  if (SAFE_METHODS.has(request.method) || !request.headers.has("cookie")) return;
  if (/^bearer /i.test(request.headers.get("authorization") ?? "")) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const foreign =
    origin === null
      ? site !== null && site !== "same-origin" && site !== "none"
      : !isOwnOrigin(origin, request, publicUrl);
  if (foreign) throw new AppError("auth.forbidden", { message: "This was sent from a page of another site." });
}

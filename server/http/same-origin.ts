/** Which pages a browser may call us from: ours, and those that CORS_ORIGINS lists. */
import type { Config } from "../config.ts";
import { AppError } from "../domain/errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD"]);

/** Whether an Origin header names the configured address or the host that the request itself was sent to. */
export function isOwnOrigin(origin: string, request: Request, publicUrl: string): boolean {
  const parsed = URL.parse(origin);
  if (!parsed || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) return false;
  const own = new URL(publicUrl);
  if (parsed.origin === own.origin) return true;
  // An address that is ours by https is not by http: there a stranger on the way may be the page.
  return parsed.host === request.headers.get("host") && (own.protocol !== "https:" || parsed.protocol === "https:");
}

/** Whether a page of this origin may use the API with a person's cookie. */
export function isTrustedOrigin(
  origin: string,
  request: Request,
  { publicUrl, corsOrigins }: Pick<Config, "publicUrl" | "corsOrigins">,
): boolean {
  return corsOrigins.includes(origin) || isOwnOrigin(origin, request, publicUrl);
}

/**
 * Refuses what another site's page makes a browser send with our cookie, reading included, by Origin or, where there is none, by
 * Fetch Metadata (Sec-Fetch-Site). A link from elsewhere may still be followed. A bearer token is safe from that, and clients
 * that are no browsers send neither header. Throws `auth.forbidden`.
 */
export function refuseForeignPages(request: Request, config: Pick<Config, "publicUrl" | "corsOrigins">): void {
  const { headers } = request;
  if (!headers.has("cookie") || /^bearer /i.test(headers.get("authorization") ?? "")) return;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreign =
    origin === null
      ? site !== null && site !== "same-origin" && site !== "none" && !isFollowedLink(request)
      : !isTrustedOrigin(origin, request, config);
  if (foreign) throw new AppError("auth.forbidden", { message: "This was sent from a page of another site." });
}

/** A whole page asked for by reading alone, such as a report's address in a mail. */
function isFollowedLink({ method, headers }: Request): boolean {
  return (
    SAFE_METHODS.has(method) &&
    headers.get("sec-fetch-mode") === "navigate" &&
    headers.get("sec-fetch-dest") === "document"
  );
}

/** Headers on every answer: what the app's pages may load and do, and what no other page may do with them. */
import type { Config } from "../config.ts";

/** The one style sheet that a script of ours puts into the page: that of solid-sonner's toasts. A test knows when it changes. */
export const TOAST_STYLES_SHA256 = "VGW9ZumzW6csKWFw9hRwjdnPLtZ+SKJRoy+/JbbV7pw=";
/** The one style attribute in markup: the list that solid-sonner puts its toasts into. */
export const TOAST_LIST_STYLE = "--width:356px";
const TOAST_LIST_SHA256 = new Bun.CryptoHasher("sha256").update(TOAST_LIST_STYLE).digest("base64");

/** The header names and values, fixed for the life of the process. */
export function securityHeaders(config: Pick<Config, "publicUrl">): Record<string, string> {
  const { host, protocol } = new URL(config.publicUrl);
  const policy = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'", `'sha256-${TOAST_STYLES_SHA256}'`],
    "style-src-attr": ["'unsafe-hashes'", `'sha256-${TOAST_LIST_SHA256}'`],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "blob:"],
    "font-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'self'", `${protocol === "https:" ? "wss" : "ws"}://${host}`],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources.join(" ")}`)
      .join("; "),
    "permissions-policy":
      "camera=(self), geolocation=(self), publickey-credentials-create=(self), publickey-credentials-get=(self), accelerometer=(), bluetooth=(), browsing-topics=(), display-capture=(), encrypted-media=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(protocol === "https:" ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

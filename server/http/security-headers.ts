/** Headers on every answer: what the app's pages may load and do, and what no other page may do with them. */
import type { Config } from "../config.ts";

/** The header names and values, fixed for the life of the process. Uploads go straight to the bucket, so its origin is allowed. */
export function securityHeaders(config: Pick<Config, "publicUrl" | "s3">): Record<string, string> {
  const { host, protocol } = new URL(config.publicUrl);
  const bucket = bucketOrigin(config.s3);
  const policy = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", ...bucket],
    "media-src": ["'self'", "blob:"],
    "font-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'self'", `${protocol === "https:" ? "wss" : "ws"}://${host}`, ...bucket],
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
    "permissions-policy": "camera=(self), geolocation=(self), publickey-credentials-create=(self), publickey-credentials-get=(self), microphone=(), payment=(), usb=()",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(protocol === "https:" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Both ways to address a bucket: by path and by host name. */
function bucketOrigin(s3: Config["s3"]): string[] {
  if (!s3) return [];
  if (!s3.endpoint) return [`https://${s3.bucket}.s3.amazonaws.com`, `https://s3.amazonaws.com`];
  const { protocol, host } = new URL(s3.endpoint);
  return [`${protocol}//${host}`, `${protocol}//${s3.bucket}.${host}`];
}

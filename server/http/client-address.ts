/**
 * Whose request it is, by network address. Bun gives no header for it, and what a client writes into X-Forwarded-For is
 * worth nothing, so the header is overwritten: rate limits downstream read it.
 */

/** Sets X-Forwarded-For to the client's address and returns that. Behind a trusted proxy the last entry, which the proxy wrote, counts. */
export function settleAddress(headers: Headers, socketAddress: string | undefined, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  const ip = (forwarded || socketAddress || "0.0.0.0").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  headers.set("x-forwarded-for", ip);
  if (!trustProxy)
    for (const name of ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"]) headers.delete(name);
  return ip;
}

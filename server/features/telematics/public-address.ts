/** What a name leads to, and whether that is a place outside. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

/** The addresses of a name; none where it leads nowhere. */
export type Resolve = (hostname: string) => Promise<string[]>;

const byDns: Resolve = (hostname) =>
  lookup(hostname, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );

/** Those of a name or an address itself, IPv4 first: not every machine speaks IPv6. */
export async function addressesOf(hostname: string, resolve: Resolve = byDns): Promise<string[]> {
  const bare = hostname.replace(/^\[|\]$/g, "");
  const found = isIP(bare) ? [bare] : await resolve(bare);
  return [...new Set(found)].sort((a, b) => isIP(a) - isIP(b));
}

/** Whether a name leads to public addresses only. Who connects later must connect to these: a name may lead elsewhere by then. */
export async function isPublic(hostname: string): Promise<boolean> {
  return allPublic(await addressesOf(hostname));
}

export const allPublic = (addresses: readonly string[]): boolean =>
  addresses.length > 0 && addresses.every((address) => !isPrivate(address));

/** Addresses of no public network: loopback, private, link-local, shared, multicast and reserved (RFC 6890), and IPv6's forms of IPv4. */
export function isPrivate(address: string): boolean {
  const mapped = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const [a = 0, b = 0] = (mapped ?? address).split(".").map(Number);
  if (mapped || isIP(address) === 4)
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      a >= 224 ||
      (a === 100 && b >= 64 && b < 128) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && (b === 168 || b === 0)) ||
      (a === 198 && (b === 18 || b === 19))
    );
  // Global unicast alone is public.
  return !/^[23][0-9a-f]{3}:/i.test(address) || /^2001:(0*:|db8:)/i.test(address) || address.startsWith("2002:");
}

/** Where a client sits: the address a session is recorded with, and the network that limits are counted for. */
import { normalizeIP } from "@better-auth/core/utils/ip";

/** Set by our own routes from the connection; whatever a client sends under this name is overwritten. */
export const ADDRESS_HEADER = "x-client-address";

const SUBSCRIBER_PREFIX_BITS = 64;

/** The address itself for IPv4 (also when it is mapped into IPv6), the /64 that one subscriber gets for IPv6. */
export function networkOf(address: string): string {
  return normalizeIP(address, { ipv6Subnet: SUBSCRIBER_PREFIX_BITS });
}

/** The request's headers with the client's true address. */
export function addressed(request: Request, address: string): Headers {
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, address);
  return headers;
}

/** Which network a client's address counts to: the address for IPv4, the /64 that one subscriber gets for IPv6. */
import { normalizeIP } from "@better-auth/core/utils/ip";

const SUBSCRIBER_PREFIX_BITS = 64;

export function networkOf(address: string): string {
  return normalizeIP(address, { ipv6Subnet: SUBSCRIBER_PREFIX_BITS });
}

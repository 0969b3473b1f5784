import { sha256 } from "@oslojs/crypto/sha2";
import { encodeHexLowerCase } from "@oslojs/encoding";

/**
 * The operation id of one machine in a batch: the same batch and machine always have the same, so that a batch that is sent again does
 * nothing twice and completes what was cut off. A version 8 UUID (RFC 9562, 5.8) of SHA-256 over both.
 */
export function itemOperationId(batchOperationId: string, humanId: string): string {
  const bytes = sha256(
    new TextEncoder().encode(`smart-rental-batch:v1\n${batchOperationId.toLowerCase()}\n${humanId}`),
  ).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = encodeHexLowerCase(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

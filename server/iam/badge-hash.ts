/** What is kept of a badge's token or number: a keyed hash, so that the database alone finds neither. */
import type { BadgeCode } from "../domain/credentials/badge.ts";

export function badgeHash(secret: string, code: BadgeCode): string {
  const text = code.kind === "token" ? code.token : code.number;
  return new Bun.CryptoHasher("sha256", secret).update(`badge ${code.kind}\n${text}`).digest("base64url");
}

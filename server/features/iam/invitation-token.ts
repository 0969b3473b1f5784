/** The secret of an invitation's link: 256 random bits in the mail, their hash in the database. */
import { INVITATION_VALID_DAYS } from "../../domain/iam/members.ts";

export const hashInvitationToken = (token: string): string =>
  new Bun.CryptoHasher("sha256").update(`invitation\n${token}`).digest("hex");

/** A new token with what is stored of it. It expires `INVITATION_VALID_DAYS` after `now`. */
export function newInvitationToken(now: Date): { token: string; tokenHash: string; expiresAt: Date } {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  const expiresAt = new Date(now.getTime() + INVITATION_VALID_DAYS * 86_400_000);
  return { token, tokenHash: hashInvitationToken(token), expiresAt };
}

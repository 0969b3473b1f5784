/** Tokens for API clients: JWTs that carry the claims of one membership, good for an hour. */
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import type { Identity } from "./auth.ts";

const TOKEN_VALID_S = 3600;

export type Token = { token: string; expiresAt: string };

/** Signs `claims`. The token stays good after a sign-out, for at most its hour, but not after a change of the membership. */
export async function issueToken({ auth }: Identity, claims: Claims): Promise<Token> {
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + TOKEN_VALID_S;
  const { token } = await auth.api.signJWT({ body: { payload: { ...claims, iat, exp } } });
  return { token, expiresAt: new Date(exp * 1000).toISOString() };
}

/**
 * The claims in a token that we signed for ourselves and that has not expired; null for any other. A person's token never
 * carries the role of our own jobs, whoever signed it.
 */
export async function readToken({ auth, keys }: Identity, token: string): Promise<Claims | null> {
  const verified = () => auth.api.verifyJWT({ body: { token } });
  let { payload } = await verified();
  if (!payload && (await keys.lookAgain())) ({ payload } = await verified());
  const claims = claimsSchema.safeParse(payload);
  return claims.success && claims.data.role !== "SYSTEM" && claims.data.membershipId !== null ? claims.data : null;
}

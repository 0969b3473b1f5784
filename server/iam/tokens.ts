/** Tokens for API clients: JWTs that carry the claims of one membership, or of a program. */
import { claimsSchema, type Claims } from "../domain/iam/claims.ts";
import type { Identity } from "./auth.ts";

const TOKEN_VALID_S = 3600;

export type Token = { token: string; expiresAt: string };

/** Signs `claims` for so many seconds. The token ends before that with its session or key, and with a change of the membership. */
export async function issueToken({ auth }: Identity, claims: Claims, validS = TOKEN_VALID_S): Promise<Token> {
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + validS;
  const { token } = await auth.api.signJWT({ body: { payload: { ...claims, iat, exp } } });
  return { token, expiresAt: new Date(exp * 1000).toISOString() };
}

/**
 * The claims in a token that we signed for ourselves and that has not expired; null for any other. A token never carries the
 * role of our own jobs, whoever signed it, and always names what ends it: a person's session, or a program.
 */
export async function readToken({ auth, keys }: Identity, token: string): Promise<Claims | null> {
  const verified = () => auth.api.verifyJWT({ body: { token } });
  let { payload } = await verified();
  if (!payload && (await keys.lookAgain())) ({ payload } = await verified());
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success || claims.data.role === "SYSTEM") return null;
  const { clientId, sub, membershipId, sessionId } = claims.data;
  const ends = clientId ? clientId === sub && membershipId === null : membershipId !== null && sessionId;
  return ends ? claims.data : null;
}

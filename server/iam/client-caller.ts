/** Programs: their keys become tokens, and every call of a token looks its key up again. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "../context.ts";
import { AppError } from "../domain/errors.ts";
import { claimsSchema } from "../domain/iam/claims.ts";
import type { Identity } from "./auth.ts";
import { networkOf } from "./client-address.ts";
import { issueToken, type Token } from "./tokens.ts";

const TOKEN_VALID_S = 900;
const FAILURES_PER_NETWORK = 300;
const found = z.object({ claims: claimsSchema, scopes: z.array(z.string()) });

/** What is kept of a key. It holds 256 random bits, so that a fast hash is enough. */
export const keyHash = (key: string): string => new Bun.CryptoHasher("sha256").update(key).digest("hex");

/** The caller of a program's token, with claims and scopes of this moment. Throws `auth.required` (401) once its key is gone. */
export async function clientCaller({ service }: Identity, clientId: string): Promise<Caller> {
  const { rows } = await service.sql.execute(sql`select claims, scopes from app.client_claims(${clientId}::uuid)`);
  const client = found.safeParse(rows[0]);
  if (!client.success) throw new AppError("auth.required");
  const { claims, scopes } = client.data;
  return { userId: claims.sub, sessionId: null, claims, scopes };
}

/**
 * A token for the program that holds `key`. Throws `auth.invalid_key` (401), and `auth.too_many_attempts` (429) where a
 * network has sent too many keys that are none.
 */
export async function redeemKey(
  identity: Identity,
  key: string,
  address: string,
): Promise<Token & { orgId: string; role: string; scopes: string[] }> {
  const { service, limits } = identity;
  const window = { key: `client-key-net:${networkOf(address)}`, windowS: 600 };
  // Counted before it is looked up, so that the limit holds however many arrive at once.
  if ((await limits.hit(window)) > FAILURES_PER_NETWORK) throw new AppError("auth.too_many_attempts");
  const { rows } = await service.sql.execute(sql`
    with used as (select app.use_client_key(${keyHash(key)}) as id)
    select c.claims, c.scopes from used, app.client_claims(used.id) c`);
  const client = found.safeParse(rows[0]);
  if (!client.success) throw new AppError("auth.invalid_key");
  await limits.release(window.key);
  const { claims, scopes } = client.data;
  const token = await issueToken(identity, claims, TOKEN_VALID_S);
  return { ...token, orgId: claims.orgId, role: claims.role, scopes };
}

/**
 * The keys that tokens are signed with, kept encrypted in `jwks` and cached in the process. A key that the present secret can
 * not open is left out: changing AUTH_SECRET ends every token, as it ends every session.
 */
import { symmetricDecrypt } from "better-auth/crypto";
import { gt, isNull, or } from "drizzle-orm";
import type { Jwk } from "better-auth/plugins";
import { jwks } from "../../db/schema/auth.ts";
import type { ServiceDatabase } from "./service-database.ts";

/** How long a key that signs nothing any more is kept for what it has signed: longer than any token is good. */
export const KEY_GRACE_S = 7_200;
const RELOAD_AFTER_MS = 60_000;
/** Tokens with an unknown key make the cache look again, but not more often than this. */
const LOOK_AGAIN_AFTER_MS = 5_000;

export class SigningKeys {
  readonly #service: ServiceDatabase;
  readonly #secret: string;
  #keys: Jwk[] = [];
  #loadedAt = 0;

  constructor(service: ServiceDatabase, secret: string) {
    this.#service = service;
    this.#secret = secret;
  }

  /** All usable keys; better-auth signs with the newest and serves the public halves. */
  async list(): Promise<Jwk[]> {
    if (this.#keys.length === 0 || Date.now() - this.#loadedAt > RELOAD_AFTER_MS) await this.#load();
    return this.#keys;
  }

  /** Whether looking again brought keys that were not known: another process may have made one. */
  async lookAgain(): Promise<boolean> {
    if (Date.now() - this.#loadedAt < LOOK_AGAIN_AFTER_MS) return false;
    const known = new Set(this.#keys.map((key) => key.id));
    await this.#load();
    return this.#keys.some((key) => !known.has(key.id));
  }

  /** Stores a new key. */
  async create(key: Omit<Jwk, "id">): Promise<Jwk> {
    const { publicKey, privateKey, createdAt, expiresAt, alg = "EdDSA", crv = "Ed25519" } = key;
    const [made] = await this.#service.sql
      .insert(jwks)
      .values({ publicKey, privateKey, createdAt, expiresAt, alg, crv })
      .returning();
    this.#loadedAt = 0;
    return { ...key, id: made!.id };
  }

  async #load(): Promise<void> {
    const kept = new Date(Date.now() - KEY_GRACE_S * 1000);
    const rows = await this.#service.sql
      .select()
      .from(jwks)
      .where(or(isNull(jwks.expiresAt), gt(jwks.expiresAt, kept)));
    const usable = await Promise.all(rows.map((row) => this.#opens(row.privateKey)));
    this.#keys = rows
      .filter((_, index) => usable[index])
      .map(({ expiresAt, alg, crv, ...row }) => ({
        ...row,
        alg: alg as Jwk["alg"],
        crv: crv as Jwk["crv"],
        ...(expiresAt ? { expiresAt } : {}),
      }));
    this.#loadedAt = Date.now();
  }

  #opens(privateKey: string): Promise<boolean> {
    return symmetricDecrypt({ key: this.#secret, data: JSON.parse(privateKey) as string }).then(
      () => true,
      () => false,
    );
  }
}

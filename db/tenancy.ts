/**
 * The only way to a transaction. `withTenant` runs as the unprivileged role under the actor's claims, `withService` reaches
 * identity and job tables alone, `withOwner` is for migration, seed and verification tools. None may be opened inside another.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { AppError } from "../server/domain/errors.ts";
import type { Claims } from "../server/domain/iam/claims.ts";
import type { Client, Pool } from "./client.ts";

/** Drizzle over one connection that stands inside a transaction. */
export type Tx = NodePgDatabase;

/** What `withTenant` hands out: the transaction, who acts, and a list of what to do once it is committed. */
export type Tenant = {
  tx: Tx;
  actor: Claims;
  /** Runs after COMMIT, never after ROLLBACK; failures are reported and do not undo the commit. */
  afterCommit: (effect: () => void | Promise<void>) => void;
};

export class Database {
  readonly #pool: Pool;
  readonly #inside = new AsyncLocalStorage<true>();
  readonly #report: (error: unknown) => void;

  constructor(pool: Pool, report: (error: unknown) => void) {
    this.#pool = pool;
    this.#report = report;
  }

  /**
   * Runs `fn` in a transaction that sees and writes what `actor` may. The claims are set, and the membership they were made
   * from is checked, in the same round trip as BEGIN; `fn` gets them with the partners of this moment. Throws
   * `auth.membership_changed` (401) when the membership is no longer what it was, and `relation.ended` (409) when something was
   * begun between organisations that do not work together.
   */
  async withTenant<T>(actor: Claims, fn: (tenant: Tenant) => Promise<T>): Promise<T> {
    if (!actor?.sub || !actor.orgId) throw new Error("a tenant transaction needs an actor");
    const claims = pg.escapeLiteral(JSON.stringify(actor));
    const effects: (() => void | Promise<void>)[] = [];
    const result = await this.#transaction(
      `begin; select set_config('request.jwt.claims', app.fresh_claims(${claims}::jsonb), true) as claims, set_config('role', 'app_user', true)`,
      (tx, _client, begun) =>
        fn({ tx, actor: { ...actor, ...partnersIn(begun) }, afterCommit: (effect) => effects.push(effect) }),
    );
    for (const effect of effects) await Promise.resolve().then(effect).catch(this.#report);
    return result;
  }

  /** Runs `fn` in a transaction that reaches only identity and job tables. */
  async withService<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#transaction("begin; select set_config('role', 'app_service', true)", fn);
  }

  /** Runs `fn` as the database's owner. For tools; nothing that answers a request calls it. */
  async withOwner<T>(fn: (tx: Tx, client: Client) => Promise<T>): Promise<T> {
    return this.#transaction("begin; set local role none", fn);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #transaction<T>(begin: string, fn: (tx: Tx, client: Client, begun: unknown) => Promise<T>): Promise<T> {
    if (this.#inside.getStore()) throw new Error("a transaction was opened inside another");
    const client = await this.#pool.connect();
    let broken = false;
    try {
      const begun: unknown = await client.query(begin);
      const result = await this.#inside.run(true, () => fn(drizzle({ client, casing: "snake_case" }), client, begun));
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => (broken = true));
      throw translated(error);
    } finally {
      client.release(broken);
    }
  }
}

/** The partners in the claims that a transaction was begun with; BEGIN's own result comes before. */
function partnersIn(begun: unknown): Pick<Claims, "dealerIds" | "customerIds"> {
  const [, { rows }] = begun as [unknown, { rows: [{ claims: string }] }];
  const { dealerIds, customerIds } = JSON.parse(rows[0].claims) as Claims;
  return { dealerIds, customerIds };
}

function translated(error: unknown): unknown {
  const state = sqlState(error);
  if (state === "SR401") return new AppError("auth.membership_changed");
  return state === "SR409" ? new AppError("relation.ended", { cause: error }) : error;
}

/** SQLSTATE and constraint name of a database error, also when Drizzle has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

export function violatedConstraint(error: unknown): string | undefined {
  return databaseError(error)?.constraint;
}

function databaseError(error: unknown): { code?: string; constraint?: string } | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && "severity" in cause) return cause as { code?: string; constraint?: string };
  }
  return undefined;
}

/**
 * Drizzle for what identifies people: every statement runs in a transaction of its own as `app_service`, which reaches identity
 * tables and nothing of any tenant. Inside {@link ServiceDatabase.atomic} all statements share one transaction.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Database, Tx } from "../../db/tenancy.ts";

type Effect = () => void | Promise<void>;
/** `open` ends with the transaction: what still runs afterwards must not reach a connection that someone else holds. */
type Scope = { client: pg.ClientBase; open: boolean; effects: Effect[] };

export class ServiceDatabase {
  /** Statements through this run as `app_service`. */
  readonly sql: NodePgDatabase;
  readonly #db: Database;
  readonly #scopes = new AsyncLocalStorage<Scope>();

  constructor(db: Database) {
    this.#db = db;
    const query = (text: string | pg.QueryConfig, values?: unknown[]) => this.#query(text, values);
    this.sql = drizzle({ client: { query } as unknown as pg.Pool, casing: "snake_case" });
  }

  /** Runs `fn` with all its statements, also better-auth's, in one transaction: none of them, or all. */
  async atomic<T>(fn: () => Promise<T>): Promise<T> {
    const effects: Effect[] = [];
    const result = await this.#db.withService(async (tx) => {
      const scope: Scope = { client: clientOf(tx), open: true, effects };
      try {
        return await this.#scopes.run(scope, fn);
      } finally {
        scope.open = false;
      }
    });
    for (const effect of effects) await effect();
    return result;
  }

  /** Runs `effect` once the surrounding {@link atomic} has committed, or at once outside of one. */
  async afterCommit(effect: Effect): Promise<void> {
    const scope = this.#scopes.getStore();
    if (scope?.open) scope.effects.push(effect);
    else await effect();
  }

  #query(text: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> {
    const scope = this.#scopes.getStore();
    if (scope?.open) return scope.client.query(text as string, values);
    return this.#db.withService((tx) => clientOf(tx).query(text as string, values));
  }
}

/** Drizzle keeps the connection it was made with; its type says so only for databases that own theirs. */
const clientOf = (tx: Tx): pg.ClientBase => (tx as unknown as { $client: pg.ClientBase }).$client;

/**
 * Connections. One `pg` pool for the embedded database and for servers, Neon's Pool (same shape) for Neon. Between
 * transactions a connection is `app_nobody`, so that whatever runs outside `withTenant` and its siblings fails closed.
 */
import { neonConfig, Pool as NeonPool } from "@neondatabase/serverless";
import pg from "pg";

export type Pool = pg.Pool;
export type Client = pg.PoolClient;

const POOL_SIZE = 10;
const STATEMENT_TIMEOUT_MS = 30_000;

export type Target =
  | { kind: "embedded"; host: string }
  | { kind: "server"; url: string }
  | { kind: "neon"; url: string; wsProxy?: string };

/** Which driver a `DATABASE_URL` asks for. `wsProxy` (host:port/path) stands in for Neon's own proxy. */
export function targetOf(url: string, wsProxy?: string): Target {
  const { hostname } = new URL(url);
  return wsProxy || hostname.endsWith(".neon.tech")
    ? { kind: "neon", url, ...(wsProxy ? { wsProxy } : {}) }
    : { kind: "server", url };
}

/** Opens a pool. Idle and checked-out clients' errors go to `onError`: without a listener they end the process. */
export function openPool(target: Target, onError: (error: Error) => void, size = POOL_SIZE): Pool {
  const pool = newPool(target, size, (client) => client.query("set role app_nobody"));
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}

/** A pool that keeps the owner's rights, for migration, seeding and verification tools. */
export function openOwnerPool(target: Target, onError: (error: Error) => void): Pool {
  const pool = newPool(target, 1);
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}

function newPool(target: Target, max: number, onConnect?: (client: pg.ClientBase) => Promise<unknown>): Pool {
  const common = {
    max,
    ...(onConnect ? { onConnect } : {}),
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 20_000,
    application_name: "smart-rental",
  };
  if (target.kind === "embedded")
    return new pg.Pool({ ...common, host: target.host, port: 5432, user: "postgres", database: "postgres" });
  const connection = { ...common, connectionString: target.url, statement_timeout: STATEMENT_TIMEOUT_MS };
  if (target.kind === "server") return new pg.Pool(connection);
  if (target.wsProxy) {
    neonConfig.wsProxy = target.wsProxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new NeonPool(connection) as unknown as Pool;
  // Neon's pool is an older one without `onConnect`; its clients run what is queued first, first.
  if (onConnect)
    pool.on("connect", (client) => void onConnect(client).catch((error: Error) => pool.emit("error", error, client)));
  return pool;
}

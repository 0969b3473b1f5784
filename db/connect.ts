/** Opens the configured database: the embedded one, one that a running server holds (for tools), PostgreSQL or Neon. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../server/config.ts";
import { openOwnerPool, openPool, targetOf, type Target } from "./client.ts";
import { openEmbedded, socketDirectory, type Embedded } from "./embedded.ts";
import { DirectoryLockedError } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { Database } from "./tenancy.ts";

export type Connection = {
  db: Database;
  /** The embedded database where this process opened it. */
  embedded: Embedded | null;
  close: () => Promise<void>;
};

const cacheDir = new URL("../.cache", import.meta.url).pathname;

/**
 * Opens and migrates. With `share` a tool uses the embedded database of a running server through its socket; without, a
 * second process on the data directory is refused with {@link DirectoryLockedError}.
 */
export async function connect(
  config: Config,
  report: (error: unknown) => void,
  options: { share?: boolean } = {},
): Promise<Connection> {
  const { target, embedded } = await locate(config, options.share ?? false);
  const shared = target.kind === "embedded" && !embedded;
  if (!shared) {
    const owner = openOwnerPool(target, report);
    try {
      try {
        await migrate(owner);
      } finally {
        await owner.end();
      }
    } catch (error) {
      await embedded?.close();
      throw error;
    }
  }
  const db = new Database(openPool(target, report), report);
  return {
    db,
    embedded,
    close: async () => {
      await db.close();
      await embedded?.close();
    },
  };
}

/** Nothing can be answered without the database; whoever watches the process starts it anew, and what was acknowledged is there. */
function endProcess(error: Error): never {
  console.error(error.message);
  process.exit(1);
}

async function locate(config: Config, share: boolean): Promise<{ target: Target; embedded: Embedded | null }> {
  if (config.databaseUrl)
    return { target: targetOf(config.databaseUrl, config.neonWsProxy ?? undefined), embedded: null };
  try {
    const embedded = await openEmbedded({ dataDir: config.dataDir, cacheDir, onFatal: endProcess });
    return { target: { kind: "embedded", host: embedded.host }, embedded };
  } catch (error) {
    const host = socketDirectory(config.dataDir);
    if (share && error instanceof DirectoryLockedError && existsSync(join(host, ".s.PGSQL.5432")))
      return { target: { kind: "embedded", host }, embedded: null };
    throw error;
  }
}

/** Brings a database to the newest schema. Safe to run from several processes at once. */
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import type { Pool } from "./client.ts";

const ADVISORY_KEY = 7_312_048;
const folder = new URL("./migrations", import.meta.url).pathname;

/** Applies what is missing, one transaction for all. `owner` must come from `openOwnerPool`. Throws with PostgreSQL's own reason. */
export async function migrate(owner: Pool): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("set role none");
    await client.query("select pg_advisory_lock($1)", [ADVISORY_KEY]);
    await runMigrations(drizzle({ client }), { migrationsFolder: folder });
  } catch (error) {
    let root = error;
    while (root instanceof Error && root.cause instanceof Error) root = root.cause;
    const why = root instanceof Error ? root.message : String(root);
    throw new Error(`The database could not be brought to the newest schema: ${why}`, { cause: error });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [ADVISORY_KEY]).catch(() => {});
    client.release();
  }
}

/** Names the schema that the migrations lead to, for caches of migrated databases. */
export async function schemaFingerprint(): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  const names = await Array.fromAsync(new Bun.Glob("*.sql").scan(folder));
  for (const name of names.sort()) hasher.update(await Bun.file(`${folder}/${name}`).bytes());
  return hasher.digest("hex").slice(0, 16);
}

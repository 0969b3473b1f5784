/** The databases to measure on: the embedded one in memory, and the PostgreSQL server that TEST_DATABASE_URL names. */
import { openOwnerPool, openPool, targetOf, type Pool, type Target } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import { Database } from "../db/tenancy.ts";
import { openTestEmbedded } from "../db/testing.ts";

export type BenchDatabase = {
  name: string;
  db: Database;
  /** One connection as the owner, whom row-level security does not hold. */
  owner: Pool;
};

const fail = (error: unknown) => console.error("bench database:", error);

/** Runs `measure` on each database in turn and closes it after. What it writes stays in the PostgreSQL database. */
export async function onEachDatabase(measure: (database: BenchDatabase) => Promise<void>): Promise<void> {
  const embedded = await openTestEmbedded();
  await use("embedded", { kind: "embedded", host: embedded.host }, measure);
  await embedded.close();
  const { TEST_DATABASE_URL } = process.env;
  if (!TEST_DATABASE_URL) return console.log("TEST_DATABASE_URL is not set: measured on the embedded database alone.");
  const target = targetOf(TEST_DATABASE_URL);
  const owner = openOwnerPool(target, fail);
  await migrate(owner);
  await owner.end();
  await use("PostgreSQL", target, measure);
}

async function use(kind: string, target: Target, measure: (database: BenchDatabase) => Promise<void>): Promise<void> {
  const owner = openOwnerPool(target, fail);
  const db = new Database(openPool(target, fail), fail);
  const { rows } = await owner.query<{ version: string; postgis: string; bypass: boolean }>(
    `select current_setting('server_version') as version, postgis_lib_version() as postgis,
      (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypass`,
  );
  const { version, postgis, bypass } = rows[0]!;
  if (!bypass)
    throw new Error("the owner of the database is held by row-level security, so there is nothing to compare with");
  await measure({ name: `${kind} (PostgreSQL ${version.split(" ")[0]}, PostGIS ${postgis})`, db, owner });
  await owner.end();
  await db.close();
}

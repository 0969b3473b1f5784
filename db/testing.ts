/**
 * A migrated, empty database for tests: the one named by TEST_DATABASE_URL, the embedded one that TEST_DATABASE_HOST's owner
 * opened, or else one of this process in memory. Suites mint their own tenants and share it.
 */
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { openOwnerPool, openPool, targetOf, type Pool, type Target } from "./client.ts";
import { openEmbedded, type Embedded } from "./embedded.ts";
import { migrate, schemaFingerprint } from "./migrate.ts";
import { Database } from "./tenancy.ts";

const cacheDir = new URL("../.cache", import.meta.url).pathname;

export type TestDatabase = { db: Database; pool: Pool; target: Target };

const fail = (error: unknown) => console.error("test database:", error);
let opened: Promise<TestDatabase> | undefined;

/** The test process's database, opened on first use. */
export function testDatabase(): Promise<TestDatabase> {
  opened ??= open();
  return opened;
}

async function open(): Promise<TestDatabase> {
  const target = await testTarget();
  const pool = openPool(target, fail);
  return { db: new Database(pool, fail), pool, target };
}

async function testTarget(): Promise<Target> {
  const { TEST_DATABASE_URL, TEST_DATABASE_HOST, TEST_NEON_PROXY } = process.env;
  if (TEST_DATABASE_URL) {
    const target = targetOf(TEST_DATABASE_URL, TEST_NEON_PROXY);
    const owner = openOwnerPool(target, fail);
    await migrate(owner);
    await owner.end();
    return target;
  }
  if (TEST_DATABASE_HOST) return { kind: "embedded", host: TEST_DATABASE_HOST };
  return { kind: "embedded", host: (await openTestEmbedded()).host };
}

/** An embedded database in memory from the cached template; the template is made when the migrations have changed. */
export async function openTestEmbedded(): Promise<Embedded> {
  const template = join(cacheDir, `template-${await schemaFingerprint()}.tar.gz`);
  if (existsSync(template)) return openEmbedded({ dataDir: null, cacheDir, template });
  const embedded = await openEmbedded({ dataDir: null, cacheDir });
  const owner = openOwnerPool({ kind: "embedded", host: embedded.host }, fail);
  await migrate(owner);
  await owner.end();
  await mkdir(cacheDir, { recursive: true });
  await embedded.dump(`${template}.${process.pid}`);
  await rename(`${template}.${process.pid}`, template);
  return embedded;
}

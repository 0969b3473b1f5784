/** A world with rows of every tenant table in it, and transactions of everyone who might look at them. */
import { tenantTables } from "../inventory.ts";
import type { Client, Pool } from "../client.ts";
import type { Claims } from "../../server/domain/iam/claims.ts";
import { sqlState, type Database } from "../tenancy.ts";
import type { Facts, StampedRow } from "./audiences.ts";
import { factoryOf, type Candidate } from "./rows.ts";
import { insertText, literal } from "./sql-text.ts";
import { claimsOf, mintWorld, type Identity, type World } from "./world.ts";

/** People of the world, a transaction without claims, and a connection outside any tenant transaction. */
export type Viewer = { name: string; claims: Claims | null; role: "app_user" | "app_nobody" };

export type StagedTable = {
  name: string;
  /** SQL for a row's primary key as one text. */
  key: string;
  keyColumn: string;
  /** Keys of the rows that may be changed and deleted: nothing hangs on them. */
  keys: string[];
  /** Rows that are tried to be written. */
  attempts: Candidate[];
};

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** `only` names the one table to be staged, for a run that is about that table. */
export async function setStage(db: Database, pool: Pool, only?: string) {
  const world = await mintWorld(db);
  const without = new Set(only ? tenantTables().flatMap(([name]) => (name === only ? [] : [name])) : []);
  const filled = await db.withOwner((_tx, client) => fill(client, world, { without }));
  const tables = filled.filter(({ name }) => !without.has(name));
  const claims = await claimsOf(db, world);
  const viewers: Viewer[] = [
    ...(Object.keys(world.people) as Identity[]).map((name): Viewer => ({
      name,
      claims: claims[name],
      role: "app_user",
    })),
    { name: "app_user without claims", claims: null, role: "app_user" },
    { name: "app_nobody", claims: null, role: "app_nobody" },
  ];
  /** Runs `fn` as the viewer and commits. */
  const as = async <T>(viewer: Viewer, fn: (client: Client) => Promise<T>): Promise<T> => {
    if (viewer.claims)
      return db.withTenant(viewer.claims, ({ tx }) => fn((tx as unknown as { $client: Client }).$client));
    const client = await pool.connect();
    try {
      await client.query(`begin; set local role ${viewer.role}`);
      const result = await fn(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  };
  const facts: Facts = { servedBy: await servedBy(db) };
  return { world, tables, viewers, claims, facts, as };
}

/** Rows of every tenant table but those `without`, for every place and person of a world, and what `attempts` to write others need. */
export async function fill(
  client: Client,
  world: World,
  { without = new Set(), attempts: tried = true }: { without?: ReadonlySet<string>; attempts?: boolean } = {},
): Promise<StagedTable[]> {
  await client.query("select app.ensure_usage_partition('2001-01-01')");
  const put = async ([table, row]: [string, Record<string, unknown>]) =>
    void (await client.query(insertText(table, row)));
  const people = Object.values(world.people);
  const places = [...world.rented, ...world.yards];
  const staged: StagedTable[] = [];
  for (const [name] of tenantTables()) {
    const { rows } = await client.query<{ column: string }>(
      `select a.attname as column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = $1::regclass order by 1`,
      [name],
    );
    const key = `concat_ws('|', ${rows.map((row) => row.column).join(", ")})`;
    const keys: string[] = [];
    const candidates = without.has(name) ? [] : factoryOf(name)(world, places, people);
    for (const candidate of candidates) {
      for (const parent of candidate.before ?? []) await put(parent);
      const inserted = await client.query<{ key: string }>(
        `${insertText(name, candidate.row)} returning ${key} as key`,
      );
      keys.push(inserted.rows[0]!.key);
      for (const child of candidate.after ?? []) await put(child);
      if (candidate.boundLike) {
        await client.query("update memberships set site_ids = site_ids || $1::uuid where $2::uuid = any(site_ids)", [
          candidate.row.id,
          candidate.boundLike,
        ]);
      }
    }
    const attempts = tried && !without.has(name) ? factoryOf(name)(world, [...places, ...world.forged], people) : [];
    for (const parent of attempts.flatMap((attempt) => attempt.before ?? [])) await put(parent);
    staged.push({ name, key, keyColumn: rows[0]!.column, keys, attempts });
  }
  return staged;
}

async function servedBy(db: Database): Promise<Facts["servedBy"]> {
  const served = new Map<string, string[]>();
  const { rows } = await db.withOwner((_tx, client) =>
    client.query<{ site_id: string; dealer_id: string }>("select site_id, dealer_id from site_dealers"),
  );
  for (const { site_id: site, dealer_id: dealer } of rows) served.set(site, [...(served.get(site) ?? []), dealer]);
  return (siteId) => served.get(siteId) ?? [];
}

/** All rows of a table as the owner sees them, each with its key and the transaction that last wrote it. */
export async function contents(db: Database, table: StagedTable): Promise<Map<string, StampedRow>> {
  const { rows } = await db.withOwner((_tx, client) =>
    client.query<StampedRow & { key: string }>(
      `select t.*, ${table.key} as key, xmin::text as written_by from ${table.name} t`,
    ),
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** What a statement came to: the keys that it returned, in order, or the state that it was refused with. Undone either way. */
export async function attempt(client: Client, text: string): Promise<string[] | string> {
  try {
    const results = (await client.query(`savepoint cell; ${text}; rollback to savepoint cell`)) as unknown as {
      rows: { key: string }[];
    }[];
    return results[1]!.rows.map((row) => row.key).sort();
  } catch (error) {
    await client.query("rollback to savepoint cell");
    return sqlState(error) ?? String(error);
  }
}

export const among = (table: StagedTable, keys: readonly string[]) =>
  `${table.key} = any(array[${keys.map(literal).join(", ")}]::text[])`;

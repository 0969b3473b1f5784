/** Puts a word of its own into every text of every tenant's rows, and reads back what then is whose. */
import type { Client } from "../../db/client.ts";
import type { StampedRow } from "../../db/isolation/audiences.ts";
import type { Database } from "../../db/tenancy.ts";
import { Canaries, type Column } from "./canaries.ts";
import { OF_PEOPLE } from "./people.ts";
import { tenantTableNames, type Tenants } from "./tenants.ts";

/** Columns whose texts are read by machines: another word in them would only break what reads them. */
const CLOSED: Record<string, readonly string[]> = {
  "*": [
    "time_zone",
    "units",
    "locale",
    "currency",
    "human_id",
    "type",
    "kind",
    "sha256",
    "content_type",
    "content_hash",
    "body_hash",
    "token_hash",
    "key_hash",
    "number_hash",
    "pin_hash",
    "salt",
    "record",
    "role",
    "uid",
    "credential_id",
  ],
  telemetry_rejects: ["code"],
  events: ["*"],
  chain_heads: ["*"],
  checkpoints: ["*"],
  users: ["email"],
  passkeys: ["public_key", "device_type", "transports", "aaguid"],
  accounts: ["provider_id"],
};
/** Of JSON, those that no reader holds to a shape. */
const OPEN_JSON = new Set([
  "event_private.data",
  "alerts.facts",
  "push_subscriptions.keys",
  "planted_anomalies.detail",
]);

/** Puts the words into the database and reads back what then is whose. */
export async function plantCanaries(db: Database, { world }: Tenants): Promise<Canaries> {
  const orgs = Object.values(world.orgs);
  const tables = new Map<string, { columns: Column[]; mine: string; key: string }>();
  const closed: string[] = [];
  await db.withOwner(async (_tx, client) => {
    const columns = await columnsOf(client);
    for (const table of [...tenantTableNames(), ...Object.keys(OF_PEOPLE)]) {
      const of = columns.filter((column) => column.table === table);
      const mine = table in OF_PEOPLE ? ofPeople(of) : ofOrgs(table, of);
      const key = `concat_ws('|', ${(await primaryKey(client, table)).join(", ")})`;
      for (const column of of)
        if (!(await plant(client, table, column, key, mine, orgs))) closed.push(`${table}.${column.name}`);
      tables.set(table, { columns: of, mine, key });
    }
  });
  const read = () =>
    db.withOwner(async (_tx, client) => {
      const rows = new Map<string, StampedRow[]>();
      for (const [table, { mine, key }] of tables)
        rows.set(
          table,
          (await client.query<StampedRow>(`select t.*, ${key} as canary_key from ${table} t where ${mine}`, [orgs]))
            .rows,
        );
      const ties = rows.get("site_dealers") ?? [];
      const servedBy = (siteId: string) =>
        ties.flatMap((row) => (row.site_id === siteId ? [String(row.dealer_id)] : []));
      return { rows, facts: { servedBy } };
    });
  return new Canaries(new Map([...tables].map(([table, { columns }]) => [table, columns])), closed, read).refresh();
}

async function columnsOf(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1, a.attnum`,
  );
  return rows;
}

async function primaryKey(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = $1::regclass order by 1`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** The condition for rows of the world's people. */
function ofPeople(columns: readonly Column[]): string {
  const by = ["user_id", "badge_id", "id"].find((name) => columns.some((column) => column.name === name))!;
  const of =
    by === "badge_id"
      ? "select id from badges where org_owner_id = any($1::uuid[])"
      : "select user_id from memberships where org_owner_id = any($1::uuid[])";
  return `${by} in (${of})`;
}

/** The condition for rows of the world's tenants. */
function ofOrgs(table: string, columns: readonly Column[]): string {
  const names = ["org_owner_id", "dealer_id", "customer_id"].filter((name) =>
    columns.some((column) => column.name === name),
  );
  return (table === "organizations" ? ["id"] : names).map((name) => `${name} = any($1::uuid[])`).join(" or ");
}

/** Adds the word to a column of every row. False where the database takes only certain values, or a reader would break. */
async function plant(
  client: Client,
  table: string,
  column: Column,
  key: string,
  mine: string,
  orgs: string[],
): Promise<boolean> {
  const word = `'cnry' || substr(md5('${table}|${column.name}|' || ${key}), 1, 16)`;
  const texts: Record<string, string> = {
    text: `coalesce(${column.name} || ' ', '') || ${word}`,
    "text[]": `array_append(${column.name}, ${word})`,
    jsonb: `${column.name} || jsonb_build_object('canary', ${word})`,
  };
  const text = texts[column.type];
  if (!text) return true;
  if (column.type === "jsonb" && !OPEN_JSON.has(`${table}.${column.name}`)) return false;
  const closed = [...(CLOSED["*"] ?? []), ...(CLOSED[table] ?? [])];
  if (closed.includes("*") || closed.includes(column.name)) return false;
  await client.query("savepoint plant");
  try {
    await client.query(`update ${table} set ${column.name} = ${text} where (${mine}) and ${column.name} is not null`, [
      orgs,
    ]);
    // What may be empty is filled too, where the table's own checks allow it.
    await client.query("savepoint empty");
    await client
      .query(`update ${table} set ${column.name} = ${text} where (${mine}) and ${column.name} is null`, [orgs])
      .catch(() => client.query("rollback to savepoint empty"));
    await client.query("release savepoint plant");
    return true;
  } catch {
    await client.query("rollback to savepoint plant");
    return false;
  }
}

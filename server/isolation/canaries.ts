/**
 * Every text of every tenant's rows gets a word that is found nowhere else, so that a leak shows in any answer by a plain search,
 * wherever in it the text has come to stand. Ids of rows are such words by themselves.
 */
import type { Client } from "../../db/client.ts";
import { belongs, type Audience, type Facts, type StampedRow } from "../../db/isolation/audiences.ts";
import { INVENTORY, type TenantTable } from "../../db/inventory.ts";
import type { Database } from "../../db/tenancy.ts";
import type { Claims } from "../domain/iam/claims.ts";
import { canaryOf, tenantTableNames, type Tenants } from "./tenants.ts";

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
  "notifications.payload",
  "push_subscriptions.keys",
  "planted_anomalies.detail",
]);

/** Where a word stands: in a row's column. */
export type Marked = { table: string; column: string; row: StampedRow };
export type Found = Marked & { word: string };

type Read = () => Promise<{ rows: Map<string, StampedRow[]>; facts: Facts }>;

/** What every word belongs to, and who may read it. */
export class Canaries {
  readonly #marked = new Map<string, Marked>();
  #rows = new Map<string, StampedRow[]>();
  #facts: Facts = { servedBy: () => [] };
  readonly #told = new Map<string, Set<string>>();
  readonly #columns: Map<string, Column[]>;
  readonly #read: Read;
  /** Columns without a word, because the database or a reader takes only certain values. */
  readonly closed: string[];

  constructor(columns: Map<string, Column[]>, closed: string[], read: Read) {
    this.#columns = columns;
    this.#read = read;
    this.closed = closed;
  }

  /** Reads the rows as they are now: what somebody did may have moved them to another reader, and has made new ones. */
  async refresh(): Promise<this> {
    const { rows, facts } = await this.#read();
    [this.#rows, this.#facts] = [rows, facts];
    for (const [table, list] of rows) {
      for (const row of list) {
        for (const { name: column } of this.#columns.get(table) ?? [])
          this.#marked.set(canaryOf(`${table}|${column}|${String(row.canary_key)}`), { table, column, row });
        if (typeof row.id === "string") this.#marked.set(row.id, { table, column: "id", row });
        if (table === "events") this.#marked.set(canaryOf(String(row.id)), { table, column: "record", row });
      }
    }
    return this;
  }

  rowsOf(table: string): readonly StampedRow[] {
    return this.#rows.get(table) ?? [];
  }

  /** Whether somebody may read a row, by the inventory's audiences. People are read by those who read a membership of theirs. */
  mayRead(who: Claims, table: string, row: StampedRow): boolean {
    if (table in OF_PEOPLE && table !== "users") return OF_PEOPLE[table] !== null && row[OF_PEOPLE[table]!] === who.sub;
    if (table !== "users") return belongs(accessOf(table), who, row, this.#facts);
    return (
      row.id === who.sub ||
      this.rowsOf("memberships").some((member) => member.user_id === row.id && this.mayRead(who, "memberships", member))
    );
  }

  /** Whether somebody may read a word: the row that it stands in, or one that repeats it. */
  #mayKnow(who: Claims, marked: Marked): boolean {
    const { table, column, row } = marked;
    if (this.mayRead(who, table, row)) return true;
    // A dealer's yards are told to those it serves: machines are brought back there.
    if (
      table === "sites" &&
      ["id", "name"].includes(column) &&
      row.kind === "YARD" &&
      who.dealerIds.includes(String(row.dealer_id))
    )
      return true;
    const repeated = (REPEATED[`${table}.${column}`] ?? []).some(({ by, on }) =>
      this.rowsOf(by).some((other) => other[on] === row.id && this.mayRead(who, by, other)),
    );
    return repeated || this.#isInHistory(who, marked);
  }

  /** What an event's readers are told: texts beside it, who acted, and by an id what of their own or their partners' it is about. */
  #isInHistory(who: Claims, { table, column, row }: Marked): boolean {
    const stands = (kept: string, by: string, word: string) =>
      this.rowsOf(kept).some((event) => JSON.stringify(event[by]).includes(word) && this.mayRead(who, kept, event));
    const word = canaryOf(`${table}|${column}|${String(row.canary_key)}`);
    if (column !== "id")
      return (
        stands("event_private", "data", word) || (row.org_owner_id === who.orgId && stands("events", "record", word))
      );
    const ofWhom = [row.org_owner_id, row.dealer_id, row.customer_id, ...this.#orgsOf(row.user_id)];
    const partners = [who.orgId, ...who.dealerIds, ...who.customerIds];
    const concerned = who.orgType === "CATERPILLAR" || ofWhom.some((id) => partners.includes(String(id)));
    return (concerned || ["users", "organizations"].includes(table)) && stands("events", "record", String(row.id));
  }

  #orgsOf(userId: unknown): unknown[] {
    return this.rowsOf("memberships")
      .filter((member) => member.user_id === userId)
      .map((member) => member.org_owner_id);
  }

  /** Remembers addresses that an organisation's people have written themselves: they stand in its invitations and contacts from then on. */
  tell(who: Claims, input: unknown): void {
    const known = this.#told.get(who.orgId) ?? new Set();
    for (const [, id] of (JSON.stringify(input ?? null) ?? "").toLowerCase().matchAll(ADDRESS)) known.add(id!);
    this.#told.set(who.orgId, known);
  }

  /** Everything in a text that belongs to rows which `who` may not read, in whatever case or wrapping. `given` was in the question. */
  foreignIn(text: string, who: Claims, given: string): Found[] {
    const found: Found[] = [];
    const asked = given.toLowerCase();
    for (const word of wordsOf(text)) {
      const marked = this.#marked.get(word);
      if (marked && !asked.includes(word) && !this.#told.get(who.orgId)?.has(word) && !this.#mayKnow(who, marked))
        found.push({ word, ...marked });
    }
    return found;
  }
}

/** Columns that rows of another table repeat, so that a history reads after its subject has gone: the repeating table and its key. */
const REPEATED: Record<string, readonly { by: string; on: string }[]> = Object.fromEntries(
  ["id", "human_id", "make", "model"].map((column) => [
    `equipment.${column}`,
    [
      { by: "rentals", on: "equipment_id" },
      { by: "events", on: "equipment_id" },
    ],
  ]),
);

/** Identity tables whose rows have a person, and by which column that one alone may be told of them; null is nobody. */
const OF_PEOPLE: Record<string, string | null> = {
  users: "id",
  sessions: "user_id",
  passkeys: "user_id",
  accounts: null,
  badge_secrets: null,
};

const accessOf = (table: string): Audience => (INVENTORY[table] as TenantTable).access.select;

const WORDS = /cnry[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const ADDRESS = /([0-9a-f-]{36})@isolation\.example/g;
const WRAPPED = /[A-Za-z0-9_+/-]{24,}={0,2}/g;

/** Canaries and ids in a text, also inside what is wrapped in base64 (cursors, tokens). */
export function wordsOf(text: string): Set<string> {
  const words = new Set(text.toLowerCase().match(WORDS) ?? []);
  for (const wrapped of text.match(WRAPPED) ?? []) {
    // Ids and hashes wrap nothing.
    if (/^[0-9a-f-]+$/i.test(wrapped)) continue;
    const opened = Buffer.from(wrapped, "base64url").toString("latin1").toLowerCase();
    for (const word of opened.match(WORDS) ?? []) words.add(word);
  }
  return words;
}

type Column = { table: string; name: string; type: string };

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

import { describe, expect, test } from "bun:test";
import { is } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { INVENTORY, tenantTables } from "./inventory.ts";
import { ownerRows } from "./isolation/as-owner.ts";
import { testDatabase } from "./testing.ts";

const { db } = await testDatabase();
const rows = <T extends Record<string, unknown>>(text: string) => ownerRows<T>(db, text);

const schemaTables = new Map<string, ReturnType<typeof getTableConfig>>();
for await (const file of new Bun.Glob("*.ts").scan(new URL("./schema", import.meta.url).pathname)) {
  for (const made of Object.values((await import(`./schema/${file}`)) as Record<string, unknown>)) {
    if (is(made, PgTable)) schemaTables.set(getTableConfig(made).name, getTableConfig(made));
  }
}

const TABLES = `select c.oid, c.relname as name, c.relkind as kind, c.relispartition as partition, c.relrowsecurity as secured, c.relforcerowsecurity as forced, n.nspname as schema
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;
type TableRow = {
  oid: number;
  name: string;
  kind: string;
  partition: boolean;
  secured: boolean;
  forced: boolean;
  schema: string;
};

describe("every table is classified", () => {
  test("the schema's tables and the inventory's are the same", () => {
    const declared = [...schemaTables.keys()].sort();
    const listed = Object.entries(INVENTORY).flatMap(([name, table]) => (table.class === "housekeeping" ? [] : [name]));
    expect(declared.length).toBeGreaterThan(30);
    expect(declared).toEqual(listed.sort());
  });

  test("the database holds no other table, in any schema", async () => {
    const found = (await rows<TableRow>(TABLES)).filter((table) => !table.partition);
    expect([...new Set(found.map((table) => table.name))].sort()).toEqual(Object.keys(INVENTORY).sort());
  });

  test("row-level security is enabled and forced on tenant tables and partitions, and on no other", async () => {
    await db.withOwner(async (_tx, client) => {
      await client.query("savepoint partitions");
      await client.query("select app.ensure_usage_partition('2001-02-01'), app.ensure_usage_partition(current_date)");
      const found = (await client.query<TableRow>(TABLES)).rows;
      await client.query("rollback to savepoint partitions");
      const secured = found.filter(
        (table) => table.secured && table.forced && (table.kind === "r" || table.kind === "p"),
      );
      expect(secured.filter((table) => table.partition).map((table) => table.name)).toContain("usage_readings_200102");
      expect(found.filter((table) => table.partition && !(table.secured && table.forced))).toEqual([]);
      expect(
        secured
          .filter((table) => !table.partition)
          .map((table) => table.name)
          .sort(),
      ).toEqual(
        tenantTables()
          .map(([name]) => name)
          .sort(),
      );
      expect(found.filter((table) => table.secured !== table.forced)).toEqual([]);
    });
  });
});

type Policy = {
  table: string;
  name: string;
  command: string;
  roles: string;
  permissive: string;
  qual: string | null;
  with_check: string | null;
};
const policies = await rows<Policy>(
  `select tablename as table, policyname as name, lower(cmd) as command, roles::text as roles, permissive, qual, with_check from pg_policies order by 1, 2`,
);

describe("policies", () => {
  test("are one per allowed command, named after it, for app_user alone", () => {
    const wanted = tenantTables().flatMap(([table, { access }]) =>
      Object.entries(access).flatMap(([command, audience]) => (audience === "nobody" ? [] : [`${table}_${command}`])),
    );
    expect(policies.map((policy) => policy.name).sort()).toEqual(wanted.sort());
    for (const policy of policies) {
      expect(policy).toMatchObject({
        name: `${policy.table}_${policy.command}`,
        roles: "{app_user}",
        permissive: "PERMISSIVE",
      });
    }
  });

  test("judge what is there and what is written, by claims", () => {
    for (const { name, command, qual, with_check } of policies) {
      expect({ name, using: qual !== null, check: with_check !== null }).toEqual({
        name,
        using: command !== "insert",
        check: command === "insert" || command === "update",
      });
      for (const text of [qual, with_check]) {
        if (text === null) continue;
        expect(text, name).toMatch(/\bapp\.(is_hq|org_id|own_dealers|own_customers)\(\)/);
        expect(text, name).not.toMatch(/\btrue\b/i);
        // Outside a sub-select a claims function would run once per row.
        expect(text.replaceAll(/\( ?SELECT app\.\w+\(\) AS \w+\)/g, ""), name).not.toContain("app.");
      }
    }
  });
});

describe("tenant tables", () => {
  test("have an index that leads with the tenant's column", async () => {
    const leading = await rows<{ table: string; column: string }>(
      `select c.relname as table, a.attname as column from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indpred is null and c.relnamespace = 'public'::regnamespace`,
    );
    const have = new Set(leading.map(({ table, column }) => `${table}.${column}`));
    expect(
      tenantTables()
        .map(([table, { leadingColumn }]) => `${table}.${leadingColumn}`)
        .filter((wanted) => !have.has(wanted)),
    ).toEqual([]);
  });

  test("that hang on a parent are kept with the parent's tenant by a composite foreign key", async () => {
    const keys = await rows<{ table: string; parent: string; columns: string[] }>(
      `select k.conrelid::regclass::text as table, k.confrelid::regclass::text as parent,
         array(select a.attname::text from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n order by 1) as columns
       from pg_constraint k where k.contype = 'f'`,
    );
    for (const [table, { parent }] of tenantTables()) {
      if (!parent) continue;
      const composite = keys.filter((key) => key.table === table && key.parent === parent && key.columns.length === 2);
      expect(
        composite.some((key) => key.columns.some((column) => column === "dealer_id" || column === "customer_id")),
        `${table} → ${parent}`,
      ).toBe(true);
    }
  });
});

describe("migrations applied from empty", () => {
  const plain = (type: string) => type.replaceAll(", ", ",").replace("bigserial", "bigint");

  test("make the columns that the schema declares", async () => {
    const found = await rows<{ table: string; column: string; type: string; nullable: boolean; filled: boolean }>(
      `select i.table_name as table, i.column_name as column, format_type(a.atttypid, a.atttypmod) as type, i.is_nullable = 'YES' as nullable,
         i.column_default is not null or i.is_generated = 'ALWAYS' as filled
       from information_schema.columns i join pg_attribute a on a.attrelid = format('%I.%I', i.table_schema, i.table_name)::regclass and a.attname = i.column_name
       join pg_class c on c.oid = a.attrelid where i.table_schema = 'public' and not c.relispartition`,
    );
    for (const [table, { columns }] of schemaTables) {
      const declared = columns.map((column) => ({
        table,
        column: column.keyAsName ? toSnakeCase(column.name) : column.name,
        type: plain(column.getSQLType()),
        nullable: !column.notNull,
        filled: column.default !== undefined || column.generated !== undefined || column.getSQLType() === "bigserial",
      }));
      const order = (a: { column: string }, b: { column: string }) => (a.column < b.column ? -1 : 1);
      expect(
        found
          .filter((column) => column.table === table)
          .map((column) => ({ ...column, type: plain(column.type) }))
          .sort(order),
      ).toEqual(declared.sort(order));
    }
  });

  test("make the policies, checks and indexes that the schema names", async () => {
    const found = await rows<{ name: string }>(
      `select policyname as name from pg_policies union all select conname from pg_constraint union all select indexname from pg_indexes where schemaname = 'public'`,
    );
    const have = new Set(found.map((row) => row.name));
    const named = [...schemaTables.values()].flatMap((table) => [
      ...table.policies.map((policy) => policy.name),
      ...table.checks.map((check) => check.name),
      ...table.indexes.map((index) => index.config.name!),
      ...table.foreignKeys.flatMap((key) => key.reference().name ?? []),
      ...table.uniqueConstraints.map((unique) => unique.getName()!),
    ]);
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter((name) => !have.has(name))).toEqual([]);
  });
});

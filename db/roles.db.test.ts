import { describe, expect, test } from "bun:test";
import { DEFINER_FUNCTIONS, DEFINER_GRANTS, INVENTORY, tenantTables } from "./inventory.ts";
import { ownerRows } from "./isolation/as-owner.ts";
import { sqlState } from "./tenancy.ts";
import { testDatabase } from "./testing.ts";

const { db } = await testDatabase();
const rows = <T extends Record<string, unknown>>(text: string) => ownerRows<T>(db, text);
const COMMANDS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"] as const;

describe("roles", () => {
  test("can not sign in, are not superusers, and look past row-level security only for definer functions", async () => {
    const roles = await rows(
      `select rolname, rolsuper, rolbypassrls, rolcanlogin, rolinherit, rolcreaterole, rolcreatedb from pg_roles where rolname like 'app\\_%' order by 1`,
    );
    const powerless = {
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
    };
    expect(roles).toEqual([
      { rolname: "app_definer", ...powerless, rolbypassrls: true },
      { rolname: "app_nobody", ...powerless },
      { rolname: "app_service", ...powerless },
      { rolname: "app_user", ...powerless },
    ]);
  });

  test("are members of nothing", async () => {
    expect(
      await rows(
        `select m.roleid::regrole::text as of, m.member::regrole::text as member from pg_auth_members m where m.member::regrole::text like 'app\\_%'`,
      ),
    ).toEqual([]);
  });

  test("own nothing, but app_definer its functions", async () => {
    const owned = await rows<{ owner: string; kind: string }>(
      `select distinct d.refobjid::regrole::text as owner, d.classid::regclass::text as kind from pg_shdepend d
       where d.deptype = 'o' and d.refobjid::regrole::text like 'app\\_%' and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
    );
    expect(owned).toEqual([{ owner: "app_definer", kind: "pg_proc" }]);
  });

  test("may make nothing", async () => {
    const may = await rows(
      `select r.rolname, n.nspname from pg_roles r, pg_namespace n where r.rolname like 'app\\_%' and n.nspname in ('public', 'app', 'drizzle') and has_schema_privilege(r.oid, n.oid, 'CREATE')`,
    );
    expect(may).toEqual([]);
  });
});

type Grant = { role: string; table: string; command: string };
const grants = await rows<Grant>(
  `select r.rolname as role, c.relname as table, p.command, c.relispartition as partition from pg_roles r, pg_class c, unnest(array[${COMMANDS.map((c) => `'${c}'`).join(", ")}]) p(command)
   where r.rolname in ('app_nobody', 'app_user', 'app_service') and c.relkind in ('r', 'p', 'v') and c.relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace)
     and (has_table_privilege(r.oid, c.oid, p.command) or (p.command in ('SELECT', 'INSERT', 'UPDATE') and has_any_column_privilege(r.oid, c.oid, p.command)))`,
);

describe("grants", () => {
  const of = (role: string, wanted: (table: string) => boolean) =>
    grants
      .filter((grant) => grant.role === role && wanted(grant.table))
      .map((grant) => `${grant.table} ${grant.command}`)
      .sort();
  const classOf = (table: string) => INVENTORY[table]?.class;

  test("of app_user are the tenant tables' listed commands, and nothing of identity, jobs or partitions", () => {
    const wanted = tenantTables().flatMap(([table, { access }]) =>
      Object.entries(access).flatMap(([command, audience]) =>
        audience === "nobody" ? [] : [`${table} ${command.toUpperCase()}`],
      ),
    );
    expect(of("app_user", (table) => classOf(table) !== "housekeeping")).toEqual(wanted.sort());
  });

  test("of app_service are identity and job tables, and nothing of tenants", () => {
    const wanted = Object.entries(INVENTORY).flatMap(([name, table]) =>
      table.class === "identity" || table.class === "jobs"
        ? ["SELECT", "INSERT", "UPDATE", "DELETE"].map((command) => `${name} ${command}`)
        : [],
    );
    expect(of("app_service", (table) => classOf(table) !== "housekeeping")).toEqual(wanted.sort());
  });

  test("of app_nobody are none", () => {
    expect(of("app_nobody", (table) => classOf(table) !== "housekeeping")).toEqual([]);
  });

  test("of app_definer are rows of tenant tables, and of others what its functions need", async () => {
    const held = await rows<Grant & { column: string | null }>(
      `select 'app_definer' as role, c.relname as table, p.command, null as column from pg_class c, unnest(array[${COMMANDS.map((c) => `'${c}'`).join(", ")}]) p(command)
       where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace) and has_table_privilege('app_definer', c.oid, p.command)
       union all
       select 'app_definer', c.relname, p.command, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped, unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p(command)
       where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'drizzle'::regnamespace)
         and has_column_privilege('app_definer', c.oid, a.attnum, p.command) and not has_table_privilege('app_definer', c.oid, p.command)`,
    );
    const wanted = [
      ...tenantTables().flatMap(([table]) =>
        table in DEFINER_GRANTS ? [] : ["SELECT", "INSERT", "UPDATE", "DELETE"].map((command) => `${table} ${command}`),
      ),
      ...Object.entries(DEFINER_GRANTS).flatMap(([table, list]) => list.map((command) => `${table} ${command}`)),
    ];
    const found = held.flatMap(({ table, command, column }) =>
      classOf(table) === "housekeeping" ? [] : [`${table} ${command}${column ? ` (${column})` : ""}`],
    );
    expect(found.sort()).toEqual(wanted.sort());
  });

  test("on housekeeping tables are at most reading what PostGIS publishes", () => {
    const published = ["spatial_ref_sys", "geometry_columns", "geography_columns"];
    expect(
      grants.filter(
        (grant) =>
          classOf(grant.table) === "housekeeping" && !(published.includes(grant.table) && grant.command === "SELECT"),
      ),
    ).toEqual([]);
  });

  test("let nobody change what an organisation is", async () => {
    expect(
      await rows(
        `select has_column_privilege('app_user', 'organizations', 'type', 'UPDATE') as type, has_column_privilege('app_user', 'organizations', 'id', 'UPDATE') as id`,
      ),
    ).toEqual([{ type: false, id: false }]);
  });

  test("on sequences are none", async () => {
    expect(
      await rows(
        `select c.relname from pg_class c, pg_roles r where c.relkind = 'S' and r.rolname in ('app_nobody', 'app_user', 'app_service') and has_sequence_privilege(r.oid, c.oid, 'USAGE, SELECT, UPDATE')`,
      ),
    ).toEqual([]);
  });
});

type Made = {
  name: string;
  definer: boolean;
  owner: string;
  config: string[] | null;
  public: boolean;
  callers: string[];
};
const made = await rows<Made>(
  `select p.proname as name, p.prosecdef as definer, p.proowner::regrole::text as owner, p.proconfig as config,
     exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as public,
     array(select r.rolname::text from pg_roles r where r.rolname in ('app_nobody', 'app_user', 'app_service') and has_function_privilege(r.oid, p.oid, 'EXECUTE') order by 1) as callers
   from pg_proc p where p.pronamespace = 'app'::regnamespace order by 1`,
);

describe("functions", () => {
  const definers = made.filter((fn) => fn.definer);

  test("are closed to PUBLIC", () => {
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((fn) => fn.public)).toEqual([]);
  });

  test("that look past row-level security are the listed ones, for the listed callers", () => {
    const listed = Object.entries(DEFINER_FUNCTIONS).map(([name, { callers }]) => ({
      name,
      callers: [...callers].sort(),
    }));
    expect(definers.map(({ name, callers }) => ({ name, callers }))).toEqual(
      listed.sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  test("that look past row-level security have a pinned search path and app_definer for owner", async () => {
    const [owner] = await rows<{ owner: string }>(
      `select relowner::regrole::text as owner from pg_class where oid = 'usage_readings'::regclass`,
    );
    for (const { name, owner: by, config: all } of definers) {
      // How it is planned is its own matter.
      const config = all?.filter((setting) => setting !== "jit=off");
      expect({ name, by, config }).toEqual({
        name,
        by: ["ensure_usage_partition", "drop_usage_partitions"].includes(name) ? owner!.owner : "app_definer",
        config: ["search_path=public, pg_temp"],
      });
    }
  });
});

describe("the ledger", () => {
  const refusal = (run: Promise<unknown>) =>
    run.then(
      () => "accepted",
      (error: unknown) => sqlState(error),
    );

  test.each(["update events set seq = 0", "delete from events", "truncate events", "truncate events cascade"])(
    "refuses app_user and the owner: %s",
    async (text) => {
      expect(await refusal(db.withOwner((_tx, client) => client.query(`set local role app_user; ${text}`)))).toBe(
        "42501",
      );
      const owner = db.withOwner((_tx, client) => client.query(text));
      expect(
        await owner.then(
          () => "accepted",
          (error: Error) => error.message,
        ),
      ).toMatch(text === "truncate events" ? /append-only|foreign key constraint/ : /append-only/);
    },
  );

  test("refuses app_definer too, but by its own function", async () => {
    for (const text of ["update events set seq = 0", "delete from events", "truncate events cascade"]) {
      expect(await refusal(db.withOwner((_tx, client) => client.query(`set local role app_definer; ${text}`)))).toBe(
        "42501",
      );
    }
  });
});

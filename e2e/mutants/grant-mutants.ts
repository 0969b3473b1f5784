/** Every privilege that a role does not have, given; row-level security off, not forced, or the table owned by who reads it; roles made strong. */
import type { Client } from "../../db/client.ts";
import { DEFINER_FUNCTIONS, INVENTORY, tenantTables } from "../../db/inventory.ts";
import { isolationOf, suite, type Suite, type SqlMutant } from "./mutant.ts";

const ROLES: readonly Suite[] = [suite("db/roles.db.test.ts"), suite("db/inventory.db.test.ts")];
const COMMANDS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"] as const;

export async function grantMutants(client: Client): Promise<SqlMutant[]> {
  return [
    ...(await missingGrants(client)),
    ...securityOff(),
    ...(await openedFunctions(client)),
    ...strongRoles(),
    ...(await triggersOff(client)),
    ...(await looseKeys(client)),
  ];
}

async function missingGrants(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<{ role: string; table: string; command: string }>(
    `select r.role, t.name as table, c.command from unnest(array['app_user', 'app_service', 'app_nobody', 'app_definer']) r(role), unnest($1::text[]) t(name), unnest($2::text[]) c(command)
     where not has_table_privilege(r.role, t.name::regclass, c.command) order by 1, 2, 3`,
    [Object.entries(INVENTORY).flatMap(([name, { class: kind }]) => (kind === "housekeeping" ? [] : [name])), COMMANDS],
  );
  const columns = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and has_any_column_privilege('app_user', c.oid, 'UPDATE') and not has_table_privilege('app_user', c.oid, 'UPDATE')
       and not has_column_privilege('app_user', c.oid, a.attnum, 'UPDATE') order by 1, 2`,
  );
  // To revoke a table's privilege takes its columns' along: only whole ones are given where there are none.
  const whole = rows.filter(
    ({ role, table, command }) =>
      !(role === "app_user" && command === "UPDATE" && columns.rows.some((one) => one.table === table)),
  );
  // What one table's outsiders lack is one breakage: nothing in the tests tells its five commands apart.
  const outsiders = new Map<string, { role: string; table: string; commands: string[] }>();
  for (const { role, table, command } of whole) {
    const key = role === "app_user" || role === "app_definer" ? `${role} ${table} ${command}` : `${role} ${table}`;
    const one = outsiders.get(key) ?? { role, table, commands: [] };
    one.commands.push(command);
    outsiders.set(key, one);
  }
  const made = [...outsiders.values()].map(({ role, table, commands }): SqlMutant => ({
    kind: "grant",
    object: `${table} to ${role}`,
    how: commands.join(", "),
    suites:
      role === "app_user" && INVENTORY[table]?.class === "tenant" && commands[0] !== "TRUNCATE"
        ? [isolationOf(table), ...ROLES]
        : ROLES,
    apply: `grant ${commands.join(", ")} on ${table} to ${role}`,
    undo: `revoke ${commands.join(", ")} on ${table} from ${role}`,
  }));
  const ofColumns = columns.rows.map(({ table, column }): SqlMutant => ({
    kind: "grant",
    object: `${table}.${column} to app_user`,
    how: "UPDATE",
    suites: ROLES,
    apply: `grant update (${column}) on ${table} to app_user`,
    undo: `revoke update (${column}) on ${table} from app_user`,
  }));
  return [...made, ...ofColumns];
}

function securityOff(): SqlMutant[] {
  return tenantTables().flatMap(([table]) => {
    const made = (how: string, suites: readonly Suite[], apply: string, undo: string): SqlMutant => ({
      kind: "row-level security",
      object: table,
      how,
      suites,
      apply,
      undo,
    });
    return [
      made(
        "disabled",
        [isolationOf(table), ...ROLES],
        `alter table ${table} disable row level security`,
        `alter table ${table} enable row level security`,
      ),
      made(
        "not forced",
        ROLES,
        `alter table ${table} no force row level security`,
        `alter table ${table} force row level security`,
      ),
      made(
        "not forced, and owned by app_user",
        [isolationOf(table), ...ROLES],
        `alter table ${table} no force row level security; do $$ begin execute format('comment on table ${table} is %L', (select relowner::regrole from pg_class where oid = '${table}'::regclass)); end $$; grant create on schema public to app_user; alter table ${table} owner to app_user; revoke create on schema public from app_user`,
        `do $$ begin execute format('alter table ${table} owner to %s', obj_description('${table}'::regclass)); end $$; comment on table ${table} is null; alter table ${table} force row level security`,
      ),
    ];
  });
}

async function openedFunctions(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<{ call: string; name: string; role: string }>(
    `select p.oid::regprocedure::text as call, p.proname as name, r.role from pg_proc p, unnest(array['public', 'app_nobody', 'app_user', 'app_service']) r(role)
     where p.pronamespace = 'app'::regnamespace and p.prorettype <> 'trigger'::regtype and not case r.role when 'public' then false else has_function_privilege(r.role, p.oid, 'EXECUTE') end order by 1, 3`,
  );
  return rows
    .filter(({ name, role }) => name in DEFINER_FUNCTIONS || role === "public")
    .map(({ call, role }) => ({
      kind: "grant",
      object: `${call} to ${role}`,
      how: "EXECUTE",
      suites: ROLES,
      apply: `grant execute on function ${call} to ${role}`,
      undo: `revoke execute on function ${call} from ${role}`,
    }));
}

function strongRoles(): SqlMutant[] {
  const made = (role: string, attribute: string): SqlMutant => ({
    kind: "role",
    object: role,
    how: attribute,
    suites: ROLES,
    apply: `alter role ${role} ${attribute}`,
    undo: `alter role ${role} no${attribute}`,
  });
  const member: SqlMutant = {
    kind: "role",
    object: "app_user",
    how: "member of app_definer",
    suites: ROLES,
    apply: "grant app_definer to app_user",
    undo: "revoke app_definer from app_user",
  };
  const maker: SqlMutant = {
    kind: "role",
    object: "app_user",
    how: "may make things in schema public",
    suites: ROLES,
    apply: "grant create on schema public to app_user",
    undo: "revoke create on schema public from app_user",
  };
  return [
    ...["app_user", "app_nobody", "app_service"].flatMap((role) =>
      ["bypassrls", "superuser", "inherit", "login", "createrole"].map((attribute) => made(role, attribute)),
    ),
    made("app_definer", "superuser"),
    made("app_definer", "login"),
    member,
    maker,
  ];
}

/** What follows writes, switched off: the ledger's refusal, and what makes claims stale. */
async function triggersOff(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `select c.relname as table, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and not c.relispartition order by 1, 2`,
  );
  return rows.map(({ table, name }) => ({
    kind: "trigger",
    object: `${name} on ${table}`,
    how: "disabled",
    suites: [
      ...ROLES,
      suite("db/functions.db.test.ts"),
      suite("server/iam/caller.db.test.ts"),
      ...triggerSuites(table),
    ],
    apply: `alter table ${table} disable trigger ${name}`,
    undo: `alter table ${table} enable trigger ${name}`,
  }));
}

const triggerSuites = (table: string): Suite[] =>
  table === "events" ? [suite("server/tools/audit-verify.db.test.ts")] : [];

/** Keys over several columns hold a row with its parent's tenant; without them a row could hang on a foreign one. */
async function looseKeys(client: Client): Promise<SqlMutant[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
     where k.contype in ('f', 'x') and k.connamespace = 'public'::regnamespace and k.conparentid = 0 and (cardinality(k.conkey) > 1 or k.contype = 'x') order by 1, 2`,
  );
  return rows.map(({ table, name, definition }) => ({
    kind: "key",
    object: `${name} on ${table}`,
    how: "dropped",
    suites: [
      suite("db/inventory.db.test.ts"),
      isolationOf(table),
      suite("db/isolation.db.test.ts"),
      suite("db/rentals-race.db.test.ts"),
      suite("server/features"),
    ],
    apply: `alter table ${table} drop constraint ${name}`,
    // Tests of the breakage may have left what the key refuses.
    undo: `alter table ${table} add constraint ${name} ${definition}${definition.startsWith("FOREIGN") ? " not valid" : ""}`,
  }));
}

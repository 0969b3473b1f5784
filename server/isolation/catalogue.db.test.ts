/**
 * Views and functions as the catalogue lists them, asked directly in the seven's own transactions, past every procedure. What is added
 * later is asked too: a view by selecting all of it, a function with arguments made for their types.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Client } from "../../db/client.ts";
import { ownerRows } from "../../db/isolation/as-owner.ts";
import { sqlState, type Database } from "../../db/tenancy.ts";
import { literal } from "../../db/isolation/sql-text.ts";
import { testDatabase } from "../../db/testing.ts";
import { openHarness, OPENS_WITHIN_MS, type Harness } from "./harness.ts";
import { WHO, type Who } from "./tenants.ts";

type Made = { name: string; call: string; types: string[]; returns: string };

let harness: Harness;
const { db } = await testDatabase();
const functions = await callable(db);
const views = await ownViews(db);
beforeAll(async () => {
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

/** Functions that app_user may call and that no extension brought. */
async function callable(at: Database): Promise<Made[]> {
  const rows = await ownerRows<{ schema: string; name: string; types: string[]; returns: string }>(
    at,
    `select n.nspname as schema, p.proname as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as types, format_type(p.prorettype, null) as returns
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname not in ('pg_catalog', 'information_schema') and has_function_privilege('app_user', p.oid, 'EXECUTE') and p.prorettype <> 'trigger'::regtype
       and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e') order by 1, 2`,
  );
  return rows.map(({ schema, name, types, returns }) => ({ name, call: `${schema}.${name}`, types, returns }));
}

/** Views and materialised views, but for those of extensions. */
async function ownViews(
  at: Database,
): Promise<{ name: string; kind: string; options: string[] | null; readable: boolean }[]> {
  return ownerRows(
    at,
    `select c.oid::regclass::text as name, c.relkind::text as kind, c.reloptions as options, has_table_privilege('app_user', c.oid, 'SELECT') as readable
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
       and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`,
  );
}

/** Functions that answer foreign and absent ids differently, or nothing twice alike, and why that tells nothing. */
const DIFFERS: Record<string, string> = {
  next_human_id: "a new number each time",
  conflicts_of:
    "a customer learns that a machine of a dealer that serves it is taken, and not by whom: db/isolation/functions.ts",
  add_person: "takes an id that the server has just made: one that is taken is an accident",
};

const query = (who: Who, text: string): Promise<string> =>
  harness.db
    .withTenant(harness.claimsOf(who), async ({ tx }) => {
      const { rows } = await (tx as unknown as { $client: Client }).$client.query(text);
      throw new Done(JSON.stringify(rows));
    })
    .then(String, (error: unknown) =>
      error instanceof Done ? error.said : `refused: ${sqlState(error)} ${(error as Error).message}`,
    );
/** Ends a transaction without a trace. */
class Done extends Error {
  constructor(readonly said: string) {
    super("done");
  }
}

/** Values of a type to call with: of another tenant first, then what is nowhere, in turn. */
function values(type: string, who: Who): { foreign: string[]; absent: string } {
  const claims = harness.claimsOf(who);
  const foreign = (table: string, column: string) => {
    const row = harness.canaries.rowsOf(table).findLast((one) => !harness.canaries.mayRead(claims, table, one));
    return row ? [literal(row[column])] : [];
  };
  const tables = [
    "organizations",
    "equipment",
    "rentals",
    "sites",
    "tags",
    "media",
    "memberships",
    "alerts",
    "events",
    "users",
  ];
  const made: Record<string, () => { foreign: string[]; absent: string }> = {
    uuid: () => ({ foreign: tables.flatMap((table) => foreign(table, "id")), absent: literal(Bun.randomUUIDv7()) }),
    text: () => ({
      foreign: [
        ...foreign("equipment", "human_id"),
        ...foreign("equipment", "serial_number"),
        ...foreign("users", "email"),
      ],
      absent: literal(`ISO-${Bun.randomUUIDv7()}`.toUpperCase()),
    }),
    boolean: () => ({ foreign: ["true"], absent: "true" }),
    date: () => ({ foreign: ["current_date"], absent: "current_date" }),
    jsonb: () => ({ foreign: [literal({})], absent: literal({}) }),
    "double precision": () => ({ foreign: ["50.005"], absent: "50.005" }),
    integer: () => ({ foreign: ["1"], absent: "1" }),
    "timestamp with time zone": () => ({ foreign: ["now()"], absent: "now()" }),
    "uuid[]": () => {
      const { foreign: ids, absent } = made.uuid!();
      return { foreign: [`array[${ids.join(", ") || absent}]::uuid[]`], absent: `array[${absent}]::uuid[]` };
    },
    "text[]": () => ({ foreign: ["array['a']"], absent: "array['a']" }),
    daterange: () => ({
      foreign: ["daterange(current_date, current_date + 1)"],
      absent: "daterange(current_date, current_date + 1)",
    }),
    tstzrange: () => ({ foreign: ["tstzrange(now(), null)"], absent: "tstzrange(now(), null)" }),
    bigint: () => ({ foreign: ["1"], absent: "1" }),
    numeric: () => ({ foreign: ["1"], absent: "1" }),
  };
  const make = made[type];
  if (!make)
    throw new Error(`no values of type ${type}: add some to values() in server/isolation/catalogue.db.test.ts.`);
  return make();
}

const likewise = (said: string, asked: readonly string[]) =>
  asked
    .reduce((text, value) => text.replaceAll(value.replaceAll("'", ""), "<asked>"), said)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>");

describe("functions", () => {
  test("there are some to ask", () => expect(functions.length).toBeGreaterThan(15));

  test.each(functions.map((made) => [`${made.call}(${made.types.join(", ")})`, made] as const))(
    "%s",
    async (_name, made) => {
      const wrong: unknown[] = [];
      for (const who of WHO) {
        const perArgument = made.types.map((type) => values(type, who));
        const ask = async (args: string[]) => {
          const typed = args.map((value, at) => `${value}::${made.types[at]}`);
          const said = await query(who, `select * from ${made.call}(${typed.join(", ")}) t`);
          for (const { table, column, word } of harness.canaries.foreignIn(said, harness.claimsOf(who), args.join(" ")))
            wrong.push({ who, args, leaks: `${table}.${column}`, word });
          return likewise(said, args);
        };
        const absent = perArgument.map((one) => one.absent);
        const nothing = made.name in DIFFERS ? null : await ask(absent);
        for (const [at, { foreign }] of perArgument.entries()) {
          for (const value of foreign) {
            const said = await ask(absent.map((one, index) => (index === at ? value : one)));
            if (nothing !== null && said !== nothing)
              wrong.push({ who, argument: at, value, said: said.slice(0, 300), nothing: nothing?.slice(0, 300) });
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe("views", () => {
  test("that app_user reads run with the reader's own rights, and no view keeps rows past the policies", () => {
    const wrong = views.filter(
      ({ kind, options, readable }) => readable && (kind === "m" || !options?.includes("security_invoker=true")),
    );
    expect(wrong, "CREATE VIEW … WITH (security_invoker = true)").toEqual([]);
  });

  test("show nobody a word of another's", async () => {
    const wrong: unknown[] = [];
    for (const { name } of views.filter(({ readable }) => readable)) {
      for (const who of WHO) {
        const said = await query(who, `select * from ${name}`);
        for (const { table, column } of harness.canaries.foreignIn(said, harness.claimsOf(who), ""))
          wrong.push({ name, who, leaks: `${table}.${column}` });
      }
    }
    expect(wrong).toEqual([]);
  });
});

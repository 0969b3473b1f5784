/** The only way to a transaction: what it leaves behind, and what opens none. */
import { beforeAll, describe, expect, test } from "bun:test";
import { openPool } from "./client.ts";
import { Database } from "./tenancy.ts";
import { testDatabase } from "./testing.ts";
import { mintWorld, type World } from "./testing-world.ts";
import type { Client } from "./client.ts";
import type { Claims } from "../server/domain/iam/claims.ts";

const { target } = await testDatabase();
const report = (error: unknown) => console.error(error);
/** One connection, so that what one transaction leaves is what the next one finds. */
const pool = openPool(target, report, 1);
const db = new Database(pool, report);
let world: World;
let dealer: Claims;
beforeAll(async () => {
  world = await mintWorld(db, { machines: 1 });
  dealer = await world.member(world.dealerId, "DEALER_ADMIN");
});

const clientOf = (tx: unknown) => (tx as { $client: Client }).$client;
/** Who a connection is, and on whose claims, right now. */
const STATE = "select current_user::text as role, current_setting('request.jwt.claims', true) as claims";
const machines = (client: Pick<Client, "query">) =>
  client.query("select id from equipment").then(
    ({ rows }) => rows.length,
    (error: { code: string }) => error.code,
  );
const outcome = (run: Promise<unknown>) =>
  run.then(
    () => "done",
    (error: Error) => error.message,
  );

describe("a tenant transaction", () => {
  test("runs as app_user, on its actor's claims", async () => {
    const state = await db.withTenant(dealer, async ({ tx }) => (await clientOf(tx).query(STATE)).rows[0]);
    expect(state.role).toBe("app_user");
    const { sub, orgId, orgType, role, siteIds, membershipId } = dealer;
    expect(JSON.parse(state.claims)).toMatchObject({ sub, orgId, orgType, role, siteIds, membershipId });
  });

  test.each(["committed", "rolled back"])("leaves neither claims nor role behind, %s", async (how) => {
    const run = db.withTenant(dealer, async ({ tx }) => {
      expect(await machines(clientOf(tx))).toBe(1);
      if (how === "rolled back") throw new Error("no");
    });
    expect(await outcome(run)).toBe(how === "committed" ? "done" : "no");
    const { rows } = await pool.query(STATE);
    expect([rows[0].role, rows[0].claims ?? ""]).toEqual(["app_nobody", ""]);
    expect(await machines(pool)).toBe("42501");
  });

  test("leaves no claims for the next that has none", async () => {
    await db.withTenant(dealer, async ({ tx }) => clientOf(tx).query(STATE));
    const seen = await db.withOwner(async (_tx, client) => {
      await client.query("set local role app_user");
      return machines(client);
    });
    expect(seen).toBe(0);
  });

  test("that throws has written nothing", async () => {
    const run = db.withTenant(dealer, async ({ tx }) => {
      await clientOf(tx).query("update equipment set model = 'changed'");
      throw new Error("no");
    });
    expect(await outcome(run)).toBe("no");
    const models = await db.withTenant(
      dealer,
      async ({ tx }) => (await clientOf(tx).query("select model from equipment")).rows,
    );
    expect(models).toEqual([{ model: "320" }]);
  });

  test("needs an actor", async () => {
    for (const actor of [undefined, null, {}, { ...dealer, sub: "" }, { ...dealer, orgId: undefined }])
      expect(await outcome(db.withTenant(actor as Claims, async () => "in"))).toBe(
        "a tenant transaction needs an actor",
      );
  });

  test("is not opened inside another, nor inside any of the other kinds", async () => {
    const kinds = [
      () => db.withTenant(dealer, async () => "in"),
      () => db.withService(async () => "in"),
      () => db.withOwner(async () => "in"),
    ];
    for (const outer of [
      (inner: () => Promise<unknown>) => db.withTenant(dealer, inner),
      (inner: () => Promise<unknown>) => db.withService(inner),
      (inner: () => Promise<unknown>) => db.withOwner(inner),
    ])
      for (const inner of kinds) expect(await outcome(outer(inner))).toBe("a transaction was opened inside another");
  });

  test("runs what was to follow the commit after it, and never after a rollback", async () => {
    const told: string[] = [];
    await db.withTenant(dealer, async ({ afterCommit }) => {
      afterCommit(() => void told.push("committed"));
      expect(told).toEqual([]);
    });
    await outcome(
      db.withTenant(dealer, async ({ afterCommit }) => {
        afterCommit(() => void told.push("rolled back"));
        throw new Error("no");
      }),
    );
    expect(told).toEqual(["committed"]);
  });
});

describe("a connection outside any transaction", () => {
  test("may do nothing", async () => {
    expect(await machines(pool)).toBe("42501");
    expect(await outcome(pool.query("select from users"))).toContain("permission denied");
  });
});

test("the identity service's transaction reaches nothing of any tenant, whatever claims it is given", async () => {
  const seen = await db.withService(async (tx) => {
    const client = clientOf(tx);
    await client.query("select set_config('request.jwt.claims', $1, true)", [
      JSON.stringify({ ...dealer, orgType: "CATERPILLAR" }),
    ]);
    return machines(client);
  });
  expect(seen).toBe("42501");
});

test("without claims, every function that reads them names nobody, nothing and no site", async () => {
  const answers = await db.withOwner(async (_tx, client) => {
    const { rows } = await client.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'app'::regnamespace and p.pronargs = 0
         and p.prorettype in ('boolean'::regtype, 'uuid'::regtype, 'uuid[]'::regtype) and has_function_privilege('app_user', p.oid, 'EXECUTE') order by 1`,
    );
    await client.query("set local role app_user");
    const told: Record<string, unknown> = {};
    for (const { name } of rows) told[name] = (await client.query(`select app.${name}() as told`)).rows[0].told;
    return told;
  });
  expect(Object.keys(answers)).toContain("all_sites");
  expect(
    Object.entries(answers).filter(
      ([, told]) => told !== false && told !== null && !(Array.isArray(told) && told.length === 0),
    ),
  ).toEqual([]);
});

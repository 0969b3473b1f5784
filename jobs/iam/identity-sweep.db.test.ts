import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { testDatabase } from "../../db/testing.ts";
import { mintUser } from "../../server/iam/testing.ts";
import { identitySweepRequested } from "../events.ts";
import { eventually, OPENING_MS, testRunner, type TestRunner } from "../runner/testing.ts";
import { identitySweep, signingKeyRotation } from "./identity-sweep.ts";
import { sweepIdentity } from "./sweep-identity.ts";

const { db } = await testDatabase();
let runner: TestRunner;

beforeAll(async () => {
  runner = await testRunner((client) => [identitySweep(client, { db }), signingKeyRotation(client, { db })]);
}, OPENING_MS);
afterAll(() => runner.stop());

async function leave(): Promise<string> {
  const { id } = await mintUser([]);
  const name = `sweep-${id}`;
  await db.withOwner(async (tx) => {
    for (const [from, interval] of [
      ["over", "-1 minute"],
      ["live", "1 hour"],
    ]) {
      const until = sql`now() + ${interval}::interval`;
      await tx.execute(
        sql`insert into sessions (id, token, user_id, expires_at) values (gen_random_uuid(), ${`${name}-${from}`}, ${id}, ${until})`,
      );
      await tx.execute(
        sql`insert into verifications (id, identifier, value, expires_at) values (gen_random_uuid(), ${`${name}-${from}`}, 'x', ${until})`,
      );
    }
    await tx.execute(
      sql`insert into rate_limits (key, count, window_started_at) values (${`${name}-over`}, 1, now() - interval '25 hours'), (${`${name}-live`}, 1, now() - interval '23 hours')`,
    );
    await tx.execute(
      sql`insert into jwks (id, public_key, private_key, expires_at) values (gen_random_uuid(), ${`${name}-over`}, '""', now() - interval '3 hours'), (gen_random_uuid(), ${`${name}-live`}, '""', now() - interval '1 hour')`,
    );
  });
  return name;
}

test("what is over goes, what is not stays", async () => {
  const name = await leave();
  await runner.client.send(identitySweepRequested.create({}));
  for (const [table, column] of [
    ["sessions", "token"],
    ["verifications", "identifier"],
    ["rate_limits", "key"],
    ["jwks", "public_key"],
  ]) {
    const left = async () => {
      const { rows } = await db.withOwner((tx) =>
        tx.execute<{ name: string }>(
          sql`select ${sql.identifier(column!)} as name from ${sql.identifier(table!)} where ${sql.identifier(column!)} like ${`${name}-%`}`,
        ),
      );
      return rows.map((row) => row.name);
    };
    await eventually(async () => (await left()).length < 2);
    expect({ table, left: await left() }).toEqual({ table, left: [`${name}-live`] });
  }
  await db.withOwner((tx) => tx.execute(sql`delete from jwks where public_key like ${`${name}-%`}`));
  expect(runner.reports).toEqual([]);
});

test("a second sweep at the same time finds nothing", async () => {
  const at = new Date().toISOString();
  await sweepIdentity({ db }, { at });
  expect(await sweepIdentity({ db }, { at })).toMatchObject({ sessions: 0, verifications: 0 });
});

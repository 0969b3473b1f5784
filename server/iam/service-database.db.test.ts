import { beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { failureOf, openSignIn, type TestSignIn } from "./testing.ts";

let api: TestSignIn;

beforeAll(async () => {
  api = await openSignIn();
});

test("the identity role reaches no tenant's table", async () => {
  for (const table of ["organizations", "memberships", "equipment", "rentals", "events"]) {
    const read = async () => api.identity.service.sql.execute(sql`select 1 from ${sql.identifier(table)} limit 1`);
    expect(await failureOf(read())).toMatchObject({ cause: { code: "42501" } });
  }
  expect(await api.identity.service.sql.execute(sql`select current_user`)).toMatchObject({
    rows: [{ current_user: "app_service" }],
  });
});

test("a failed step undoes all of an atomic one, and its effects do not happen", async () => {
  const { service } = api.identity;
  const key = `test:${Bun.randomUUIDv7()}`;
  let happened = 0;
  const step = (fails: boolean) =>
    service.atomic(async () => {
      await api.identity.limits.reset(key);
      await service.afterCommit(() => void happened++);
      if (fails) throw new Error("no");
    });
  expect(await failureOf(step(true))).toMatchObject({ message: "no" });
  expect((await service.sql.execute(sql`select 1 from rate_limits where key = ${key}`)).rows).toEqual([]);
  expect(happened).toBe(0);
  await step(false);
  expect((await service.sql.execute(sql`select 1 from rate_limits where key = ${key}`)).rows).toHaveLength(1);
  expect(happened).toBe(1);
});

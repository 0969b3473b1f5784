import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { INVENTORY } from "../inventory.ts";
import { seedDemo } from "./seed.ts";
import { openOwnDatabase } from "./testing.ts";

const TODAY = "2026-03-18";

test("the same day gives the same rows in another database", async () => {
  const hashes = async () => {
    const { db, close } = await openOwnDatabase();
    await seedDemo({ db, today: TODAY, scale: 0.1 });
    const tables = Object.keys(INVENTORY).filter((name) => INVENTORY[name]!.class !== "housekeeping");
    const found = await db.withOwner(async (tx) => {
      const each: Record<string, unknown> = {};
      for (const table of tables) {
        const { rows: hash } = await tx.execute(
          sql.raw(
            `select count(*), md5(string_agg(row, '|' order by row)) from (select (to_jsonb(t) - 'txid')::text as row from ${table} t) rows`,
          ),
        );
        each[table] = hash[0];
      }
      return each;
    });
    await close();
    return found;
  };
  const [first, second] = await Promise.all([hashes(), hashes()]);
  expect(first).toEqual(second);
  expect(Number((first.usage_daily as { count: string }).count)).toBeGreaterThan(10_000);
}, 60_000);

/** The embedded database answers each question once and to the one who asked, whatever errors and neighbours do. */
import { afterAll, expect, test } from "bun:test";
import pg from "pg";
import { openTestEmbedded } from "./testing.ts";

const embedded = await openTestEmbedded();
const faults: Error[] = [];
const pool = new pg.Pool({ host: embedded.host, port: 5432, user: "postgres", database: "postgres", max: 8 });
pool.on("error", (error) => faults.push(error));
pool.on("connect", (client) => void client.on("error", (error) => faults.push(error)));
afterAll(async () => {
  await pool.end();
  await embedded.close();
});

const DIVISION_BY_ZERO = "22012";
const failing = (run: Promise<unknown>) =>
  run.then(
    () => "answered",
    (error: { code: string }) => error.code,
  );

test("answers go to their own questions while others fail", async () => {
  const wrong: unknown[] = [];
  const ask = async (connection: number) => {
    const client = await pool.connect();
    for (let n = 0; n < 150; n++) {
      const outcome = await failing(client.query("select $1::int / 0", [n]));
      if (outcome !== DIVISION_BY_ZERO) wrong.push({ connection, n, outcome });
      const { rows } = await client.query("select $1::int as connection, $2::int as n", [connection, n]);
      if (rows[0]?.connection !== connection || rows[0]?.n !== n) wrong.push({ connection, n, rows });
    }
    client.release();
  };
  await Promise.all(Array.from({ length: 8 }, (_, connection) => ask(connection)));
  expect(wrong).toEqual([]);
  expect(faults).toEqual([]);
});

test("thousands of errors do not use up its stack", async () => {
  const client = await pool.connect();
  for (let n = 0; n < 3000; n++)
    if ((await failing(client.query("select 1/0"))) !== DIVISION_BY_ZERO) throw new Error(`after ${n} errors`);
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  client.release();
}, 30_000);

test("a transaction is one connection's alone, and rolled back when that one goes", async () => {
  const [holder, other] = [await pool.connect(), await pool.connect()];
  await holder.query("create table held (n int)");
  await holder.query("begin");
  await holder.query("insert into held values ($1)", [1]);
  const waiting = other.query("select count(*)::int as n from held");
  expect(await Promise.race([waiting.then(() => "answered"), Bun.sleep(200).then(() => "waits")])).toBe("waits");
  holder.release(true);
  expect((await waiting).rows).toEqual([{ n: 0 }]);
  other.release();
});

test("large answers and large questions pass whole", async () => {
  const text = "x".repeat(3_000_000);
  const { rows } = await pool.query("select $1::text as text, n from generate_series(1, 3) n", [text]);
  expect(rows.map((row) => row.text.length)).toEqual([text.length, text.length, text.length]);
});

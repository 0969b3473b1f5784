/** Neon's own driver over a WebSocket proxy to the test database: the same pool, roles and claims as with `pg`. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect, type AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { createWebSocketStream, WebSocketServer } from "ws";
import { openPool, targetOf } from "./client.ts";
import { Database } from "./tenancy.ts";
import { testDatabase } from "./testing.ts";
import { hqActor, mintWorld } from "./testing-world.ts";

let proxy: WebSocketServer;
let db: Database;

beforeAll(async () => {
  const { target } = await testDatabase();
  proxy = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  proxy.on("connection", (socket) => {
    const upstream =
      target.kind === "embedded"
        ? connect(`${target.host}/.s.PGSQL.5432`)
        : connect(Number(new URL(target.url).port), new URL(target.url).hostname);
    const stream = createWebSocketStream(socket);
    stream.pipe(upstream).pipe(stream);
    for (const end of [stream, upstream]) end.on("error", () => socket.terminate());
  });
  await new Promise((resolve) => proxy.once("listening", resolve));
  const { port } = proxy.address() as AddressInfo;
  const url = target.kind === "embedded" ? "postgres://postgres@neon.test/postgres" : target.url;
  const neon = targetOf(url, `127.0.0.1:${port}/v1`);
  expect(neon.kind).toBe("neon");
  db = new Database(
    openPool(neon, () => {}),
    () => {},
  );
});

afterAll(async () => {
  await db?.close();
  proxy?.close();
});

test("a tenant sees its machines as app_user, and nobody else's", async () => {
  const [mine, other] = [await mintWorld(db), await mintWorld(db)];
  const dispatch = await mine.member(mine.dealerId, "DEALER_DISPATCH");
  const seen = await db.withTenant(dispatch, async ({ tx }) => {
    const found = await tx.execute<{ role: string; human_id: string }>(
      sql`select current_user as role, human_id from equipment where dealer_id in (${mine.dealerId}, ${other.dealerId}) order by 2`,
    );
    return found.rows;
  });
  expect(new Set(seen.map(({ role }) => role))).toEqual(new Set(["app_user"]));
  expect(seen.map((row) => row.human_id).toSorted()).toEqual(
    mine.machines.map((machine) => machine.humanId).toSorted(),
  );
});

test("a failed transaction leaves nothing behind, and its connection goes on", async () => {
  const world = await mintWorld(db);
  const broken = db.withTenant(hqActor, async ({ tx }) => {
    await tx.execute(sql`update equipment set make = 'Gone' where dealer_id = ${world.dealerId}`);
    await tx.execute(sql`select 1 / 0`);
  });
  expect(await broken.catch(() => "refused")).toBe("refused");
  const makes = await db.withTenant(hqActor, async ({ tx }) => {
    const found = await tx.execute<{ make: string }>(
      sql`select make from equipment where dealer_id = ${world.dealerId}`,
    );
    return found.rows.map(({ make }) => make);
  });
  expect(new Set(makes)).toEqual(new Set(["Cat"]));
});

test("claims end with their transaction", async () => {
  await db.withTenant(hqActor, ({ tx }) => tx.execute(sql`select 1`));
  const after = await db.withService(async (tx) => {
    const found = await tx.execute<{ claims: string | null }>(
      sql`select current_setting('request.jwt.claims', true) as claims`,
    );
    return found.rows[0]?.claims;
  });
  expect(after ?? "").toBe("");
});

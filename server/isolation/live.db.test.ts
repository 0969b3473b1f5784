/** Every subscription, by tRPC and by the API's own WebSocket, live and resumed: each of the seven gets its own events and no word of another's. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { Client } from "../../db/client.ts";
import { belongs } from "../../db/isolation/audiences.ts";
import { newId } from "../../db/isolation/world.ts";
import { testDatabase } from "../../db/testing.ts";
import { formatCursor } from "../realtime/cursor.ts";
import { procedures } from "./calls.ts";
import { openHarness, OPENS_WITHIN_MS, type Harness } from "./harness.ts";
import { eventText, WHO, type Who } from "./tenants.ts";

/** Where the world of this file begins: other suites have left thousands of events before it in the same database. */
let beginning: string;
const SUBSCRIPTIONS: Record<string, (lastEventId: string | null) => unknown> = {
  "ledger.live": (lastEventId) => ({ lastEventId }),
};

let harness: Harness;
beforeAll(async () => {
  const { db } = await testDatabase();
  const { rows } = await db.withOwner((tx) =>
    tx.execute<{ txid: string }>(sql`select pg_current_xact_id()::text as txid`),
  );
  beginning = formatCursor({ txid: BigInt(rows[0]!.txid), position: 0 });
  harness = await openHarness();
}, OPENS_WITHIN_MS);
afterAll(() => harness.close());

const subscriptions = procedures.filter(({ type }) => type === "subscription").map(({ path }) => path);
type Listening = { who: Who; door: string; heard: () => string; close: () => void };

async function listen(who: Who, door: string, lastEventId: string | null): Promise<Listening> {
  const at = door === "realtime" ? `/api/v1/realtime${lastEventId ? `?lastEventId=${lastEventId}` : ""}` : "/api/trpc";
  const headers = { authorization: `Bearer ${who.replaceAll(" ", "-")}` };
  const socket = new WebSocket(harness.server.url.replace("http", "ws") + at, { headers } as unknown as string);
  let heard = "";
  const started = new Promise<void>((resolve, reject) => {
    socket.onmessage = ({ data }) => {
      heard += `${String(data)}\n`;
      if (heard.includes('"ready":true') || heard.includes('"type":"started"')) resolve();
      if (heard.includes('"error"')) reject(new Error(heard));
    };
    socket.onclose = ({ code }) => reject(new Error(`closed with ${code}: ${heard}`));
  });
  await new Promise((resolve) => (socket.onopen = resolve));
  if (door !== "realtime")
    socket.send(
      JSON.stringify({
        id: 1,
        method: "subscription",
        params: { path: door, input: SUBSCRIPTIONS[door]!(lastEventId) },
      }),
    );
  await started;
  return { who, door, heard: () => heard, close: () => socket.close() };
}

/** One event about each place, in its dealer's chain. Returns each with what it is stamped with. */
async function happen() {
  const { world } = harness.tenants;
  const made: { id: string; row: Record<string, unknown> }[] = [];
  for (const place of [...world.rented, ...world.yards]) {
    const actor = harness.claimsOf(place.dealerId === world.orgs.dealerA ? "dealer A" : "dealer B");
    const id = newId();
    await harness.db.withTenant(actor, ({ tx }) =>
      (tx as unknown as { $client: Client }).$client.query("select app.append_event($1, $2, null, null)", [
        place.dealerId,
        eventText(place, actor, id),
      ]),
    );
    made.push({
      id,
      row: {
        org_owner_id: place.dealerId,
        dealer_id: place.dealerId,
        customer_id: place.customerId,
        site_id: place.siteId,
      },
    });
  }
  harness.services.hub.wake();
  return made;
}

test("every subscription is listened to here", () => {
  expect(
    subscriptions.filter((path) => !(path in SUBSCRIPTIONS)),
    "say what it takes in SUBSCRIPTIONS of server/isolation/live.db.test.ts",
  ).toEqual([]);
});

test.each([...subscriptions, "realtime"].flatMap((door) => [[door, "live"] as const, [door, "resumed"] as const]))(
  "%s, %s",
  async (door, how) => {
    const lastEventId = how === "resumed" ? beginning : null;
    const earlier = lastEventId ? await happen() : [];
    const listening: Listening[] = [];
    for (const who of WHO) listening.push(await listen(who, door, lastEventId));
    const events = [...earlier, ...(await happen())];
    await harness.canaries.refresh();
    const wrong: unknown[] = [];
    for (const { who, heard, close } of listening) {
      const claims = harness.claimsOf(who);
      const wanted = events.filter(({ row }) => belongs("parties and keeper", claims, row, { servedBy: () => [] }));
      expect(wanted.length, who).toBeGreaterThan(0);
      const deadline = Date.now() + 20_000;
      while (wanted.some(({ id }) => !heard().includes(id)) && Date.now() < deadline) await Bun.sleep(10);
      for (const { id } of events)
        if (heard().includes(id) !== wanted.some((event) => event.id === id))
          wrong.push({ who, id, heard: heard().includes(id) });
      for (const { word, table, column } of harness.canaries.foreignIn(heard(), claims, ""))
        wrong.push({ who, word, leaks: `${table}.${column}` });
      close();
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

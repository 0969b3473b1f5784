/**
 * Events to two thousand sockets: from a commit until the last reader has it, each reader's right to see it looked at, against the `ws`
 * package sending as long a text to as many; and what so many readers cost those who write. Run: `bun bench/fan-out.ts`
 */
import pino from "pino";
import { WebSocketServer } from "ws";
import { hqActor, mintWorld } from "../db/testing-world.ts";
import { appendEvent } from "../server/features/ledger/append-event.ts";
import { ledgerRouter } from "../server/features/ledger/router.ts";
import { callerWith, startTestServer } from "../server/http/testing.ts";
import { EventHub } from "../server/realtime/hub.ts";
import { router } from "../server/trpc.ts";
import { onEachDatabase, type BenchDatabase } from "./databases.ts";
import { milliseconds, report, takeTurns, timed, type Finding } from "./report.ts";

const READERS = 2_000;
/** A person may hold fifty sockets. */
const PEOPLE = 50;
const ROUNDS = 15;
const WARM_UP = 3;
/** Commits of a round of writers, and how many write at once. */
const COMMITS = 40;
const WRITERS = 8;

async function contest({ db, name }: BenchDatabase): Promise<Finding[]> {
  const log = pino({ level: "silent" });
  const world = await mintWorld(db, { machines: 0 });
  const hub = new EventHub({ db, log });
  const server = await startTestServer(router({ ledger: ledgerRouter }), { services: { db, hub } });
  const tokens: string[] = [];
  for (let at = 0; at < PEOPLE; at++) {
    tokens.push(`reader-${at}`);
    server.callers.set(`reader-${at}`, callerWith(await world.member(world.dealerId, "DEALER_ADMIN")));
  }
  const plain = new WebSocketServer({ port: 0 });
  plain.on("connection", (socket) => socket.send('{"ready":true}'));

  const waiting = new Map<string, () => void>();
  const readers = Bun.spawn(["bun", new URL("fan-out.readers.ts", import.meta.url).pathname], {
    stdout: "inherit",
    stderr: "inherit",
    ipc: (told: { ready: string } | { heard: string }) => waiting.get("ready" in told ? told.ready : told.heard)?.(),
  });
  const told = (by: string) => new Promise<void>((resolve) => waiting.set(by, resolve));
  const open = async (by: string, url: string) => {
    const isReady = told(by);
    readers.send({ open: { name: by, url, tokens, count: READERS } });
    await isReady;
  };
  await open("ours", `${server.url.replace("http", "ws")}/api/v1/realtime`);
  await open("ws", `ws://127.0.0.1:${(plain.address() as { port: number }).port}`);

  const commit = () =>
    db.withTenant(hqActor, (tenant) =>
      appendEvent(tenant, { type: "bench.happened", subject: { dealerId: world.dealerId } }),
    );
  const heardBy = (by: string, messages: number) => {
    const heard = told(by);
    readers.send({ expect: { name: by, messages } });
    return heard;
  };
  // As long as what our readers get.
  const text = JSON.stringify({ id: "0".repeat(40), data: { type: "bench.happened", subject: "0".repeat(260) } });
  const one = await takeTurns(
    {
      ours: async () => {
        await commit();
        return timed(() => {
          hub.wake();
          return heardBy("ours", READERS);
        });
      },
      ws: () =>
        timed(() => {
          for (const client of plain.clients) client.send(text);
          return heardBy("ws", READERS);
        }),
    },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );

  /** Commits a second, with `wake` after each as the server does. */
  const written = async (wake: () => void) => {
    let left = COMMITS;
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: WRITERS }, async () => {
          while (left-- > 0) {
            await commit();
            wake();
          }
        }),
      ),
    );
    return COMMITS / (ms / 1000);
  };
  const writers = await takeTurns(
    {
      on: async () => {
        const heard = heardBy("ours", READERS * COMMITS);
        const rate = await written(() => hub.wake());
        await heard;
        return rate;
      },
      off: async () => {
        // Nobody is told meanwhile; what was missed is told after.
        const rate = await written(() => {});
        const heard = heardBy("ours", READERS * COMMITS);
        hub.wake();
        await heard;
        return rate;
      },
    },
    { rounds: ROUNDS, warmUp: WARM_UP },
  );
  readers.kill();
  plain.close();
  await server.stop();
  await hub.close();
  const many = READERS.toLocaleString("en");
  return [
    {
      what: `One event to ${many} sockets, from its commit to the last reader, ${name}`,
      figure: milliseconds(one.medians.ours),
      baseline: `${milliseconds(one.medians.ws)} by the ws package, without reading or judging anything`,
      ratio: one.ratio("ours", "ws"),
      how: `medians of ${ROUNDS} rounds, taking turns; readers in another process on the same processors`,
    },
    {
      what: `Commits a second of ${WRITERS} writers while ${many} sockets are told of each, ${name}`,
      figure: `${writers.medians.on.toFixed(0)} /s`,
      baseline: `${writers.medians.off.toFixed(0)} /s while nobody is told`,
      ratio: writers.ratio("on", "off"),
      how: `medians of ${ROUNDS} rounds of ${COMMITS} commits, taking turns; goal ≥ 0.95`,
    },
  ];
}

const findings: Finding[] = [];
await onEachDatabase(async (database) => {
  findings.push(...(await contest(database)));
});
await report(findings);

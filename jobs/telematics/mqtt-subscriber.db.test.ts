import { afterAll, beforeAll, expect, test } from "bun:test";
import { createServer, type AddressInfo } from "node:net";
import { Aedes } from "aedes";
import mqtt from "mqtt";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld } from "../../db/testing-world.ts";
import { op, openSuite } from "../../server/features/tasks/suite.fixtures.ts";
import { createSealer } from "../../server/sealing.ts";
import { eventually, OPENING_MS } from "../runner/testing.ts";
import { startSubscriber } from "./mqtt-subscriber.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let broker: Aedes;
const server = createServer();
let url: string;
beforeAll(async () => {
  suite = await openSuite();
  broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => done(null, username === "u" && password?.toString() === "p"),
  });
  server.on("connection", broker.handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, OPENING_MS);
afterAll(async () => {
  await new Promise<void>((resolve) => broker.close(resolve));
  server.close();
});

test("a topic's messages become readings of the machine that the topic names, also those that came while nobody listened", async () => {
  const world = await mintWorld(suite.db);
  const admin = await world.member(world.dealerId, "DEALER_ADMIN");
  const faults: unknown[] = [];
  const start = () =>
    startSubscriber({
      db: suite.db,
      sealer: createSealer("s".repeat(32)),
      allowPrivate: true,
      wake: () => {},
      report: (error) => faults.push(error),
    });
  await suite.as(admin).telematics.createSource({
    ...op(),
    kind: "MQTT",
    name: "Broker",
    url,
    topic: "fleet/+",
    auth: "BASIC",
    credentials: { username: "u", password: "p" },
    cadenceS: 60,
  });
  const tracker = await mqtt.connectAsync(url, { username: "u", password: "p" });
  const say = (humanId: string, said: object) =>
    tracker.publishAsync(`fleet/${humanId}`, JSON.stringify(said), { qos: 1 });
  const readings = async () => {
    const { rows } = await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute<{ odometer: number }>(
        sql`select odometer_km as odometer from usage_readings where dealer_id = ${world.dealerId}::uuid order by at`,
      ),
    );
    return rows.map(({ odometer }) => odometer);
  };
  const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();
  const first = start();
  try {
    const { humanId } = world.machines[0]!;
    await eventually(async () => {
      await say(humanId, { odometerKm: 1, at: "2026-03-01T08:00:00Z" });
      return (await readings()).length > 0;
    });
    expect(await readings()).toEqual([1]);
    await first.stop();
    await say(humanId, { odometerKm: 2, at: at(1) });
    await say(humanId, { odometerKm: 3, at: at(2) });
    const second = start();
    try {
      await eventually(async () => (await readings()).length === 3);
      expect(await readings()).toEqual([1, 2, 3]);
    } finally {
      await second.stop();
    }
  } finally {
    await tracker.endAsync(true);
    await first.stop();
  }
  expect(faults).toEqual([]);
}, 30_000);

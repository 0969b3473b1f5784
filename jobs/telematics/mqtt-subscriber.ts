/**
 * Listens to brokers' topics directly. A message is acknowledged once it is kept (QoS 1 and a session that outlives the connection), so what
 * comes while we are down or the database is comes again. Which sources there are is looked up every minute.
 */
import mqtt, { type MqttClient } from "mqtt";
import { and, eq, isNotNull } from "drizzle-orm";
import { telemetrySources } from "../../db/schema/telematics.ts";
import type { Database } from "../../db/tenancy.ts";
import { credentialsSchema } from "../../server/domain/telematics/schema.ts";
import { isPublic } from "../../server/features/telematics/public-address.ts";
import { MessageBatches } from "../../server/features/telematics/message-batches.ts";
import { takeMessages, type TakenSource } from "../../server/features/telematics/take-messages.ts";
import type { Message } from "../../server/domain/telematics/read-message.ts";
import { hqSystemActor } from "../../server/iam/system-actor.ts";
import type { Sealer } from "../../server/sealing.ts";

const LOOK_EVERY_MS = 60_000;
const MAX_SOURCES = 1_000;
const MAX_PAYLOAD_BYTES = 64 * 1024;

export type SubscriberDeps = {
  db: Database;
  sealer: Sealer;
  allowPrivate: boolean;
  wake: () => void;
  report: (error: unknown) => void;
};
export type Subscriber = { look: () => Promise<void>; stop: () => Promise<void> };

type Wanted = TakenSource & { url: string; topic: string; auth: string; credentials: string | null };
type Listening = { key: string; client: MqttClient };

export function startSubscriber(deps: SubscriberDeps): Subscriber {
  const listening = new Map<string, Listening>();
  const batches = new MessageBatches((source, messages, now) => takeMessages(deps.db, source, messages, now), 0);
  let looking: Promise<void> | null = null;
  const look = () => (looking ??= lookAgain().finally(() => (looking = null)));
  const lookAgain = async () => {
    const wanted = new Map((await readWanted(deps.db)).map((source) => [source.sourceId, source]));
    for (const [id, { key, client }] of listening) {
      const source = wanted.get(id);
      if (source && keyOf(source) === key) continue;
      listening.delete(id);
      await client.endAsync(true);
    }
    for (const [id, source] of wanted) {
      if (listening.has(id)) continue;
      const client = await listen(deps, batches, source);
      if (client) listening.set(id, { key: keyOf(source), client });
    }
  };
  const timer = setInterval(() => void look().catch(deps.report), LOOK_EVERY_MS);
  void look().catch(deps.report);
  return {
    look,
    stop: async () => {
      clearInterval(timer);
      await looking?.catch(() => {});
      await Promise.all([...listening.values()].map(({ client }) => client.endAsync(true)));
      await batches.flush();
    },
  };
}

/** Anything of these that changes begins a new connection. */
const keyOf = ({ url, topic, auth, credentials }: Wanted) => JSON.stringify([url, topic, auth, credentials]);

async function readWanted(db: Database): Promise<Wanted[]> {
  const rows = await db.withTenant(hqSystemActor(), ({ tx }) =>
    tx
      .select({
        sourceId: telemetrySources.id,
        dealerId: telemetrySources.dealerId,
        url: telemetrySources.url,
        topic: telemetrySources.topic,
        auth: telemetrySources.auth,
        credentials: telemetrySources.credentials,
      })
      .from(telemetrySources)
      .where(
        and(
          eq(telemetrySources.kind, "MQTT"),
          eq(telemetrySources.active, true),
          isNotNull(telemetrySources.url),
          isNotNull(telemetrySources.topic),
        ),
      )
      .orderBy(telemetrySources.id)
      .limit(MAX_SOURCES),
  );
  return rows.map((row) => ({ ...row, url: row.url!, topic: row.topic! }));
}

/** Null for a broker that may not be reached. Connections that fail are tried again by the client itself. */
async function listen(deps: SubscriberDeps, batches: MessageBatches, source: Wanted): Promise<MqttClient | null> {
  const url = URL.parse(source.url);
  if (!url || !/^(mqtts?|wss?):$/.test(url.protocol)) return null;
  if (!deps.allowPrivate && !(await isPublic(url.hostname))) return null;
  const opened = source.credentials && (await deps.sealer.open(source.credentials).catch(() => null));
  const { username, password } = opened ? credentialsSchema.parse(JSON.parse(opened)) : {};
  const client = mqtt.connect(source.url, {
    // The broker keeps what comes for this name while we are away; one process listens for an installation.
    clientId: `smart-rental-${source.sourceId}`,
    clean: false,
    connectTimeout: 15_000,
    reconnectPeriod: 5_000,
    resubscribe: true,
    ...(source.auth === "BASIC" && username !== undefined
      ? { username, ...(password === undefined ? {} : { password }) }
      : {}),
  });
  client.on("error", deps.report);
  client.on("connect", () => client.subscribe(source.topic, { qos: 1 }, (error) => error && deps.report(error)));
  // Called before the message is acknowledged, which waits for `done`; an error closes the connection, and it comes again.
  client.handleMessage = (packet, done) => {
    const answer = async () => done(await keep(deps, batches, source, packet.topic, packet.payload));
    void answer();
  };
  return client;
}

/** The failure, where it could not be kept. What is too long for a message is passed over. */
async function keep(
  deps: SubscriberDeps,
  batches: MessageBatches,
  source: TakenSource,
  topic: string,
  payload: string | Buffer,
): Promise<Error | undefined> {
  if (payload.length > MAX_PAYLOAD_BYTES) return undefined;
  const message: Message = { topic, clientId: null, payload: payload.toString(), receivedAt: new Date() };
  try {
    const { readings } = await batches.add(source, [message]);
    if (readings > 0) deps.wake();
    return undefined;
  } catch (error) {
    deps.report(error);
    return error instanceof Error ? error : new Error(String(error));
  }
}

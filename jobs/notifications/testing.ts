/** A dealer with people, alerts as sweeps and answers write them, and browsers with a push service on this machine. */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { alerts } from "../../db/schema/alerts.ts";
import { hqActor, mintWorld } from "../../db/testing-world.ts";
import type { Database } from "../../db/tenancy.ts";
import type { Claims } from "../../server/domain/iam/claims.ts";
import { defaultSettings, type NotificationSettings } from "../../server/domain/notifications/settings.ts";
import { subscribe } from "../../server/features/notifications/devices.ts";
import { listNotifications } from "../../server/features/notifications/list.ts";
import { savePreferences } from "../../server/features/notifications/preferences.ts";
import { appendEvent } from "../../server/features/ledger/append-event.ts";
import { dealerActor } from "../dealer-actor.ts";
import { fanOut } from "./fan-out.ts";

export const operation = () => ({ operationId: Bun.randomUUIDv7() });

export type Received = { path: string; headers: Headers; body: Buffer };
/** A push service, which answers what `answer` says. */
export function startPushService() {
  const received: Received[] = [];
  const state = { received, answer: (_path: string) => 201 };
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const { pathname: path } = new URL(request.url);
      received.push({ path, headers: request.headers, body: Buffer.from(await request.arrayBuffer()) });
      return new Response(null, { status: state.answer(path) });
    },
  });
  return Object.assign(state, { port: server.port!, stop: () => server.stop(true) });
}
export type PushService = ReturnType<typeof startPushService>;

/** A browser's own keys, with which it reads what is sent to it. */
export function mintBrowser(service: PushService) {
  const ecdh = createECDH("prime256v1");
  const auth = randomBytes(16);
  const path = `/${crypto.randomUUID()}`;
  const keys = { p256dh: ecdh.generateKeys("base64url"), auth: auth.toString("base64url") };
  const decrypt = (body: Buffer) => {
    // RFC 8188, 2.1: salt, record size, and whose key; RFC 8291, 3.4: how the secret becomes a key.
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + body[20]!);
    const sealed = body.subarray(21 + body[20]!);
    const about = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
    const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(sender), auth, about, 32));
    const derive = (info: string, bytes: number) => Buffer.from(hkdfSync("sha256", secret, salt, `${info}\0`, bytes));
    const key = derive("Content-Encoding: aes128gcm", 16);
    const cipher = createDecipheriv("aes-128-gcm", key, derive("Content-Encoding: nonce", 12));
    cipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString("utf8");
  };
  return {
    path,
    subscription: { endpoint: `http://127.0.0.1:${service.port}${path}`, keys },
    read: (): Record<string, unknown>[] =>
      service.received.filter((each) => each.path === path).map(({ body }) => JSON.parse(decrypt(body))),
  };
}
export type Browser = ReturnType<typeof mintBrowser>;

type AlertChange = {
  type: string;
  data?: Record<string, unknown>;
  set?: Partial<typeof alerts.$inferInsert>;
  by?: Claims;
};

/** Nobody has been told anything of it yet. */
export async function mintListeners(db: Database) {
  const world = await mintWorld(db, { machines: 6 });
  const { dealerId, customerId, jobsiteId } = world;
  const as = <T>(who: Claims, fn: Parameters<typeof db.withTenant<T>>[1]) => db.withTenant(who, fn);
  const tell = (at = new Date()) => fanOut({ db }, { dealerId, at: at.toISOString() });
  await tell();
  let machine = 0;

  /** As the sweeps and the answers write it: the row and its event. */
  async function change(alertId: string, { type, data = {}, set, by }: AlertChange): Promise<void> {
    await as(by ?? (await dealerActor(db, dealerId)), async (tenant) => {
      if (set)
        await tenant.tx
          .update(alerts)
          .set(set)
          .where(sql`id = ${alertId}::uuid`);
      const subject = { dealerId, customerId, siteId: jobsiteId };
      await appendEvent(tenant, { type, subject, data: { alertId, ...data } });
    });
  }
  async function open(
    severity: "INFO" | "WARNING" | "CRITICAL" = "WARNING",
    kind: "OVERDUE" | "NO_HEARTBEAT" = "OVERDUE",
  ) {
    const { id: equipmentId, humanId } = world.machines[machine++ % world.machines.length]!;
    const id = Bun.randomUUIDv7();
    await as(hqActor, ({ tx }) =>
      tx.execute(
        sql`update alerts set state = 'RESOLVED', resolved_at = now() where equipment_id = ${equipmentId}::uuid`,
      ),
    );
    const about = { siteId: jobsiteId, equipmentId, humanId, kind, severity };
    await as(await dealerActor(db, dealerId), ({ tx }) =>
      tx.insert(alerts).values({
        id,
        orgOwnerId: dealerId,
        dealerId,
        customerId,
        ...about,
        reason: "It was due yesterday.",
        facts: {},
        openedAt: new Date(),
      }),
    );
    await change(id, { type: "alert.opened", data: { kind, severity } });
    return { id, humanId };
  }
  const inbox = async (who: Claims) => (await as(who, (tenant) => listNotifications(tenant, { limit: 50 }))).items;
  const told = async (who: Claims, alertId: string) =>
    (await inbox(who)).filter(({ alert }) => alert.id === alertId).map(({ change }) => change);
  const save = (who: Claims, part: Partial<NotificationSettings>) =>
    as(who, (tenant) =>
      savePreferences(tenant, new Date(), {
        ...operation(),
        settings: { ...defaultSettings(who.role as "DEALER_ADMIN", "UTC", "en"), quiet: null, ...part },
      }),
    );
  const enter = (who: Claims, { subscription }: Browser, language: "en" | "de" = "en") =>
    as(who, (tenant) => subscribe(tenant, { ...operation(), ...subscription, language, label: "Test" }));
  return { world, as, tell, change, open, inbox, told, save, enter };
}

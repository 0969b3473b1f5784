import { afterAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { generateVAPIDKeys } from "web-push";
import { hqActor } from "../../db/testing-world.ts";
import { testDatabase } from "../../db/testing.ts";
import type { NotificationSettings } from "../../server/domain/notifications/settings.ts";
import { createPushSender } from "../../server/features/notifications/push-sender.ts";
import { sendPushes } from "./send-pushes.ts";
import { mintBrowser, mintListeners, startPushService } from "./testing.ts";

const { db } = await testDatabase();
const { world, as, tell, change, open, told, save, enter } = await mintListeners(db);
const admin = await world.member(world.dealerId, "DEALER_ADMIN");
const service = startPushService();
afterAll(() => service.stop());
const vapid = { ...generateVAPIDKeys(), subject: "mailto:test@example.com" };
const push = createPushSender(vapid, {
  isAllowed: async ({ hostname, port }) => hostname === "127.0.0.1" && port === String(service.port),
});

describe("push", () => {
  /** A person of their own, so that nobody's pause stands in the way. */
  async function mintListener(change: Partial<NotificationSettings> = {}) {
    const who = await world.member(world.dealerId, "DEALER_DISPATCH");
    const browser = mintBrowser(service);
    await save(who, change);
    await enter(who, browser);
    return { who, browser };
  }
  const send = (at = new Date()) => sendPushes({ db, push }, { at: at.toISOString() });
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  test("one alert, encrypted for the browser and signed by the server", async () => {
    const { browser } = await mintListener();
    const { id, humanId } = await open("CRITICAL");
    expect((await tell()).urgent).toBe(true);
    await send();
    expect(browser.read()).toEqual([
      {
        tag: `alert:${id}`,
        title: `${humanId}: Overdue`,
        body: "Critical · Jobsite · It was due yesterday.",
        url: `/alerts/${id}?org=${world.dealerId}`,
        language: "en",
        direction: "ltr",
        silent: false,
      },
    ]);
    const { headers } = service.received.find(({ path }) => path === browser.path)!;
    expect([headers.get("urgency"), headers.get("ttl")]).toEqual(["high", "43200"]);
    const { t: token, k } = /^vapid t=(?<t>[^,]+), ?k=(?<k>.+)$/.exec(headers.get("authorization")!)!.groups!;
    expect(k).toBe(vapid.publicKey);
    const [head, claims, signature] = token!.split(".") as [string, string, string];
    const raw = Buffer.from(vapid.publicKey, "base64url");
    const jwk = {
      kty: "EC",
      crv: "P-256",
      x: raw.subarray(1, 33).toString("base64url"),
      y: raw.subarray(33).toString("base64url"),
    };
    const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    const signed = new TextEncoder().encode(`${head}.${claims}`);
    expect(
      await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, Buffer.from(signature, "base64url"), signed),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      aud: `http://127.0.0.1:${service.port}`,
      sub: vapid.subject,
    });
    await send(later(30));
    expect(browser.read()).toHaveLength(1);
  });

  test("several at once are one message, and what comes within ten minutes waits", async () => {
    const { browser } = await mintListener();
    for (let n = 0; n < 5; n++) await open();
    await tell();
    await send();
    expect(browser.read().map(({ title, url }) => [title, url])).toEqual([
      ["Alerts: 5", `/notifications?org=${world.dealerId}`],
    ]);
    await open();
    await tell();
    await send(later(9));
    expect(browser.read()).toHaveLength(1);
    await send(later(11));
    expect(browser.read()).toHaveLength(2);
  });

  test("waits for the end of quiet hours, unless it is critical and the person says so", async () => {
    const now = new Date();
    const hour = (by: number) => `${String((now.getUTCHours() + by + 24) % 24).padStart(2, "0")}:00`;
    const quiet = { from: hour(-1), to: hour(2) };
    const [sleeper, awake] = [await mintListener({ quiet }), await mintListener({ quiet, criticalInQuiet: true })];
    await open("CRITICAL");
    await tell();
    await send();
    expect([sleeper.browser.read().length, awake.browser.read().length]).toEqual([0, 1]);
    await send(later(59));
    expect(sleeper.browser.read()).toHaveLength(0);
    await send(later(121));
    expect(sleeper.browser.read()).toHaveLength(1);
  });

  test("what was answered meanwhile is not pushed", async () => {
    const { browser } = await mintListener();
    const { id } = await open();
    await tell();
    await change(id, { type: "alert.acknowledged", set: { state: "ACKNOWLEDGED" }, by: admin });
    await tell();
    await send();
    expect(browser.read()).toEqual([]);
  });

  test("a browser that is gone is forgotten; one that fails is tried again, a few times", async () => {
    const [gone, failing] = [await mintListener(), await mintListener()];
    service.answer = (path) => (path === gone.browser.path ? 410 : path === failing.browser.path ? 503 : 201);
    await open();
    await tell();
    for (let n = 0; n < 8; n++) await send(later(6 * n));
    expect(service.received.filter(({ path }) => path === gone.browser.path)).toHaveLength(1);
    expect(service.received.filter(({ path }) => path === failing.browser.path)).toHaveLength(5);
    service.answer = () => 201;
    const left = await db.withOwner(async (_tx, client) => {
      await client.query("set local role app_definer");
      return client.query("select user_id, failures from push_subscriptions where user_id = any($1::uuid[])", [
        [gone.who.sub, failing.who.sub],
      ]);
    });
    expect(left.rows).toEqual([{ user_id: failing.who.sub, failures: 5 }]);
  });

  test("that reached one browser of two is tried again for the other alone, with what has come since", async () => {
    const { who, browser } = await mintListener();
    const [failing, young] = [mintBrowser(service), mintBrowser(service)];
    await enter(who, failing);
    const tried = () => service.received.filter(({ path }) => path === failing.path).length;
    service.answer = (path) => (path === failing.path ? 503 : 201);
    const first = await open();
    await tell();
    await send();
    expect([browser.read().length, tried()]).toEqual([1, 1]);
    await send(later(11));
    expect([browser.read().length, tried()]).toEqual([1, 2]);
    await enter(who, young);
    const second = await open();
    await tell();
    service.answer = () => 201;
    await send(later(22));
    expect(browser.read().map(({ tag }) => tag)).toEqual([`alert:${first.id}`, `alert:${second.id}`]);
    expect(young.read().map(({ tag }) => tag)).toEqual([`alert:${second.id}`]);
    expect(failing.read().at(-1)).toMatchObject({ title: "Alerts: 2" });
    await send(later(60));
    expect([browser.read().length, young.read().length, tried()]).toEqual([2, 1, 3]);
  });

  test("is not tried again once it was answered, nor for ever", async () => {
    const [quick, stubborn] = [await mintListener(), await mintListener()];
    const [one, two] = [mintBrowser(service), mintBrowser(service)];
    await enter(quick.who, one);
    await enter(stubborn.who, two);
    service.answer = (path) => (path === one.path || path === two.path ? 503 : 201);
    const tried = (path: string) => service.received.filter((each) => each.path === path).length;
    const { id } = await open();
    await tell();
    await send();
    for (let n = 1; n < 12; n++) await send(later(11 * n));
    expect([tried(one.path), tried(two.path), quick.browser.read().length]).toEqual([5, 5, 1]);
    const answered = await open();
    await tell();
    await send(later(200));
    await change(answered.id, { type: "alert.acknowledged", set: { state: "ACKNOWLEDGED" }, by: admin });
    await tell();
    service.answer = () => 201;
    await send(later(220));
    expect([tried(one.path), tried(two.path)]).toEqual([6, 6]);
    expect(id).not.toBe(answered.id);
  });

  test("goes nowhere once the session has ended that it was entered from, nor to who has left", async () => {
    const { who, browser } = await mintListener();
    const sessionId = Bun.randomUUIDv7();
    await db.withService((tx) =>
      tx.execute(
        sql`insert into sessions (id, token, user_id, expires_at) values (${sessionId}::uuid, ${sessionId}, ${who.sub}::uuid, now() + interval '1 hour')`,
      ),
    );
    await enter({ ...who, sessionId }, browser);
    const leaver = await mintListener();
    await open();
    await tell();
    await db.withService((tx) => tx.execute(sql`delete from sessions where id = ${sessionId}::uuid`));
    await as(hqActor, ({ tx }) =>
      tx.execute(sql`update memberships set active = false where user_id = ${leaver.who.sub}::uuid`),
    );
    await send();
    expect([browser.read(), leaver.browser.read()]).toEqual([[], []]);
  });

  test("a browser that is handed on tells the next person alone", async () => {
    const [before, after] = [await mintListener(), await mintListener()];
    await enter(after.who, before.browser, "de");
    const { id, humanId } = await open();
    await tell();
    await send();
    expect(before.browser.read()).toHaveLength(1);
    expect(before.browser.read()[0]).toMatchObject({
      title: `${humanId}: Überfällig`,
      body: "Warnung · Jobsite",
      language: "de",
    });
    expect(await told(before.who, id)).toEqual(["OPENED"]);
  });

  test("a browser in another language gets the whole reason in it, from the figures", async () => {
    const { who, browser } = await mintListener();
    await enter(who, browser, "de");
    const { id, humanId } = await open("CRITICAL");
    const facts = { dueAt: "2026-11-20T16:00:00.000Z", timeZone: "Europe/Berlin" };
    await as(hqActor, ({ tx }) => tx.execute(sql`update alerts set facts = ${facts} where id = ${id}::uuid`));
    await tell();
    await send();
    expect(browser.read()).toMatchObject([
      { title: `${humanId}: Überfällig`, body: "Kritisch · Jobsite · War fällig am 20. Nov. 2026, 17:00 MEZ." },
    ]);
  });

  test("no push service on a private network is asked", async () => {
    const guarded = createPushSender(vapid);
    const { subscription } = mintBrowser(service);
    const message = {
      tag: "t",
      title: "t",
      body: "b",
      url: "/",
      language: "en",
      direction: "ltr" as const,
      silent: false,
    };
    for (const endpoint of [
      subscription.endpoint,
      "https://127.0.0.1/x",
      "https://10.1.2.3/x",
      "https://[::1]/x",
      "no address",
    ])
      expect(await guarded.send({ ...subscription, endpoint }, message, { urgency: "normal", ttlS: 1 })).toBe("gone");
  });
});

import { describe, expect, test } from "bun:test";
import { mintWorld } from "../../db/testing-world.ts";
import { testDatabase } from "../../db/testing.ts";
import type { Claims } from "../../server/domain/iam/claims.ts";
import { defaultSettings } from "../../server/domain/notifications/settings.ts";
import { unreadCount } from "../../server/features/notifications/list.ts";
import { markRead } from "../../server/features/notifications/mark-read.ts";
import { readPreferences } from "../../server/features/notifications/preferences.ts";
import { mintListeners, operation } from "./testing.ts";

const { db } = await testDatabase();
const { world, as, tell, change, open, inbox, told, save } = await mintListeners(db);
const other = await mintWorld(db, { machines: 0 });
const people = {
  admin: await world.member(world.dealerId, "DEALER_ADMIN"),
  dispatch: await world.member(world.dealerId, "DEALER_DISPATCH"),
  supervisor: await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
  bound: await world.member(world.customerId, "CUSTOMER_SUPERVISOR", [Bun.randomUUIDv7()]),
  operator: await world.member(world.customerId, "OPERATOR", [world.jobsiteId]),
  stranger: await other.member(other.dealerId, "DEALER_ADMIN"),
};

describe("who is told", () => {
  test("everybody who sees the alert, once, and nobody else", async () => {
    const { id } = await open();
    await Promise.all([tell(), tell()]);
    await tell();
    for (const who of ["admin", "dispatch", "supervisor", "operator"] as const)
      expect([who, await told(people[who], id)]).toEqual([who, ["OPENED"]]);
    for (const who of ["bound", "stranger"] as const) expect([who, await told(people[who], id)]).toEqual([who, []]);
  });

  test("the one to whom it is given, and not by whom", async () => {
    const { id } = await open();
    await change(id, { type: "alert.assigned", set: { assigneeUserId: people.supervisor.sub }, by: people.dispatch });
    await tell();
    expect(await told(people.supervisor, id)).toEqual(["ASSIGNED", "OPENED"]);
    expect(await told(people.dispatch, id)).toEqual(["OPENED"]);
    await change(id, { type: "alert.assigned", set: { assigneeUserId: people.admin.sub }, by: people.admin });
    await tell();
    expect(await told(people.admin, id)).toEqual(["OPENED"]);
  });

  test("the administrator of what nobody answers, whatever was chosen", async () => {
    const { id } = await open();
    await save(people.admin, { mutedSites: [world.jobsiteId] });
    await tell();
    expect(await told(people.admin, id)).toEqual([]);
    await change(id, { type: "alert.escalated", data: { why: "unanswered" }, set: { escalatedAt: new Date() } });
    await tell();
    expect(await told(people.admin, id)).toEqual(["UNANSWERED"]);
    expect(await told(people.dispatch, id)).toEqual(["OPENED"]);
    await save(people.admin, {});
  });

  test("by kind, by site and by severity, as they have saved", async () => {
    const kinds = { ...defaultSettings("DEALER_DISPATCH", "UTC", "en").kinds };
    await save(people.dispatch, { kinds: { ...kinds, NO_HEARTBEAT: { push: false, email: false, inApp: false } } });
    await save(people.supervisor, { minSeverity: { push: "CRITICAL", email: "CRITICAL", inApp: "CRITICAL" } });
    const [quiet, late] = [await open("WARNING", "NO_HEARTBEAT"), await open("CRITICAL")];
    await tell();
    expect([await told(people.dispatch, quiet.id), await told(people.dispatch, late.id)]).toEqual([[], ["OPENED"]]);
    expect([await told(people.supervisor, quiet.id), await told(people.supervisor, late.id)]).toEqual([[], ["OPENED"]]);
    expect(await told(people.operator, quiet.id)).toEqual(["OPENED"]);
    expect((await as(people.dispatch, readPreferences)).settings.kinds.NO_HEARTBEAT.inApp).toBe(false);
    await save(people.dispatch, {});
    await save(people.supervisor, {});
  });

  test("what is answered or over asks nobody any more; that it is over is told without a count", async () => {
    const { id } = await open();
    await tell();
    const before = (await as(people.operator, unreadCount)).unread;
    await change(id, {
      type: "alert.resolved",
      set: { state: "RESOLVED", resolvedAt: new Date(), clearedBy: "returned" },
    });
    await tell();
    expect(await told(people.operator, id)).toEqual(["RESOLVED", "OPENED"]);
    expect((await inbox(people.operator)).filter(({ alert }) => alert.id === id).every(({ readAt }) => readAt)).toBe(
      true,
    );
    expect((await as(people.operator, unreadCount)).unread).toBe(before - 1);
    await tell();
    expect(await told(people.operator, id)).toEqual(["RESOLVED", "OPENED"]);
  });

  test("reading is each person's own", async () => {
    const { id } = await open();
    await tell();
    const mine = (await inbox(people.operator)).find(({ alert }) => alert.id === id);
    const mark = (who: Claims) =>
      as(who, (tenant) => markRead(tenant, new Date(), { ...operation(), notificationIds: [mine!.id] }));
    expect(await mark(people.supervisor)).toEqual({ read: 0 });
    expect(await mark(people.operator)).toEqual({ read: 1 });
    expect(await mark(people.operator)).toEqual({ read: 0 });
    const all = await as(people.operator, (tenant) =>
      markRead(tenant, new Date(), { ...operation(), until: new Date().toISOString() }),
    );
    expect(all.read).toBeGreaterThan(0);
    expect(await as(people.operator, unreadCount)).toEqual({ unread: 0 });
    expect(await as(people.operator, (tenant) => markRead(tenant, new Date(), operation()))).toEqual({ read: 0 });
  });
});

import { beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { alerts } from "../../db/schema/alerts.ts";
import { organizations } from "../../db/schema/iam.ts";
import { rentals } from "../../db/schema/rentals.ts";
import { siteDealers } from "../../db/schema/sites.ts";
import type { Database } from "../../db/tenancy.ts";
import { testDatabase } from "../../db/testing.ts";
import { OPENING_MS } from "../runner/testing.ts";
import { hqSystemActor, systemActor } from "../../server/iam/system-actor.ts";
import { findDealers } from "./find-dealers.ts";
import { sweepDealer } from "./sweep-dealer.ts";
import { alertsOf, eventsOf, mintDealer } from "./testing.ts";

const now = new Date("2026-03-10T12:00:00Z");
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const at = (hours = 0) => after(hours).toISOString();

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
}, OPENING_MS);
const change = (id: string, set: Partial<typeof rentals.$inferInsert>) =>
  db.withTenant(hqSystemActor(), ({ tx }) => tx.update(rentals).set(set).where(eq(rentals.id, id)));

describe("the sweep of one dealer", () => {
  test("opens DUE_SOON within the dealer's hours, OVERDUE past its due day, and nothing for what is due later", async () => {
    const {
      dealerId,
      customerId,
      rentals: made,
    } = await mintDealer(db, [after(-50), after(5), after(30)], { dueSoonHours: 24 });
    expect(await sweepDealer({ db }, { dealerId, at: at() })).toEqual({ opened: 2, resolved: 0, escalated: 0 });
    expect(await alertsOf(db, dealerId)).toMatchObject([
      { human_id: made[0]!.humanId, kind: "OVERDUE", state: "OPEN", severity: "WARNING" },
      {
        human_id: made[1]!.humanId,
        kind: "DUE_SOON",
        state: "OPEN",
        severity: "INFO",
        reason: expect.stringContaining("10 Mar 2026, 18:00 (Europe/Berlin)"),
      },
    ]);
    const events = await eventsOf(db, dealerId);
    expect(events.map((event) => event.type)).toEqual(["alert.opened", "alert.opened"]);
    expect(new Set(events.map((event) => event.customer_id))).toEqual(new Set([customerId]));
  });

  test("run again for the same time, or for an earlier one, changes nothing", async () => {
    const { dealerId } = await mintDealer(db, [after(-50), after(5)]);
    await sweepDealer({ db }, { dealerId, at: at() });
    expect(await sweepDealer({ db }, { dealerId, at: at() })).toEqual({ opened: 0, resolved: 0, escalated: 0 });
    expect(await sweepDealer({ db }, { dealerId, at: at(-60) })).toEqual({ opened: 0, resolved: 0, escalated: 0 });
    expect(await alertsOf(db, dealerId)).toHaveLength(2);
    expect(await eventsOf(db, dealerId)).toHaveLength(2);
  });

  test("one that stays overdue for three days becomes critical, once, and comes back where it was put aside", async () => {
    const { dealerId } = await mintDealer(db, [after(-50)]);
    await sweepDealer({ db }, { dealerId, at: at() });
    await db.withTenant(hqSystemActor(), ({ tx }) =>
      tx
        .update(alerts)
        .set({ state: "SNOOZED", snoozedUntil: new Date(at(500)) })
        .where(eq(alerts.dealerId, dealerId)),
    );
    expect(await sweepDealer({ db }, { dealerId, at: at(21) })).toEqual({ opened: 0, resolved: 0, escalated: 0 });
    expect(await sweepDealer({ db }, { dealerId, at: at(22) })).toEqual({ opened: 0, resolved: 0, escalated: 1 });
    expect(await sweepDealer({ db }, { dealerId, at: at(23) })).toEqual({ opened: 0, resolved: 0, escalated: 0 });
    expect(await alertsOf(db, dealerId)).toMatchObject([{ kind: "OVERDUE", state: "OPEN", severity: "CRITICAL" }]);
    expect((await eventsOf(db, dealerId)).map(({ type }) => type)).toEqual(["alert.opened", "alert.escalated"]);
  });

  test("two sweeps at the same moment open each alert once", async () => {
    const { dealerId } = await mintDealer(
      db,
      Array.from({ length: 20 }, () => after(-50)),
    );
    const counts = await Promise.all([1, 2, 3].map(() => sweepDealer({ db }, { dealerId, at: at() })));
    expect(counts.reduce((sum, { opened }) => sum + opened, 0)).toBe(20);
    expect(await alertsOf(db, dealerId)).toHaveLength(20);
    expect(await eventsOf(db, dealerId)).toHaveLength(20);
  });

  test("resolves what came back, was called off or was extended, and says which, with an event for each", async () => {
    const { dealerId, rentals: made } = await mintDealer(db, [after(-50), after(-50), after(-50), after(-50)]);
    await sweepDealer({ db }, { dealerId, at: at() });
    await change(made[0]!.id, { state: "RETURNED", checkedInAt: after(1) });
    await change(made[1]!.id, { state: "PICK_UP_READY" });
    await change(made[2]!.id, { dueAt: after(200) });
    expect(await sweepDealer({ db }, { dealerId, at: at(2) })).toEqual({ opened: 0, resolved: 3, escalated: 0 });
    expect((await alertsOf(db, dealerId)).map(({ state, cleared_by }) => [state, cleared_by])).toEqual([
      ["RESOLVED", "returned"],
      ["RESOLVED", "called_off"],
      ["RESOLVED", "extended"],
      ["OPEN", null],
    ]);
    expect((await eventsOf(db, dealerId)).map((event) => event.type)).toEqual([
      ...Array(4).fill("alert.opened"),
      ...Array(3).fill("alert.resolved"),
    ]);
    expect(await sweepDealer({ db }, { dealerId, at: at(3) })).toEqual({ opened: 0, resolved: 0, escalated: 0 });
  });

  test("DUE_SOON gives way to OVERDUE, which an extension turns back into DUE_SOON", async () => {
    const { dealerId, rentals: made } = await mintDealer(db, [after(5)]);
    const kinds = async () =>
      (await alertsOf(db, dealerId)).filter(({ state }) => state !== "RESOLVED").map(({ kind }) => kind);
    await sweepDealer({ db }, { dealerId, at: at() });
    expect(await kinds()).toEqual(["DUE_SOON"]);
    expect(await sweepDealer({ db }, { dealerId, at: at(48) })).toEqual({ opened: 1, resolved: 1, escalated: 0 });
    expect(await kinds()).toEqual(["OVERDUE"]);
    await change(made[0]!.id, { dueAt: after(60) });
    expect(await sweepDealer({ db }, { dealerId, at: at(49) })).toEqual({ opened: 1, resolved: 1, escalated: 0 });
    expect(await kinds()).toEqual(["DUE_SOON"]);
  });

  test("the dealer's grace puts OVERDUE off", async () => {
    // Due at 23:30 at the site; whether judged by the hour or by the day, the grace ends at 23:00 UTC the next day or later.
    const { dealerId } = await mintDealer(db, [new Date("2026-03-09T22:30:00Z")], { graceMinutes: 1_440 });
    await sweepDealer({ db }, { dealerId, at: "2026-03-10T22:29:00.000Z" });
    expect((await alertsOf(db, dealerId)).map(({ kind }) => kind)).toEqual(["DUE_SOON"]);
    await sweepDealer({ db }, { dealerId, at: "2026-03-11T00:00:00.000Z" });
    expect((await alertsOf(db, dealerId)).filter(({ state }) => state === "OPEN").map(({ kind }) => kind)).toEqual([
      "OVERDUE",
    ]);
  });

  test("more changes than fit one transaction are all made", async () => {
    const { dealerId, rentals: made } = await mintDealer(
      db,
      Array.from({ length: 120 }, () => after(-50)),
    );
    expect(await sweepDealer({ db }, { dealerId, at: at() })).toEqual({ opened: 120, resolved: 0, escalated: 0 });
    await db.withTenant(hqSystemActor(), ({ tx }) =>
      tx.update(rentals).set({ state: "RETURNED" }).where(eq(rentals.dealerId, dealerId)),
    );
    expect(await sweepDealer({ db }, { dealerId, at: at(1) })).toEqual({ opened: 0, resolved: 120, escalated: 0 });
    expect((await eventsOf(db, dealerId)).map((event) => Number(event.seq))).toEqual(
      Array.from({ length: 240 }, (_, n) => n + 1),
    );
    expect(made).toHaveLength(120);
  });

  test("a machine at a site that the dealer serves no more is judged by the dealer's own time zone", async () => {
    const { dealerId } = await mintDealer(db, [after(-50)]);
    await db.withTenant(hqSystemActor(), ({ tx }) => tx.delete(siteDealers).where(eq(siteDealers.dealerId, dealerId)));
    expect(await sweepDealer({ db }, { dealerId, at: at() })).toEqual({ opened: 1, resolved: 0, escalated: 0 });
    expect((await alertsOf(db, dealerId))[0]!.reason).toEndWith(
      "was due back on 8 Mar 2026, 10:00 (UTC) and is overdue.",
    );
  });

  test("a sweep of one dealer touches no other dealer's machines", async () => {
    const mine = await mintDealer(db, [after(-50)]);
    const other = await mintDealer(db, [after(-50)]);
    await sweepDealer({ db }, { dealerId: mine.dealerId, at: at() });
    expect(await alertsOf(db, other.dealerId)).toEqual([]);
    const seen = await db.withTenant(systemActor(mine.dealerId), ({ tx }) =>
      tx.select({ dealerId: rentals.dealerId }).from(rentals),
    );
    expect(new Set(seen.map((row) => row.dealerId))).toEqual(new Set([mine.dealerId]));
  });
});

test("finds active dealers alone, all or the one named", async () => {
  const { dealerId, customerId } = await mintDealer(db, []);
  const closed = await mintDealer(db, []);
  await db.withTenant(hqSystemActor(), ({ tx }) =>
    tx.update(organizations).set({ active: false }).where(eq(organizations.id, closed.dealerId)),
  );
  const all = await findDealers({ db }, {});
  expect(all).toContain(dealerId);
  expect(all).not.toContain(customerId);
  expect(all).not.toContain(closed.dealerId);
  expect(await findDealers({ db }, { dealerId })).toEqual([dealerId]);
  expect(await findDealers({ db }, { dealerId: customerId })).toEqual([]);
});

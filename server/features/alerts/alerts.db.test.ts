import { beforeAll, describe, expect, test } from "bun:test";
import { alerts } from "../../../db/schema/alerts.ts";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Database, Tenant } from "../../../db/tenancy.ts";
import { listAlertsInput } from "../../domain/alerts/list.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { acknowledgeAlert } from "./acknowledge.ts";
import { assignAlert } from "./assign.ts";
import { getAlert } from "./get.ts";
import { listAlerts } from "./list.ts";
import { alertPeople } from "./people.ts";
import { snoozeAlert } from "./snooze.ts";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
}, 60_000);

const NOW = new Date("2026-03-10T12:00:00Z");
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000).toISOString();
const as = <T>(actor: Claims, verb: (tenant: Tenant) => Promise<T>) => db.withTenant(actor, verb);
const op = () => ({ operationId: crypto.randomUUID() });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

async function open(world: World, rest: Partial<typeof alerts.$inferInsert> = {}): Promise<string> {
  const id = Bun.randomUUIDv7();
  const [machine] = world.machines;
  await as(hqActor, ({ tx }) =>
    tx.insert(alerts).values({
      id,
      orgOwnerId: world.dealerId,
      dealerId: world.dealerId,
      customerId: world.customerId,
      siteId: world.jobsiteId,
      equipmentId: machine!.id,
      humanId: machine!.humanId,
      kind: "IDLE_RATIO",
      severity: "WARNING",
      reason: "It idled.",
      facts: { days: 3, runtimeH: 24, idleH: 15, idleRatio: 0.63 },
      openedAt: NOW,
      ...rest,
    }),
  );
  return id;
}

describe("answers", () => {
  test("the first to acknowledge is kept, and again changes and tells nothing", async () => {
    const world = await mintWorld(db);
    const [admin, other] = [
      await world.member(world.dealerId, "DEALER_ADMIN"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
    ];
    const alertId = await open(world);
    expect(await as(admin, (tenant) => acknowledgeAlert(tenant, NOW, { ...op(), alertId }))).toMatchObject({
      state: "ACKNOWLEDGED",
      acknowledgedAt: NOW.toISOString(),
    });
    await as(other, (tenant) => acknowledgeAlert(tenant, new Date(), { ...op(), alertId }));
    const detail = await as(admin, (tenant) => getAlert(tenant, NOW, alertId));
    expect(detail).toMatchObject({ acknowledgedAt: NOW.toISOString(), acknowledgedByName: "Test Person" });
    expect(detail.history.map(({ type }) => type)).toEqual(["alert.acknowledged"]);
  });

  test("a snoozed one is put aside until a time within a month, and woken by hand", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_DISPATCH");
    const alertId = await open(world);
    const snooze = (until: string | null) =>
      as(admin, (tenant) => snoozeAlert(tenant, NOW, { ...op(), alertId, until }));
    expect(await codeOf(snooze(later(-1)))).toBe("input.invalid");
    expect(await codeOf(snooze(later(31)))).toBe("input.invalid");
    expect(await snooze(later(7))).toMatchObject({ state: "SNOOZED", snoozedUntil: later(7) });
    expect(await snooze(null)).toMatchObject({ state: "OPEN", snoozedUntil: null });
    expect(await snooze(null)).toMatchObject({ state: "OPEN" });
    await snooze(later(1));
    expect(await as(admin, (tenant) => acknowledgeAlert(tenant, NOW, { ...op(), alertId }))).toMatchObject({
      state: "ACKNOWLEDGED",
      snoozedUntil: null,
    });
    const { history } = await as(admin, (tenant) => getAlert(tenant, NOW, alertId));
    expect(history.map(({ type }) => type)).toEqual([
      "alert.snoozed",
      "alert.woken",
      "alert.snoozed",
      "alert.acknowledged",
    ]);
  });

  test("it is given to the dealer's or the customer's people, whom the site concerns, and to nobody else", async () => {
    const [world, strangers] = [await mintWorld(db), await mintWorld(db)];
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const here = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const elsewhere = await world.member(world.customerId, "OPERATOR", [world.yardId]);
    const stranger = await strangers.member(strangers.dealerId, "DEALER_ADMIN");
    const alertId = await open(world);
    const give = (assigneeUserId: string | null) =>
      as(admin, (tenant) => assignAlert(tenant, { ...op(), alertId, assigneeUserId }));
    const { items } = await as(admin, (tenant) => alertPeople(tenant, alertId));
    expect(items.map(({ userId }) => userId)).toEqual([admin.sub, here.sub]);
    expect(await give(here.sub)).toMatchObject({
      assigneeUserId: here.sub,
      assigneeName: "Test Person",
      state: "OPEN",
    });
    expect(await codeOf(give(elsewhere.sub))).toBe("not_found");
    expect(await codeOf(give(stranger.sub))).toBe("not_found");
    const mine = await as(here, (tenant) => listAlerts(tenant, listAlertsInput.parse({ mine: true })));
    expect(mine.items.map(({ id }) => id)).toEqual([alertId]);
    expect(await give(null)).toMatchObject({ assigneeUserId: null, assigneeName: null });
    const { history } = await as(admin, (tenant) => getAlert(tenant, NOW, alertId));
    expect(history.map(({ type, data }) => [type, data["assigned"]])).toEqual([
      ["alert.assigned", true],
      ["alert.assigned", false],
    ]);
    expect(JSON.stringify(history)).not.toContain(here.sub);
  });

  test("one that is over takes none, and one of another dealer is not there", async () => {
    const [world, strangers] = [await mintWorld(db), await mintWorld(db)];
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const stranger = await strangers.member(strangers.dealerId, "DEALER_ADMIN");
    const over = await open(world, { state: "RESOLVED", resolvedAt: NOW, clearedBy: "returned" });
    const alertId = await open(world);
    const verbs = (id: string) =>
      [
        (tenant: Tenant) => acknowledgeAlert(tenant, NOW, { ...op(), alertId: id }),
        (tenant: Tenant) => snoozeAlert(tenant, NOW, { ...op(), alertId: id, until: later(1) }),
        (tenant: Tenant) => assignAlert(tenant, { ...op(), alertId: id, assigneeUserId: null }),
      ] as const;
    for (const verb of verbs(over)) expect(await codeOf(as(admin, verb))).toBe("alert.resolved");
    for (const verb of verbs(alertId)) expect(await codeOf(as(stranger, verb))).toBe("not_found");
    expect(await codeOf(as(stranger, (tenant) => getAlert(tenant, NOW, alertId)))).toBe("not_found");
    expect(await codeOf(as(stranger, (tenant) => alertPeople(tenant, alertId)))).toBe("not_found");
  });
});

describe("why", () => {
  test("the figures of this moment are the dealer's; a customer reads what it was told; earlier ones of the kind are listed", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const before = await open(world, {
      state: "RESOLVED",
      openedAt: new Date(later(-9)),
      resolvedAt: new Date(later(-8)),
      clearedBy: "idles_less",
    });
    await open(world, { state: "RESOLVED", kind: "FUEL_OUTLIER", openedAt: new Date(later(-9)), resolvedAt: NOW });
    const alertId = await open(world);
    const detail = await as(admin, (tenant) => getAlert(tenant, NOW, alertId));
    expect(detail).toMatchObject({
      machine: { type: "EXCAVATOR", make: "Cat", model: "320" },
      current: { holds: false, facts: { limit: 0.5, daysNeeded: 3 } },
      earlier: [{ id: before, clearedBy: "idles_less" }],
    });
    expect(detail.earlier).toHaveLength(1);
    expect(await as(supervisor, (tenant) => getAlert(tenant, NOW, alertId))).toMatchObject({
      current: null,
      facts: { days: 3 },
    });
  });

  test("the list is narrowed by severity and kind", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    await open(world);
    const critical = await open(world, { kind: "GEOFENCE_BREACH", severity: "CRITICAL" });
    const ids = async (filter: object) =>
      (await as(admin, (tenant) => listAlerts(tenant, listAlertsInput.parse(filter)))).items.map(({ id }) => id);
    expect(await ids({ severity: "CRITICAL" })).toEqual([critical]);
    expect(await ids({})).toHaveLength(2);
    expect(await ids({ mine: true })).toEqual([]);
  });
});

/** Who manages an organisation's members, and that it never loses its last administrator, however many act at once. */
import { beforeEach, describe, expect, test } from "bun:test";
import { mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { mintOrganization } from "../../iam/testing.ts";
import { changeAccess } from "./change-access.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listMembers } from "./list-members.ts";
import { setMemberActive } from "./set-member-active.ts";
import { claimsNow, codeOf, db, eventsOf, operation } from "./testing.ts";

let world: World;
let admin: Claims;
beforeEach(async () => {
  world = await mintWorld(db, { machines: 0 });
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
});

const list = (as: Claims, input: { orgId?: string; q?: string; limit?: number; cursor?: string | null } = {}) =>
  db.withTenant(as, (tenant) => listMembers(tenant, { limit: 50, ...input }));
const change = (as: Claims, who: Claims, role: Claims["role"], siteIds: string[] | null = null, orgId?: string) =>
  db.withTenant(as, (tenant) =>
    changeAccess(tenant, { ...operation(), orgId, id: who.membershipId!, role: role as "OPERATOR", siteIds }),
  );
const setActive = (as: Claims, who: Claims, active: boolean, orgId?: string) =>
  db.withTenant(as, (tenant) => setMemberActive(tenant, { ...operation(), orgId, id: who.membershipId! }, active));
const leave = (as: Claims) => db.withTenant(as, (tenant) => leaveOrganization(tenant, operation()));

describe("the list", () => {
  test("shows an administrator everybody with address, sites and state, page by page, and finds people", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH", [world.yardId]);
    const gone = await world.member(world.dealerId, "DEALER_DISPATCH");
    await setActive(admin, gone, false);
    const { items } = await list(admin);
    expect(
      items.map(({ id, role, siteNames, active, administrator }) => [id, role, siteNames, active, administrator]),
    ).toEqual(
      [
        [admin.membershipId, "DEALER_ADMIN", null, true, true],
        [dispatcher.membershipId, "DEALER_DISPATCH", ["Yard"], true, false],
        [gone.membershipId, "DEALER_DISPATCH", null, false, false],
      ].toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)) as never,
    );
    expect(items.find(({ userId }) => userId === dispatcher.sub)?.email).toBe(`${dispatcher.sub}@test.example`);
    const first = await list(admin, { limit: 2 });
    const second = await list(admin, { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(second.nextCursor).toBeNull();
    expect((await list(admin, { q: dispatcher.sub.slice(-12).toUpperCase() })).items.map(({ id }) => id)).toEqual([
      dispatcher.membershipId!,
    ]);
    expect((await list(admin, { q: "%" })).items).toEqual([]);
  });

  test("is for administrators: not for other roles, and not for those bound to sites", async () => {
    for (const other of [
      await world.member(world.dealerId, "DEALER_DISPATCH"),
      await world.member(world.dealerId, "DEALER_ADMIN", [world.yardId]),
      await world.member(world.customerId, "OPERATOR"),
    ])
      expect(await codeOf(list(other))).toBe("auth.forbidden");
  });

  test("of another organisation is not there, but for HQ", async () => {
    expect(await codeOf(list(admin, { orgId: world.customerId }))).toBe("not_found");
    expect(await codeOf(list(admin, { orgId: Bun.randomUUIDv7() }))).toBe("not_found");
    const hq = await mintHq();
    expect((await list(hq, { orgId: world.dealerId })).items.map(({ id }) => id)).toEqual([admin.membershipId!]);
  });
});

describe("a change of place", () => {
  test("gives another role and sites, and makes claims of before stale", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    expect(await change(admin, dispatcher, "DEALER_ADMIN", [world.jobsiteId, world.yardId])).toMatchObject({
      role: "DEALER_ADMIN",
      siteNames: ["Jobsite", "Yard"],
      administrator: false,
    });
    expect(await codeOf(leave(dispatcher))).toBe("auth.membership_changed");
    expect(await claimsNow(dispatcher)).toMatchObject({
      role: "DEALER_ADMIN",
      siteIds: [world.jobsiteId, world.yardId],
    });
    expect((await eventsOf(world.dealerId)).map(({ type, data }) => [type, data["from"], data["to"]])).toEqual([
      ["membership.role_changed", "DEALER_DISPATCH", "DEALER_ADMIN"],
      ["membership.sites_changed", null, [world.jobsiteId, world.yardId]],
    ]);
  });

  test("is nobody's but an administrator's: no member raises itself or another", async () => {
    const bound = await world.member(world.dealerId, "DEALER_ADMIN", [world.yardId]);
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    for (const actor of [bound, dispatcher]) {
      expect(await codeOf(change(actor, actor, "DEALER_ADMIN"))).toBe("auth.forbidden");
      expect(await codeOf(setActive(actor, admin, false))).toBe("auth.forbidden");
    }
    expect(await claimsNow(bound)).toMatchObject({ siteIds: [world.yardId] });
  });

  test("takes roles of the organisation's type and its own sites only", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    const other = await mintWorld(db, { machines: 0 });
    expect(await codeOf(change(admin, dispatcher, "CAT_ADMIN"))).toBe("member.role_unfit");
    expect(await codeOf(change(admin, dispatcher, "OPERATOR"))).toBe("member.role_unfit");
    for (const site of [other.yardId, other.jobsiteId, Bun.randomUUIDv7()])
      expect(await codeOf(change(admin, dispatcher, "DEALER_DISPATCH", [site]))).toBe("input.invalid");
    expect(await claimsNow(dispatcher)).toEqual(dispatcher);
  });

  test("of somebody in another organisation finds nobody, whoever it is", async () => {
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const operator = await world.member(world.customerId, "OPERATOR");
    expect(await codeOf(change(admin, operator, "OPERATOR"))).toBe("not_found");
    expect(await codeOf(change(admin, operator, "OPERATOR", null, world.customerId))).toBe("not_found");
    expect(await codeOf(setActive(supervisor, admin, false, world.dealerId))).toBe("not_found");
    expect(await claimsNow(operator)).toEqual(operator);
  });

  test("leaves a deactivated member alone until it is active again, and brings back what was", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH", [world.yardId]);
    await setActive(admin, dispatcher, false);
    expect(await claimsNow(dispatcher)).toBeNull();
    expect(await codeOf(change(admin, dispatcher, "DEALER_ADMIN"))).toBe("member.inactive");
    await setActive(admin, dispatcher, true);
    await setActive(admin, dispatcher, true);
    expect(await claimsNow(dispatcher)).toMatchObject({ role: "DEALER_DISPATCH", siteIds: [world.yardId] });
    expect((await eventsOf(world.dealerId)).map(({ type }) => type)).toEqual([
      "membership.deactivated",
      "membership.reactivated",
    ]);
  });

  test("keeps names out of the chain", async () => {
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    await setActive(admin, dispatcher, false);
    for (const { text } of await eventsOf(world.dealerId)) expect(text).not.toMatch(/Test Person|test\.example/);
  });
});

describe("the last administrator", () => {
  test("can not be demoted, bound to sites, deactivated, nor leave, while others may", async () => {
    await world.member(world.dealerId, "DEALER_ADMIN", [world.yardId]);
    const dispatcher = await world.member(world.dealerId, "DEALER_DISPATCH");
    const attempts = [
      () => change(admin, admin, "DEALER_DISPATCH"),
      () => change(admin, admin, "DEALER_ADMIN", [world.yardId]),
      () => setActive(admin, admin, false),
      () => leave(admin),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt())).toBe("member.last_admin");
    expect(await leave(dispatcher)).toEqual({ orgId: world.dealerId });
    expect(await claimsNow(dispatcher)).toBeNull();
    expect(await claimsNow(admin)).toEqual(admin);
  });

  test("is not made the last by somebody who is gone", async () => {
    const second = await world.member(world.dealerId, "DEALER_ADMIN");
    await setActive(admin, second, false);
    expect(await codeOf(leave(admin))).toBe("member.last_admin");
  });

  test("is held against HQ too", async () => {
    const hq = await mintHq();
    expect(await codeOf(setActive(hq, admin, false, world.dealerId))).toBe("member.last_admin");
    expect(await codeOf(leave(hq))).toBe("member.last_admin");
  });

  test("two administrators that demote each other at once: exactly one does, ten times over", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [
        await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
        await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
      ];
      const codes = await Promise.all([codeOf(change(one, two, "OPERATOR")), codeOf(change(two, one, "OPERATOR"))]);
      expect(new Set(codes)).toEqual(new Set([null, "auth.membership_changed"]));
      const left = [await claimsNow(one), await claimsNow(two)].filter(
        (claims) => claims?.role === "CUSTOMER_SUPERVISOR",
      );
      expect(left).toHaveLength(1);
      await removeAll(world.customerId);
    }
  });

  test("all administrators that leave at once: one stays", async () => {
    const supervisors = await Promise.all(
      Array.from({ length: 5 }, () => world.member(world.customerId, "CUSTOMER_SUPERVISOR")),
    );
    const codes = await Promise.all(supervisors.map((one) => codeOf(leave(one))));
    expect(codes.filter((code) => code === null)).toHaveLength(4);
    expect(codes.filter((code) => code === "member.last_admin")).toHaveLength(1);
  });
});

async function mintHq(): Promise<Claims> {
  return world.member(await mintOrganization("CATERPILLAR"), "CAT_ADMIN");
}

const removeAll = (orgId: string) =>
  db.withOwner((_tx, client) => client.query("delete from memberships where org_owner_id = $1", [orgId]));

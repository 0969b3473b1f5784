/** A dealer's rules: what is in force, who sets them, what becomes of them, and who is refused. */
import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { mintWorld, hqActor, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { rulesHistoryInput, saveRulesInput, type RulesChange } from "../../domain/policies/rules.ts";
import { DEFAULT_THRESHOLDS } from "../../domain/policies/schema.ts";
import { availabilityInput } from "../../domain/reservations/schema.ts";
import { mintOrganization } from "../../iam/testing.ts";
import { availability } from "../reservations/availability.ts";
import { as, book, codeOf, day, db, operation, refusal } from "../reservations/testing.ts";
import { getRules, rulesHistory } from "./read.ts";
import { saveRules } from "./save.ts";

let world: World;
let admin: Claims;
let dispatch: Claims;
let supervisor: Claims;
let hq: Claims;
beforeAll(async () => {
  hq = await (await mintWorld(db, { machines: 0 })).member(await mintOrganization("CATERPILLAR"), "CAT_ADMIN");
});

async function fresh() {
  world = await mintWorld(db, { machines: 1, selfService: false });
  [admin, dispatch, supervisor] = await Promise.all([
    world.member(world.dealerId, "DEALER_ADMIN"),
    world.member(world.dealerId, "DEALER_DISPATCH"),
    world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
  ]);
}

/** The world begins with version 1, which holds nothing but the defaults. */
const save = (claims: Claims, changes: RulesChange, baseVersion = 1, dealerId?: string) =>
  as(claims, (tenant) => saveRules(tenant, saveRulesInput.parse({ ...operation(), changes, baseVersion, dealerId })));
const rules = (claims: Claims, dealerId?: string) => as(claims, (tenant) => getRules(tenant, { dealerId }));
const history = (claims: Claims, wanted: object = {}) =>
  as(claims, (tenant) => rulesHistory(tenant, rulesHistoryInput.parse(wanted)));
const changedEvents = async () => {
  const { rows } = await as(hqActor, ({ tx }) =>
    tx.execute<{ record: string }>(
      sql`select record from events where org_owner_id = ${world.dealerId}::uuid and type = 'policy.changed' order by position`,
    ),
  );
  return rows.map(({ record }) => (JSON.parse(record) as { event: { data: unknown; actor: { sub: string } } }).event);
};

describe("rules in force", () => {
  test("are the defaults where a dealer set nothing, and say so", async () => {
    await fresh();
    const { values, from, defaults, version, savedBy } = await rules(dispatch);
    expect({ values, defaults, version, savedBy }).toEqual({
      values: DEFAULT_THRESHOLDS,
      defaults: DEFAULT_THRESHOLDS,
      version: 1,
      savedBy: null,
    });
    expect(new Set(Object.values(from))).toEqual(new Set(["default"]));
    const bare = await mintOrganization("DEALER");
    expect(await rules(hq, bare)).toMatchObject({ version: 0, savedAt: null, savedBy: null, dealerId: bare });
  });

  test("are what was saved, by whom and when; what goes back to the default is the default again", async () => {
    await fresh();
    const saved = await save(admin, { bufferAfterH: 4, typeBuffers: { DOZER: { beforeH: 1, afterH: 2 } } });
    expect(saved).toMatchObject({ version: 2, savedBy: { id: admin.sub, name: "Test Person" } });
    expect(saved.values).toEqual({
      ...DEFAULT_THRESHOLDS,
      bufferAfterH: 4,
      typeBuffers: { DOZER: { beforeH: 1, afterH: 2 } },
    });
    expect(saved.from).toMatchObject({ bufferAfterH: "dealer", typeBuffers: "dealer", bufferBeforeH: "default" });
    expect(await rules(dispatch)).toEqual(saved);
    const back = await save(admin, { bufferAfterH: 0 }, 2);
    expect(back).toMatchObject({ version: 3, from: { bufferAfterH: "default", typeBuffers: "dealer" } });
  });

  test("bind customers at once: they see counts, and a booking inside the buffer is refused", async () => {
    await fresh();
    const humanId = world.machines[0]!.humanId;
    const counts = async () => {
      const input = availabilityInput.parse({
        dealerId: world.dealerId,
        siteId: world.jobsiteId,
        from: day(20),
        to: day(21),
      });
      return (await as(supervisor, (tenant) => availability(tenant, new Date(), input))).types;
    };
    const booked = (from: number, to: number) => book(dispatch, world, { humanId, from: day(from), to: day(to) });
    expect(await counts()).toEqual([]);
    await booked(1, 2);
    await booked(3, 4);
    await save(admin, { publishCounts: true, bufferAfterH: 24 });
    expect((await counts()).map(({ free }) => free)).toEqual([1]);
    expect(await codeOf(booked(5, 6))).toBe("reservation.overlap");
    await booked(6, 7);
  });
});

describe("a change of rules", () => {
  test("is one event that tells the rules with both values, and stands in the history", async () => {
    await fresh();
    await save(admin, { publishCounts: true, workshopH: 8 });
    await save(hq, { workshopH: 12 }, 2, world.dealerId);
    const changes = [
      { rule: "workshopH", from: 24, to: 8 },
      { rule: "publishCounts", from: false, to: true },
    ];
    expect((await changedEvents()).map(({ data, actor }) => [data, actor.sub])).toEqual([
      [{ version: 2, changes }, admin.sub],
      [{ version: 3, changes: [{ rule: "workshopH", from: 8, to: 12 }] }, hq.sub],
    ]);
    const { items } = await history(dispatch);
    expect(items.map(({ version, savedBy, changes: told }) => [version, savedBy?.name, told.length])).toEqual([
      [3, null, 1],
      [2, "Test Person", 2],
      [1, undefined, 0],
    ]);
    expect(items[1]!.changes).toEqual(changes as (typeof items)[1]["changes"]);
    // Headquarters knows its own people.
    expect((await history(hq, { dealerId: world.dealerId })).items[0]!.savedBy).toEqual({
      id: hq.sub,
      name: "Test Person",
    });
    const first = await history(dispatch, { limit: 2 });
    expect(first.items.map(({ version }) => version)).toEqual([3, 2]);
    const rest = await history(dispatch, { limit: 2, cursor: first.nextCursor });
    expect([rest.items.map(({ version }) => version), rest.nextCursor]).toEqual([[1], null]);
  });

  test("that changes nothing writes nothing", async () => {
    await fresh();
    expect(await save(admin, { workshopH: 24, typeBuffers: {} })).toMatchObject({ version: 1 });
    expect(await changedEvents()).toEqual([]);
  });

  test("does not overwrite a newer version, which is named", async () => {
    await fresh();
    await save(admin, { workshopH: 8 });
    const refused = await refusal(save(admin, { workshopH: 12 }));
    expect([refused.code, refused.details]).toEqual(["policy.changed", { version: 2 }]);
    const both = await Promise.allSettled([
      save(admin, { idleDays: 5 }, 2),
      save(hq, { idleDays: 6 }, 2, world.dealerId),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find((each) => each.status === "rejected")!;
    expect((await refusal(Promise.reject(lost.reason as Error))).code).toBe("policy.changed");
    expect(await rules(admin)).toMatchObject({ version: 3, values: { workshopH: 8 } });
    expect(await changedEvents()).toHaveLength(2);
  });

  test("keeps the weights and the trial that the version before had", async () => {
    await fresh();
    await db.withOwner((tx) =>
      tx.execute(
        sql`update policies set weights = '{"a": 2}', experiment = 'trial' where org_owner_id = ${world.dealerId}`,
      ),
    );
    await save(admin, { workshopH: 8 });
    const { rows } = await db.withOwner((tx) =>
      tx.execute(
        sql`select weights, experiment, thresholds from policies where org_owner_id = ${world.dealerId} and version = 2`,
      ),
    );
    expect(rows).toEqual([{ weights: { a: 2 }, experiment: "trial", thresholds: { workshopH: 8 } }]);
  });
});

describe("nobody else", () => {
  test("changes a dealer's rules: not its dispatchers, not whoever is bound to sites, not another dealer, not HQ without a name", async () => {
    await fresh();
    const other = await mintWorld(db, { machines: 0 });
    const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
    const bound = await world.member(world.dealerId, "DEALER_ADMIN", [world.yardId]);
    const change = { workshopH: 1 };
    expect(await codeOf(save(dispatch, change))).toBe("auth.forbidden");
    expect(await codeOf(save(bound, change))).toBe("auth.forbidden");
    expect(await codeOf(save(supervisor, change))).toBe("input.invalid");
    expect(await codeOf(save(supervisor, change, 1, world.dealerId))).toBe("not_found");
    expect(await codeOf(save(stranger, change, 1, world.dealerId))).toBe("not_found");
    expect(await codeOf(save(hq, change))).toBe("input.invalid");
    expect(await codeOf(save(hq, change, 0, world.customerId))).toBe("not_found");
    expect(await changedEvents()).toEqual([]);
    expect(await rules(admin)).toMatchObject({ version: 1, values: DEFAULT_THRESHOLDS });
  });

  test("reads them: another's answer like what is not there", async () => {
    await fresh();
    const other = await mintWorld(db, { machines: 0 });
    const stranger = await other.member(other.dealerId, "DEALER_DISPATCH");
    for (const dealerId of [world.dealerId, Bun.randomUUIDv7()]) {
      expect(await codeOf(rules(stranger, dealerId))).toBe("not_found");
      expect(await codeOf(history(stranger, { dealerId }))).toBe("not_found");
      expect(await codeOf(rules(supervisor, dealerId))).toBe("not_found");
    }
  });
});

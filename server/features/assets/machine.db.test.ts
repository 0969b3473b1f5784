import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, JOBSITE_POINT, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Database } from "../../../db/tenancy.ts";
import { createMachineInput } from "../../domain/assets/machine.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { checkOutInput } from "../../domain/rentals/schema.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { checkOut } from "../rentals/check-out.ts";
import { createMachine } from "./create.ts";
import { LabelKeys } from "./label-keys.ts";
import { linkLabel, retireLabel } from "./link-label.ts";
import { listAssets } from "./list.ts";
import { presentAsset } from "./present.ts";
import { reinstateMachine, retireMachine } from "./retire.ts";
import { updateMachine } from "./update.ts";
import { listAssetsInput } from "../../domain/assets/schema.ts";

let db: Database;
let keys: LabelKeys;
let files: DiskStore;
beforeAll(async () => {
  ({ db } = await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
  keys = await LabelKeys.open(dataDir, "http://localhost:3000");
  files = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: "http://localhost:3000" });
});

const now = new Date();
const op = () => ({ operationId: Bun.randomUUIDv7() });
const machine = (changes: object = {}) =>
  createMachineInput.parse({
    ...op(),
    type: "EXCAVATOR",
    make: "Komatsu",
    model: "PC210",
    serialNumber: Bun.randomUUIDv7(),
    ...changes,
  });
const as = <T>(actor: Claims, run: Parameters<typeof db.withTenant<T>>[1]) => db.withTenant(actor, run);

async function refusal(run: Promise<unknown>): Promise<Pick<AppError, "code" | "fields"> | null> {
  try {
    await run;
    return null;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, fields: error.fields };
    throw error;
  }
}
const codeOf = async (run: Promise<unknown>) => (await refusal(run))?.code ?? "accepted";

async function eventsOf(world: World, type: string) {
  return db.withTenant(hqActor, async ({ tx }) => {
    const { rows } = await tx.execute<{ record: string }>(
      `select record from events where org_owner_id = '${world.dealerId}' and type = '${type}' order by seq`,
    );
    return rows.map(({ record }) => (JSON.parse(record) as { event: { data: Record<string, unknown> } }).event.data);
  });
}

describe("a machine made by hand", () => {
  test("has the server's number, its facts, a label that is accepted at once, and its event", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const input = machine({
      fleetNumber: " F-7 ",
      pin: "kmtpc210aex012345",
      oec: 145_000.5,
      dayRate: 310,
      yardId: world.yardId,
      hourMeter: 12.5,
      attachments: ["Bucket 60 cm", "Hammer"],
    });
    const made = await as(admin, (tenant) => createMachine(tenant, input, now));
    expect(made).toMatchObject({
      humanId: expect.stringMatching(/^EQX\d+$/),
      status: "AVAILABLE",
      fleetNumber: "F-7",
      pin: "KMTPC210AEX012345",
      oec: 145_000.5,
      dayRate: 310,
      yardId: world.yardId,
      hourMeter: 12.5,
      attachments: ["Bucket 60 cm", "Hammer"],
    });
    expect(made.tags).toMatchObject([{ state: "ACTIVE", medium: "QR" }]);
    const tagId = await keys.tagOf(await keys.urlOf(made.tags[0]!.tagId));
    expect(await as(admin, (tenant) => presentAsset(tenant, { tagId }))).toMatchObject({
      humanId: made.humanId,
      canSendOut: true,
    });
    expect(await eventsOf(world, "asset.created")).toMatchObject([{ make: "Komatsu", fleetNumber: "F-7", tagId }]);
  });

  test("a taken fleet number or serial is refused with its field, another dealer's tells nothing", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const [admin, stranger] = [
      await world.member(world.dealerId, "DEALER_ADMIN"),
      await other.member(other.dealerId, "DEALER_ADMIN"),
    ];
    const first = machine({ fleetNumber: "F-1" });
    const make = (actor: Claims, input: typeof first) => as(actor, (tenant) => createMachine(tenant, input, now));
    await make(admin, first);
    expect(await refusal(make(admin, machine({ fleetNumber: "F-1" })))).toEqual({
      code: "asset.fleet_number_taken",
      fields: { fleetNumber: "is taken" },
    });
    expect(await refusal(make(admin, machine({ serialNumber: first.serialNumber })))).toEqual({
      code: "asset.serial_taken",
      fields: { serialNumber: "is taken" },
    });
    expect(await codeOf(make(stranger, { ...first, ...op() }))).toBe("accepted");
    expect(await codeOf(make(admin, machine({ yardId: other.yardId })))).toBe("input.invalid");
    expect(await codeOf(make(admin, machine({ yardId: world.jobsiteId })))).toBe("input.invalid");
    expect(await codeOf(make(admin, machine({ dealerId: other.dealerId })))).toBe("not_found");
  });
});

describe("a change", () => {
  test("writes what differs, tells which fields, and keeps the dealer's money out of the chain", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { humanId } = world.machines[0]!;
    const change = (changes: object) => as(admin, (tenant) => updateMachine(tenant, { ...op(), humanId, ...changes }));
    expect(await change({ model: "323", oec: 99.9, hourMeterOffset: 1200 })).toMatchObject({
      model: "323",
      make: "Cat",
      oec: 99.9,
      hourMeterOffset: 1200,
    });
    await change({ model: "323", oec: 99.9 });
    expect(await eventsOf(world, "asset.updated")).toEqual([
      {
        fields: ["model", "hourMeterOffset", "oec"],
        from: { model: "320", hourMeterOffset: 0 },
        to: { model: "323", hourMeterOffset: 1200 },
      },
    ]);
  });

  test("another dealer's machine is not there", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
    const { humanId, tagId } = world.machines[0]!;
    const tries = [
      as(stranger, (tenant) => updateMachine(tenant, { ...op(), humanId, model: "x" })),
      as(stranger, (tenant) => retireMachine(tenant, { ...op(), humanId, as: "SOLD" }, now)),
      as(stranger, (tenant) => linkLabel(tenant, { ...op(), humanId, retireOthers: true }, null, now)),
      as(stranger, (tenant) => retireLabel(tenant, { ...op(), humanId, tagId }, now)),
    ];
    expect(await Promise.all(tries.map(codeOf))).toEqual(["not_found", "not_found", "not_found", "not_found"]);
  });
});

describe("labels", () => {
  test("a new label takes over, the damaged one is no longer accepted and can not come back", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [one, two] = world.machines as [World["machines"][0], World["machines"][0]];
    const present = (tagId: string) => as(dispatch, (tenant) => presentAsset(tenant, { tagId }));
    const renewed = await as(dispatch, (tenant) =>
      linkLabel(tenant, { ...op(), humanId: one.humanId, retireOthers: true }, null, now),
    );
    expect(renewed.tags.map((tag) => tag.state)).toEqual(["ACTIVE", "RETIRED"]);
    expect(await codeOf(present(one.tagId))).toBe("label.unknown");
    expect((await present(renewed.tags[0]!.tagId)).humanId).toBe(one.humanId);
    const back = as(dispatch, (tenant) =>
      linkLabel(tenant, { ...op(), humanId: two.humanId, retireOthers: true }, one.tagId, now),
    );
    expect(await codeOf(back)).toBe("label.retired");
  });

  test("a label moves to another machine and names only that one", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [one, two] = world.machines as [World["machines"][0], World["machines"][0]];
    await as(dispatch, (tenant) =>
      linkLabel(tenant, { ...op(), humanId: two.humanId, retireOthers: false }, one.tagId, now),
    );
    expect((await as(dispatch, (tenant) => presentAsset(tenant, { tagId: one.tagId }))).humanId).toBe(two.humanId);
    expect(await eventsOf(world, "tag.relinked")).toMatchObject([{ tagId: one.tagId, from: one.id, retired: [] }]);
    const foreign = as(dispatch, (tenant) =>
      linkLabel(tenant, { ...op(), humanId: two.humanId, retireOthers: false }, other.machines[0]!.tagId, now),
    );
    expect(await codeOf(foreign)).toBe("label.unknown");
  });
});

describe("a machine that leaves the fleet", () => {
  test("is off the list, its labels are dead, and it comes back to be inspected with a new one", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { humanId, tagId } = world.machines[0]!;
    const gone = await as(admin, (tenant) =>
      retireMachine(tenant, { ...op(), humanId, as: "SOLD", on: "2026-03-01" }, now),
    );
    expect(gone).toMatchObject({ status: "RETIRED", retiredAs: "SOLD", retiredOn: "2026-03-01" });
    const list = (changes: object) =>
      as(admin, async (tenant) =>
        (await listAssets(tenant, listAssetsInput.parse(changes), now)).items.map((item) => item.humanId),
      );
    expect(await list({})).toEqual([world.machines[1]!.humanId]);
    expect(await list({ status: "RETIRED" })).toEqual([humanId]);
    expect(await codeOf(as(admin, (tenant) => presentAsset(tenant, { tagId })))).toBe("label.unknown");
    expect(await as(admin, (tenant) => presentAsset(tenant, { humanId }))).toMatchObject({
      canSendOut: false,
      blockedBy: "asset.retired",
    });
    expect(await codeOf(as(admin, (tenant) => updateMachine(tenant, { ...op(), humanId, model: "x" })))).toBe(
      "asset.retired",
    );
    const back = await as(admin, (tenant) => reinstateMachine(tenant, { ...op(), humanId }, now));
    expect(back).toMatchObject({ status: "IDLE", retiredAs: null, retiredOn: null });
    expect(back.tags.map((tag) => tag.state)).toEqual(["ACTIVE", "RETIRED"]);
  });

  test("not while it is on rent", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const { humanId } = world.machines[0]!;
    const out = checkOutInput.parse({
      ...op(),
      humanId,
      siteId: world.jobsiteId,
      engineStart: 101,
      dueAt: new Date(now.getTime() + 86_400_000).toISOString(),
      position: { ...JOBSITE_POINT, accuracyM: 5 },
    });
    await as(admin, (tenant) => checkOut(tenant, { files, rentalChanged: async () => {}, now }, out, null));
    expect(await codeOf(as(admin, (tenant) => retireMachine(tenant, { ...op(), humanId, as: "SOLD" }, now)))).toBe(
      "asset.on_rent",
    );
    expect(await codeOf(as(admin, (tenant) => updateMachine(tenant, { ...op(), humanId, yardId: world.yardId })))).toBe(
      "asset.on_rent",
    );
  });
});

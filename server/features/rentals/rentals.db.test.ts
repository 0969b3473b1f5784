import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, JOBSITE_POINT, mintWorld, YARD_POINT, type World } from "../../../db/testing-world.ts";
import type { Database } from "../../../db/tenancy.ts";
import { readConfig } from "../../config.ts";
import type { CallContext, Services } from "../../context.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { LARGE_BYTES } from "../../domain/media/late.ts";
import { badgeHash } from "../../iam/badge-hash.ts";
import { EventHub } from "../../realtime/hub.ts";
import { refusalOf } from "../../trpc.ts";
import { appRouter } from "../../router.ts";
import { createCallerFactory } from "../../trpc.ts";
import { LabelKeys } from "../assets/label-keys.ts";
import { createSealer } from "../../sealing.ts";

let db: Database;
let services: Services;
let files: DiskStore;
const createCaller = createCallerFactory(appRouter);

beforeAll(async () => {
  ({ db } = await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
  files = new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl: "http://localhost:3000" });
  services = {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    log: pino({ level: "silent" }),
    authorizer: await Authorizer.load(),
    badgeHash: (code) => badgeHash("s".repeat(32), code),
    files,
    labelKeys: await LabelKeys.open(dataDir, "http://localhost:3000"),
    hub: new EventHub({ db, log: pino({ level: "silent" }) }),
    mailer: { send: () => {} },
    sealer: createSealer("s".repeat(32)),
    rentalChanged: async () => {},
  };
});

const as = (claims: Claims) =>
  createCaller({
    services,
    caller: { userId: claims.sub, sessionId: null, claims },
    requestId: "test",
    ip: "127.0.0.1",
  } satisfies CallContext);

const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const sendOut = (world: World, at = 0, changes: object = {}) => ({
  operationId: Bun.randomUUIDv7(),
  humanId: world.machines[at]!.humanId,
  siteId: world.jobsiteId,
  engineStart: 101,
  dueAt: soon(48),
  position: { ...JOBSITE_POINT, accuracyM: 8 },
  ...changes,
});

async function codeOf(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  return refusalOf(error)?.code ?? (error === null ? "accepted" : `unexpected: ${Bun.inspect(error)}`);
}

/** Everything that a refused check-out could have left behind. */
async function traces(world: World) {
  return db.withTenant(hqActor, async ({ tx }) => {
    const found = await tx.execute(
      `select (select count(*)::int from rentals where dealer_id = '${world.dealerId}') as rentals,
              (select count(*)::int from events where org_owner_id = '${world.dealerId}' and type <> 'rental.check_out_refused') as events,
              (select string_agg(status, ',' order by human_id) from equipment where dealer_id = '${world.dealerId}') as statuses`,
    );
    return found.rows[0];
  });
}

describe("a machine's way out and back", () => {
  test("an operator sends out by label and takes back; machine, hours and chain follow", async () => {
    const world = await mintWorld(db);
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const machine = world.machines[0]!;
    const label = await services.labelKeys.urlOf(machine.tagId);

    const presented = await as(operator).assets.present({ label });
    expect(presented).toMatchObject({
      humanId: machine.humanId,
      canSendOut: true,
      canTakeBack: false,
      blockedBy: null,
    });
    expect(presented.destinations.map((site) => site.siteId)).toEqual([world.jobsiteId]);

    const out = await as(operator).rentals.checkOut(sendOut(world, 0, { label }));
    expect(out).toMatchObject({
      state: "ON_RENT",
      humanId: machine.humanId,
      engineStart: 101,
      customerId: world.customerId,
      siteName: "Jobsite",
    });
    expect((await as(operator).assets.get({ humanId: machine.humanId })).status).toBe("ON_RENT");

    const back = await as(operator).rentals.checkIn({
      operationId: Bun.randomUUIDv7(),
      humanId: machine.humanId,
      engineEnd: 101.4,
      fuelL: 30,
      position: YARD_POINT,
    });
    expect(back).toMatchObject({ state: "RETURNED", hours: 0.4, fuelL: 30, firstDueAt: out.dueAt });
    expect(await codeOf(as(operator).assets.get({ humanId: machine.humanId }))).toBe("not_found");

    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    expect(await as(dispatch).assets.get({ humanId: machine.humanId })).toMatchObject({
      status: "IDLE",
      siteId: world.yardId,
      customerId: null,
      hourMeter: 101.4,
    });
    const timeline = await as(dispatch).assets.timeline({ humanId: machine.humanId });
    // The inspection that follows is an event of its own.
    expect(timeline.items.map((event) => event.type)).toEqual([
      "task.created",
      "rental.checked_in",
      "rental.checked_out",
    ]);
    expect(await as(dispatch).ledger.verify({})).toMatchObject({ ok: true, checked: 3 });
    expect((await as(operator).rentals.list({})).items).toHaveLength(1);
  });

  test("the same operation again returns the first result and changes nothing; with other contents it is refused", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const input = sendOut(world);
    const first = await as(dispatch).rentals.checkOut(input);
    expect(await as(dispatch).rentals.checkOut(input)).toEqual(first);
    expect(await codeOf(as(dispatch).rentals.checkOut({ ...input, engineStart: 102 }))).toBe("operation.reused");
    expect(await traces(world)).toMatchObject({ rentals: 1, events: 1 });
  });

  test("what was refused may be tried again with the same operation id", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const input = sendOut(world);
    expect(await codeOf(as(dispatch).rentals.checkOut({ ...input, engineStart: 1 }))).toBe("rental.meter_backwards");
    expect(await codeOf(as(dispatch).rentals.checkOut(input))).toBe("accepted");
  });

  test("of two check-outs at the same instant exactly one wins", async () => {
    const world = await mintWorld(db, { machines: 1 });
    const [a, b] = [
      await world.member(world.dealerId, "DEALER_DISPATCH"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
    ];
    const codes = await Promise.all([a, b, a, b].map((actor) => codeOf(as(actor).rentals.checkOut(sendOut(world)))));
    expect(codes.sort()).toEqual(["accepted", "rental.already_out", "rental.already_out", "rental.already_out"]);
    expect(await traces(world)).toMatchObject({ rentals: 1, events: 1 });
  });

  test("a dealer's administrator passes the gate with a reason, and it is written down", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const far = sendOut(world, 0, { position: { lat: 47, lon: 11 }, override: { reason: "Delivered by low loader" } });
    expect(await codeOf(as(dispatch).rentals.checkOut(far))).toBe("site.outside_geofence");
    await as(admin).rentals.checkOut(far);
    const [event] = (await as(admin).assets.timeline({ humanId: far.humanId })).items;
    expect(event?.data).toMatchObject({ gate: { overridden: true } });
    expect(event?.personal).toMatchObject({ overrideReason: "Delivered by low loader" });
  });
});

test("pages of rentals that were made within one millisecond miss none", async () => {
  const world = await mintWorld(db, { machines: 3 });
  const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  for (const at of [0, 1, 2]) await as(dispatch).rentals.checkOut(sendOut(world, at));
  await db.withOwner((_tx, client) =>
    client.query(
      `update rentals set created_at = '2026-03-01 10:00:00.123Z'::timestamptz + right(human_id, 3)::int * interval '1 microsecond' where dealer_id = $1`,
      [world.dealerId],
    ),
  );
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await as(dispatch).rentals.list({ limit: 1, cursor });
    seen.push(...page.items.map(({ humanId }) => humanId));
    cursor = page.nextCursor;
  }
  expect(seen.toSorted()).toEqual(world.machines.map(({ humanId }) => humanId).toSorted());
});

describe("what is refused, with nothing half-written", () => {
  const cases: [string, (world: World) => Promise<object> | object, string][] = [
    [
      "a position outside the fence",
      () => ({ position: { lat: 48.25, lon: 11.6, accuracyM: 30 } }),
      "site.outside_geofence",
    ],
    ["a foreign site", async () => ({ siteId: (await mintWorld(db)).jobsiteId }), "not_found"],
    ["a yard as destination", (world) => ({ siteId: world.yardId }), "site.not_served"],
    ["a due date in the past", () => ({ dueAt: soon(-1) }), "rental.due_in_past"],
    ["a meter running backwards", () => ({ engineStart: 99 }), "rental.meter_backwards"],
    ["an unknown machine", () => ({ humanId: "EQX999999999" }), "not_found"],
    ["a foreign machine", async () => ({ humanId: (await mintWorld(db)).machines[0]!.humanId }), "not_found"],
    [
      "an operator of another customer",
      async () => ({ operatorUserId: Bun.randomUUIDv7() }),
      "rental.operator_unknown",
    ],
    ["a photo that never arrived", () => ({ photos: [Bun.randomUUIDv7()] }), "media.not_stored"],
    ["an unknown label", async () => ({ label: await services.labelKeys.urlOf(Bun.randomUUIDv7()) }), "label.unknown"],
    ["a foreign address as label", () => ({ label: "https://elsewhere.example/t/abc" }), "label.foreign"],
    ["text as label", () => ({ label: "hello" }), "label.unknown"],
    [
      "a forged signature",
      async (world) => ({ label: forge(await services.labelKeys.urlOf(world.machines[0]!.tagId)) }),
      "label.bad_signature",
    ],
    ["a number that is none", () => ({ engineStart: Number.NaN }), "input.invalid"],
  ];

  test.each(cases)("%s", async (_name, change, code) => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const before = await traces(world);
    expect(await codeOf(as(dispatch).rentals.checkOut(sendOut(world, 0, await change(world)) as never))).toBe(code);
    expect(await traces(world)).toEqual(before);
  });

  test("a refusal at the gate stands in the chain", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    await codeOf(as(dispatch).rentals.checkOut(sendOut(world, 0, { position: { lat: 0, lon: 0 } })));
    const [event] = (await as(dispatch).assets.timeline({ humanId: world.machines[0]!.humanId })).items;
    expect(event).toMatchObject({ type: "rental.check_out_refused", data: { code: "site.outside_geofence" } });
  });

  test("taking back what is not out, or with fewer hours than it left with", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const take = { operationId: Bun.randomUUIDv7(), humanId: world.machines[0]!.humanId, engineEnd: 100 };
    expect(await codeOf(as(dispatch).rentals.checkIn(take))).toBe("rental.not_out");
    await as(dispatch).rentals.checkOut(sendOut(world));
    expect(await codeOf(as(dispatch).rentals.checkIn(take))).toBe("rental.meter_backwards");
    expect((await as(dispatch).assets.get({ humanId: take.humanId })).status).toBe("ON_RENT");
  });

  test("a device's clock does not turn back what the machine's last return has settled", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const humanId = world.machines[0]!.humanId;
    const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();
    await as(dispatch).rentals.checkOut(sendOut(world));
    const back = { operationId: Bun.randomUUIDv7(), humanId, engineEnd: 101.2, occurredAt: longAgo };
    const returned = await as(dispatch).rentals.checkIn(back);
    expect(returned.checkedInAt! > returned.checkedOutAt!).toBe(true);
    await as(dispatch).assets.setStatus({ operationId: Bun.randomUUIDv7(), humanId, status: "AVAILABLE" });
    const { hourMeter, lastSeenAt } = await as(dispatch).assets.get({ humanId });
    const claimed = sendOut(world, 0, { engineStart: 5, occurredAt: longAgo });
    expect(await codeOf(as(dispatch).rentals.checkOut(claimed))).toBe("rental.meter_backwards");
    expect(await as(dispatch).assets.get({ humanId })).toMatchObject({ hourMeter, lastSeenAt, status: "AVAILABLE" });
  });

  test("without self-service a customer needs a reservation", async () => {
    const world = await mintWorld(db, { selfService: false });
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const label = await services.labelKeys.urlOf(world.machines[0]!.tagId);
    expect(await codeOf(as(operator).rentals.checkOut(sendOut(world, 0, { label })))).toBe(
      "rental.reservation_required",
    );
    expect(await codeOf(as(operator).rentals.checkOut(sendOut(world)))).toBe("not_found");
  });

  test("a customer's operator can not list free machines", async () => {
    const world = await mintWorld(db);
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    expect((await as(operator).assets.list({})).items).toEqual([]);
  });
});

describe("photos", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const announced = {
    contentType: "image/png",
    bytes: png.length,
    sha256: new Bun.CryptoHasher("sha256").update(png).digest("hex"),
    purpose: "CHECK_OUT" as const,
  };

  test("travel with the rental and are seen by its parties alone", async () => {
    const world = await mintWorld(db);
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const { mediaId } = await as(operator).media.sign(announced);
    expect(await codeOf(as(operator).rentals.checkOut(sendOut(world, 0, { photos: [mediaId] })))).toBe(
      "media.not_stored",
    );
    await files.put(mediaId, png);
    const stranger = await (await mintWorld(db)).member(world.dealerId, "DEALER_ADMIN");
    expect(await codeOf(as(stranger).media.link({ mediaId }))).toBe("not_found");
    await as(operator).rentals.checkOut(sendOut(world, 0, { photos: [mediaId] }));
    expect((await as(stranger).media.link({ mediaId })).contentType).toBe("image/png");
    const other = await mintWorld(db);
    expect(await codeOf(as(await other.member(other.dealerId, "DEALER_ADMIN")).media.link({ mediaId }))).toBe(
      "not_found",
    );
  });

  test("that are large may come after the record that names them, and nothing else may", async () => {
    const world = await mintWorld(db);
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const other = await mintWorld(db);
    const film = {
      operationId: Bun.randomUUIDv7(),
      contentType: "video/mp4",
      bytes: LARGE_BYTES + 1,
      sha256: "ab".repeat(32),
      purpose: "CHECK_OUT" as const,
    };
    const { mediaId } = await as(operator).media.sign(film);
    const small = await as(operator).media.sign({ ...film, operationId: Bun.randomUUIDv7(), bytes: LARGE_BYTES });
    // Neither may somebody else's film be named, nor may a small one be left for later.
    expect(await codeOf(as(dispatch).rentals.checkOut(sendOut(world, 0, { photos: [mediaId] })))).toBe(
      "media.not_stored",
    );
    expect(await codeOf(as(operator).rentals.checkOut(sendOut(world, 0, { photos: [mediaId, small.mediaId] })))).toBe(
      "media.not_stored",
    );

    await as(operator).rentals.checkOut(sendOut(world, 0, { photos: [mediaId] }));
    const { items } = await as(dispatch).ledger.list({ type: "rental.checked_out", limit: 1 });
    expect(JSON.parse(items[0]!.record)).toMatchObject({
      event: { data: { photos: [{ mediaId, sha256: film.sha256 }] } },
    });
    expect(await codeOf(as(dispatch).media.link({ mediaId }))).toBe("media.on_device");
    expect(await codeOf(as(await other.member(other.dealerId, "DEALER_ADMIN")).media.link({ mediaId }))).toBe(
      "not_found",
    );

    // The device asks for its address once more; another file does not get it.
    const again = await as(operator).media.sign(film);
    expect(again.mediaId).toBe(mediaId);
    expect(await codeOf(as(operator).media.sign({ ...film, sha256: "cd".repeat(32) }))).toBe("operation.reused");
    await files.put(mediaId, new Uint8Array(film.bytes));
    expect((await as(dispatch).media.link({ mediaId })).contentType).toBe("video/mp4");
  });

  test("of other types or too large are refused", async () => {
    const world = await mintWorld(db);
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    expect(await codeOf(as(operator).media.sign({ ...announced, contentType: "image/svg+xml" }))).toBe(
      "media.unsupported_type",
    );
    expect(await codeOf(as(operator).media.sign({ ...announced, bytes: 1 << 30 }))).toBe("media.too_large");
  });
});

function forge(url: string): string {
  const at = url.length - 20;
  return `${url.slice(0, at)}${url[at] === "A" ? "B" : "A"}${url.slice(at + 1)}`;
}

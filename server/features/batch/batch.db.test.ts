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
import type { BatchItem } from "../../domain/batch/schema.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { DiskStore } from "../../files/disk-store.ts";
import { Authorizer } from "../../iam/authorizer.ts";
import { EventHub } from "../../realtime/hub.ts";
import { createCallerFactory, refusalOf, router } from "../../trpc.ts";
import { LabelKeys } from "../assets/label-keys.ts";
import { rentalsRouter } from "../rentals/router.ts";
import { reservationsRouter } from "../reservations/router.ts";
import { batchRouter } from "./router.ts";

let db: Database;
let as: (claims: Claims) => ReturnType<typeof createCaller>;
let keys: LabelKeys;
const createCaller = createCallerFactory(
  router({ batch: batchRouter, rentals: rentalsRouter, reservations: reservationsRouter }),
);

beforeAll(async () => {
  ({ db } = await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), "smart-rental-test-"));
  const publicUrl = "http://localhost:3000";
  const log = pino({ level: "silent" });
  keys = await LabelKeys.open(dataDir, publicUrl);
  const used = {
    config: readConfig({ DATA_DIR: dataDir }),
    db,
    log,
    authorizer: await Authorizer.load(),
    files: new DiskStore({ dataDir, secret: "s".repeat(32), publicUrl }),
    labelKeys: keys,
    hub: new EventHub({ db, log }),
    rentalChanged: async () => {},
  } satisfies Partial<Services>;
  // Hand-overs touch no mail and no badges.
  const services = used as unknown as Services;
  as = (claims) =>
    createCaller({
      services,
      caller: { userId: claims.sub, sessionId: null, claims },
      requestId: "test",
      ip: "127.0.0.1",
    } satisfies CallContext);
});

const op = () => ({ operationId: Bun.randomUUIDv7() });
const numbers = (world: World) => world.machines.map((machine) => machine.humanId);
const out = (world: World, humanIds: string[], changes: object = {}) => ({
  ...op(),
  siteId: world.jobsiteId,
  dueAt: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  position: { ...JOBSITE_POINT, accuracyM: 8 },
  items: humanIds.map((humanId) => ({ humanId, engineStart: 101 })),
  ...changes,
});
const outcomes = (items: readonly BatchItem[]) => items.map((item) => item.code ?? "done");

const counts = (world: World) =>
  db.withTenant(hqActor, async ({ tx }) => {
    const { rows } = await tx.execute<{ rentals: number; events: number; out: number }>(
      `select (select count(*)::int from rentals where dealer_id = '${world.dealerId}') as rentals,
              (select count(*)::int from events where org_owner_id = '${world.dealerId}') as events,
              (select count(*)::int from equipment where dealer_id = '${world.dealerId}' and status = 'ON_RENT') as out`,
    );
    return rows[0];
  });

describe("several machines at once", () => {
  test("all go out, two of three come back, and one is still out", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const sent = await as(operator).batch.checkOut(out(world, numbers(world)));
    expect(outcomes(sent.items)).toEqual(["done", "done", "done"]);
    expect(new Set(sent.items.map((item) => item.rentalId)).size).toBe(3);
    const back = await as(operator).batch.checkIn({
      ...op(),
      position: YARD_POINT,
      items: numbers(world)
        .slice(0, 2)
        .map((humanId) => ({ humanId, engineEnd: 104 })),
    });
    expect(outcomes(back.items)).toEqual(["done", "done"]);
    expect(await counts(world)).toMatchObject({ rentals: 3, out: 1 });
  });

  test("what can not go out is told with its reason and stops no other; the others are retried by themselves", async () => {
    const [world, other] = [await mintWorld(db, { machines: 4 }), await mintWorld(db)];
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [one, two, three, four] = numbers(world) as [string, string, string, string];
    await as(dispatch).rentals.checkOut({ ...out(world, []), ...op(), humanId: two, engineStart: 101 });
    const input = out(world, [one, two, three, four, other.machines[0]!.humanId, "EQX999999999", one]);
    input.items[3]!.engineStart = 5;
    const first = await as(dispatch).batch.checkOut(input);
    expect(first.items.map((item) => [item.humanId, item.code])).toEqual([
      [one, null],
      [two, "rental.already_out"],
      [three, null],
      [four, "rental.meter_backwards"],
      [other.machines[0]!.humanId, "not_found"],
      ["EQX999999999", "not_found"],
    ]);
    expect(first.items[3]!.details).toEqual({ hourMeter: 100 });
    // The meter was mistyped: put right, the same batch does the missing one and repeats the others' results.
    input.items[3]!.engineStart = 101;
    const second = await as(dispatch).batch.checkOut(input);
    expect(second.items.filter((item) => item.ok).map((item) => item.humanId)).toEqual([one, three, four]);
    expect(second.items[0]!.rentalId).toBe(first.items[0]!.rentalId);
    expect(await counts(world)).toMatchObject({ rentals: 4, out: 4 });
  });

  test("a batch that is sent again does nothing twice", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const input = out(world, numbers(world));
    const results = await Promise.all([1, 2, 3].map(() => as(dispatch).batch.checkOut(input)));
    const [first, ...again] = results;
    for (const each of again) expect(each).toEqual(first!);
    expect(await counts(world)).toEqual({ rentals: 3, events: 3, out: 3 });
  });

  test("labels count as with one machine: a retired one and one of another machine are refused", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
    const [one, two, three] = world.machines as [World["machines"][0], World["machines"][0], World["machines"][0]];
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(`update tags set state = 'RETIRED' where id = '${three.tagId}'`),
    );
    const items = [
      { humanId: one.humanId, engineStart: 101, label: await keys.urlOf(one.tagId) },
      { humanId: two.humanId, engineStart: 101, label: await keys.urlOf(one.tagId) },
      { humanId: three.humanId, engineStart: 101, label: await keys.urlOf(three.tagId) },
    ];
    const sent = await as(operator).batch.checkOut(out(world, [], { items }));
    expect(outcomes(sent.items)).toEqual(["done", "input.invalid", "label.unknown"]);
  });

  test("machines are given to a reservation until it has all that it asked for", async () => {
    const world = await mintWorld(db, { machines: 3 });
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const reservation = await as(dispatch).reservations.reserve({
      ...op(),
      siteId: world.jobsiteId,
      type: "EXCAVATOR",
      quantity: 2,
      from: day(5),
      to: day(8),
    });
    const given = await as(dispatch).batch.reserve({
      ...op(),
      reservationId: reservation.id,
      items: numbers(world).map((humanId) => ({ humanId })),
    });
    expect(outcomes(given.items)).toEqual(["done", "done", "reservation.fully_allocated"]);
  });

  test("who may not do it with one may not do it with several", async () => {
    const world = await mintWorld(db);
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const input = { ...op(), reservationId: Bun.randomUUIDv7(), items: [{ humanId: numbers(world)[0]! }] };
    const refused = await as(supervisor)
      .batch.reserve(input)
      .catch((error: unknown) => refusalOf(error)?.code);
    expect(refused).toBe("auth.forbidden");
  });
});

import { beforeAll, describe, expect, test } from "bun:test";
import ICAL from "ical.js";
import { sql } from "drizzle-orm";
import { tasks } from "../../../db/schema/maintenance.ts";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Database } from "../../../db/tenancy.ts";
import { maintenance } from "../../../db/schema/maintenance.ts";
import { rentals, reservations } from "../../../db/schema/rentals.ts";
import type { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { createFeed, listFeeds, newToken, revokeFeed, rotateFeed } from "./feeds.ts";
import { feedReader, readFeed } from "./read-feed.ts";

const PUBLIC_URL = "https://rental.example";
const NOW = new Date("2035-06-15T10:00:00Z");
const op = () => Bun.randomUUIDv7();

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function subscribe(actor: Claims): Promise<string> {
  const token = newToken();
  await db.withTenant(actor, (tenant) => createFeed(tenant, token, op()));
  return token;
}

async function read(token: string, now = NOW) {
  const reader = await feedReader(db, token);
  return reader && (await readFeed(db, reader, PUBLIC_URL, now));
}

/** As a calendar program reads it: unfolded, parsed by the grammar, each event by its id. */
function parse(text: string) {
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text).not.toMatch(/[^\r]\n/);
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  return new Map(
    calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return [
        event.uid,
        {
          summary: event.summary,
          location: event.location,
          start: event.startDate.toString(),
          end: event.endDate.toString(),
          sequence: event.sequence,
          modified: String(component.getFirstPropertyValue("last-modified")),
        },
      ];
    }),
  );
}

/** A machine out at the jobsite until an instant. */
async function rent(world: World, at: number, dueAt: string): Promise<string> {
  const machine = world.machines[at]!;
  const id = Bun.randomUUIDv7();
  await db.withTenant(hqActor, ({ tx }) =>
    tx.insert(rentals).values({
      id,
      orgOwnerId: world.dealerId,
      dealerId: world.dealerId,
      customerId: world.customerId,
      siteId: world.jobsiteId,
      equipmentId: machine.id,
      humanId: machine.humanId,
      make: "Cat",
      model: "320",
      type: "EXCAVATOR",
      state: "ON_RENT",
      period: { from: new Date("2035-06-01T06:00:00Z"), to: new Date(dueAt) },
      dueAt: new Date(dueAt),
      firstDueAt: new Date(dueAt),
    }),
  );
  return id;
}

const task = (world: World, rest: object) =>
  db.withTenant(hqActor, async ({ tx }) => {
    const id = Bun.randomUUIDv7();
    await tx.insert(tasks).values({
      id,
      orgOwnerId: world.dealerId,
      dealerId: world.dealerId,
      siteId: world.jobsiteId,
      kind: "TRANSPORT",
      state: "ASSIGNED",
      ...rest,
    });
    return id;
  });

describe("a feed", () => {
  test("tells tasks, due machines, reservations and service, days as days of the site, instants in UTC", async () => {
    const world = await mintWorld(db, { machines: 4 });
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    // 23:30 UTC on the 20th is the 21st in Berlin.
    const rentalId = await rent(world, 0, "2035-06-20T23:30:00Z");
    const assigned = await task(world, {
      assigneeUserId: dispatch.sub,
      title: `Anlieferung; Größe "XL", \\ Tor 3\nzweite Zeile ${"ü".repeat(40)}🚜`,
      plannedFrom: new Date("2035-06-16T06:00:00Z"),
      plannedTo: new Date("2035-06-16T07:30:00Z"),
    });
    await task(world, { assigneeUserId: Bun.randomUUIDv7(), dueAt: new Date("2035-06-17T06:00:00Z") });
    const stamps = { orgOwnerId: world.dealerId, dealerId: world.dealerId, siteId: world.jobsiteId };
    const [reservationId, serviceId] = [Bun.randomUUIDv7(), Bun.randomUUIDv7()];
    await db.withTenant(hqActor, async ({ tx }) => {
      await tx.insert(reservations).values({
        id: reservationId,
        ...stamps,
        customerId: world.customerId,
        type: "EXCAVATOR",
        quantity: 2,
        fromDay: "2035-07-01",
        toDay: "2035-07-03",
        startsAt: new Date("2035-06-30T22:00:00Z"),
        endsAt: new Date("2035-07-03T22:00:00Z"),
        state: "CONFIRMED",
      });
      await tx.insert(maintenance).values({
        id: serviceId,
        orgOwnerId: world.dealerId,
        dealerId: world.dealerId,
        siteId: world.yardId,
        equipmentId: world.machines[1]!.id,
        service: "250 h",
        dueAt: new Date("2035-06-30T12:00:00Z"),
      });
    });
    const feed = await read(await subscribe(dispatch));
    const events = parse(feed!.text);
    expect([...events.keys()].sort()).toEqual(
      [`rental-${rentalId}`, `reservation-${reservationId}`, `service-${serviceId}`, `task-${assigned}`].map(
        (uid) => `${uid}@rental.example`,
      ),
    );
    expect(events.get(`rental-${rentalId}@rental.example`)).toMatchObject({
      summary: `Due back: ${world.machines[0]!.humanId} Cat 320`,
      location: "Jobsite",
      start: "2035-06-21",
      end: "2035-06-22",
    });
    expect(events.get(`reservation-${reservationId}@rental.example`)).toMatchObject({
      summary: "Reserved: 2 × excavator",
      start: "2035-07-01",
      end: "2035-07-04",
    });
    expect(events.get(`task-${assigned}@rental.example`)).toMatchObject({
      summary: `Anlieferung; Größe "XL", \\ Tor 3\nzweite Zeile ${"ü".repeat(40)}🚜`,
      start: "2035-06-16T06:00:00Z",
      end: "2035-06-16T07:30:00Z",
    });
    expect(events.get(`service-${serviceId}@rental.example`)).toMatchObject({ start: "2035-06-30", end: "2035-07-01" });
  });

  test("holds another dealer's and another customer's machine never, and nothing outside its days", async () => {
    const [world, other] = [await mintWorld(db), await mintWorld(db)];
    const [mine, theirs] = [await rent(world, 0, "2035-06-20T10:00:00Z"), await rent(other, 0, "2035-06-20T10:00:00Z")];
    await rent(world, 1, "2036-06-20T10:00:00Z");
    const members = [
      await world.member(world.dealerId, "DEALER_ADMIN"),
      await world.member(world.customerId, "CUSTOMER_SUPERVISOR"),
      await world.member(world.customerId, "OPERATOR", [world.jobsiteId]),
    ];
    for (const member of members) {
      const { text } = (await read(await subscribe(member)))!;
      expect([...parse(text).keys()]).toEqual([`rental-${mine}@rental.example`]);
      expect(text).not.toContain(theirs);
    }
    const elsewhere = await world.member(world.customerId, "OPERATOR", []);
    expect(parse((await read(await subscribe(elsewhere)))!.text).size).toBe(0);
  });

  test("keeps an entry's id, and counts its changes up; what did not change stays as it was told", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [one, two] = [await rent(world, 0, "2035-06-20T10:00:00Z"), await rent(world, 1, "2035-06-21T10:00:00Z")];
    const token = await subscribe(dispatch);
    const first = (await read(token))!;
    const later = new Date(NOW.getTime() + 3_600_000);
    expect(await read(token, later)).toEqual(first);
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update rentals set due_at = '2035-06-25T10:00:00Z' where id = ${one}::uuid`),
    );
    const second = (await read(token, later))!;
    const events = parse(second.text);
    expect(events.get(`rental-${one}@rental.example`)).toMatchObject({
      sequence: 1,
      start: "2035-06-25",
      modified: "2035-06-15T11:00:00Z",
    });
    expect(events.get(`rental-${two}@rental.example`)).toEqual(parse(first.text).get(`rental-${two}@rental.example`));
    expect(second.modifiedAt).toEqual(later);
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update rentals set state = 'CANCELLED' where id = ${one}::uuid`),
    );
    const third = (await read(token, new Date(later.getTime() + 60_000)))!;
    expect([...parse(third.text).keys()]).toEqual([`rental-${two}@rental.example`]);
    expect(third.modifiedAt > second.modifiedAt).toBe(true);
  });

  test("falls silent when it is revoked or renewed, and when its member leaves", async () => {
    const world = await mintWorld(db);
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const [token, renewed] = [await subscribe(dispatch), newToken()];
    const [feed] = await db.withTenant(dispatch, listFeeds);
    expect(await read(token)).not.toBeNull();
    const next = await db.withTenant(dispatch, (tenant) => rotateFeed(tenant, feed!.id, renewed, op()));
    expect([await read(token), (await read(renewed)) !== null]).toEqual([null, true]);
    expect(await db.withTenant(dispatch, listFeeds)).toMatchObject([
      { id: next.id, lastFetchedAt: expect.any(String) },
    ]);

    const colleague = await world.member(world.dealerId, "DEALER_ADMIN");
    const foreign = db.withTenant(colleague, (tenant) => revokeFeed(tenant, next.id, op()));
    expect(await foreign.catch((error: AppError) => error.code)).toBe("not_found");
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update memberships set active = false where id = ${dispatch.membershipId}::uuid`),
    );
    expect(await read(renewed)).toBeNull();
    await db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update memberships set active = true where id = ${dispatch.membershipId}::uuid`),
    );
    expect(await read(renewed)).not.toBeNull();
    expect([await read(newToken()), await read(""), await read("x".repeat(10_000))]).toEqual([null, null, null]);
  });

  test("stores no address, and a person has ten at most", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const token = await subscribe(admin);
    const { rows } = await db.withTenant(admin, ({ tx }) =>
      tx.execute<{ row: string }>("select row_to_json(f)::text as row from calendar_feeds f"),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain(token);
    for (let more = 1; more < 10; more++) await subscribe(admin);
    expect(await subscribe(admin).catch((error: AppError) => error.code)).toBe("calendar.too_many");
  });
});

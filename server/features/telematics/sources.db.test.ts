import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { isoXml } from "../../domain/telematics/write-iso.ts";
import { codeOf, op, openSuite } from "../tasks/suite.fixtures.ts";
import { isSilent } from "../../domain/alerts/no-heartbeat.ts";
import { DEFAULT_THRESHOLDS } from "../../domain/policies/schema.ts";
import { loadMachines } from "../alerts/load-machines.ts";
import { isPrivate } from "./public-address.ts";
import { pullSource } from "./pull-source.ts";
import { readSourceDetail } from "./read-sources.ts";
import { readDocument } from "./read-document.ts";
import { sourceOf } from "./dealer-source.ts";
import { createSealer } from "../../sealing.ts";
import { mintOrganization } from "../../iam/testing.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let world: World;
let admin: Claims;
beforeAll(async () => {
  suite = await openSuite();
  world = await mintWorld(suite.db, { machines: 3 });
  admin = await world.member(world.dealerId, "DEALER_ADMIN");
}, 60_000);

/** A maker's server: three pages of one machine each, with the habits that a test gives it. */
type Habits = {
  answer?: (page: number, request: Request) => Response | null;
  asked: string[];
  links?: (page: number) => [string, string][];
};
const habits: Habits = { asked: [] };
const maker = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request) {
    const url = new URL(request.url);
    if (url.pathname === "/token")
      return request.headers.get("authorization") === `Basic ${btoa("me:secret")}`
        ? Response.json({ access_token: "T1", token_type: "Bearer" })
        : new Response(null, { status: 401 });
    const page = Number(url.pathname.split("/").at(-1));
    habits.asked.push(url.pathname);
    const special = habits.answer?.(page, request);
    if (special) return special;
    const links = habits.links?.(page) ?? [
      ["self", `/Fleet/${page}`],
      ...(page < 3
        ? [["next", `/Fleet/${page + 1}`] as [string, string]]
        : [["next", `/Fleet/${page}`] as [string, string]]),
    ];
    const body = `<Fleet xmlns="http://standards.iso.org/iso/15143/-3">${links.map(([rel, href]) => `<Links><rel>${rel}</rel><href>${href}</href></Links>`).join("")}<Equipment><EquipmentHeader><OEMName>Cat</OEMName><SerialNumber>${world.machines[page - 1]!.id}</SerialNumber></EquipmentHeader><FuelRemaining datetime="2026-03-0${page}T08:00:00Z"><Percent>5${page}</Percent></FuelRemaining></Equipment></Fleet>`;
    return new Response(body, { headers: { "content-type": "application/xml" } });
  },
});
afterAll(() => maker.stop(true));
beforeEach(() => {
  habits.asked = [];
  delete habits.answer;
  delete habits.links;
});
const address = (page = 1) => `http://127.0.0.1:${maker.port}/Fleet/${page}`;
const create = (more: object = {}) =>
  suite.as(admin).telematics.createSource({
    ...op(),
    kind: "PULL",
    name: `Maker ${Math.random()}`,
    url: address(),
    cadenceS: 3600,
    ...more,
  });
const NOW = new Date("2026-03-10T12:00:00Z");
const deps = () => ({ db: suite.db, sealer: createSealer("s".repeat(32)), allowPrivate: true });
const pull = async (id: string, more: { now?: Date; maxPages?: number; allowPrivate?: boolean } = {}) => {
  const source = await suite.db.withTenant(admin, (tenant) => sourceOf(tenant, id));
  const { now = NOW, maxPages = 100, allowPrivate = true } = more;
  return pullSource({ ...deps(), allowPrivate }, { actor: admin, source, now, maxPages });
};
const stateOf = async (id: string) =>
  (
    await suite.db.withTenant(
      hqActor,
      async ({ tx }) =>
        (
          await tx.execute<{
            resume_url: string | null;
            failures: number;
            next: string;
            last_error: string | null;
            requests_made: number;
          }>(
            sql`select resume_url, failures, next_pull_at::text as next, last_error, requests_made from telemetry_sources where id = ${id}::uuid`,
          )
        ).rows,
    )
  )[0]!;

describe("a pull", () => {
  test("reads every page once, stops at a next link that leads to itself, and the same again adds nothing", async () => {
    const { source } = await create();
    expect(await pull(source.id)).toEqual({ state: "DONE", pages: 3, readings: 3, problems: 0, error: null });
    expect(habits.asked).toEqual(["/Fleet/1", "/Fleet/2", "/Fleet/3"]);
    expect(await pull(source.id)).toMatchObject({ state: "DONE", pages: 3, readings: 0 });
    expect(await stateOf(source.id)).toMatchObject({
      resume_url: null,
      failures: 0,
      next: "2026-03-10 13:00:00+00",
      requests_made: 6,
    });
  });

  test("that is cut off goes on where it was, by number of pages and by a server that gives up", async () => {
    const { source } = await create();
    expect(await pull(source.id, { maxPages: 1 })).toMatchObject({ state: "CUT_OFF", pages: 1, readings: 1 });
    habits.answer = (page) => (page === 3 ? new Response("no", { status: 500 }) : null);
    expect(await pull(source.id)).toMatchObject({ state: "FAILED", pages: 1, readings: 1, error: "status_500" });
    expect(await stateOf(source.id)).toMatchObject({ resume_url: address(3), failures: 1 });
    delete habits.answer;
    habits.asked = [];
    expect(await pull(source.id)).toMatchObject({ state: "DONE", pages: 1, readings: 1 });
    expect(habits.asked).toEqual(["/Fleet/3"]);
  });

  test("keeps to the requests a day, to Retry-After, and comes back later and later after failures", async () => {
    const { source } = await create({ requestsPerDay: 2 });
    expect(await pull(source.id)).toMatchObject({ state: "LIMITED", pages: 2, error: "daily_limit" });
    expect(await stateOf(source.id)).toMatchObject({ next: "2026-03-11 00:00:00+00", requests_made: 2, failures: 0 });
    expect(await pull(source.id, { now: new Date("2026-03-11T00:00:00Z") })).toMatchObject({ state: "DONE", pages: 1 });
    const { source: other } = await create();
    habits.answer = () => new Response("slow down", { status: 429, headers: { "retry-after": "7200" } });
    expect(await pull(other.id)).toMatchObject({ state: "LIMITED", error: "status_429" });
    expect(await stateOf(other.id)).toMatchObject({ next: "2026-03-10 14:00:00+00", failures: 0 });
    habits.answer = () => new Response("no", { status: 401 });
    for (const next of ["2026-03-10 13:00:00+00", "2026-03-10 14:00:00+00", "2026-03-10 16:00:00+00"]) {
      await pull(other.id);
      expect((await stateOf(other.id)).next).toBe(next);
    }
    const seen = (await suite.as(admin).telematics.sources({ limit: 100 })).items.find(({ id }) => id === other.id);
    expect(seen).toMatchObject({ health: "FAILING", failures: 3, lastError: "status_401" });
  });

  test("does not follow a redirect, nor a next page on another server, nor into our own network", async () => {
    const { source } = await create();
    habits.answer = () => new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
    expect(await pull(source.id)).toMatchObject({ state: "FAILED", error: "status_302" });
    delete habits.answer;
    habits.links = () => [["next", "http://elsewhere.example/Fleet/2"]];
    expect(await pull(source.id)).toMatchObject({ state: "FAILED", pages: 1, error: "next_page_elsewhere" });
    expect(await pull(source.id, { allowPrivate: false })).toMatchObject({ state: "FAILED", error: "address_refused" });
    for (const address of [
      "127.0.0.1",
      "10.1.2.3",
      "172.20.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "::1",
      "fe80::1",
      "fd00::1",
      "::ffff:10.0.0.1",
      "::",
    ])
      expect([address, isPrivate(address)]).toEqual([address, true]);
    for (const address of ["1.1.1.1", "172.32.0.1", "2606:4700::1111"])
      expect([address, isPrivate(address)]).toEqual([address, false]);
  });

  test("signs in by password, token or client credentials, which are told to nobody", async () => {
    const heard: (string | null)[] = [];
    habits.answer = (_page, request) => {
      heard.push(request.headers.get("authorization"));
      return null;
    };
    const tokenUrl = `http://127.0.0.1:${maker.port}/token`;
    for (const [auth, credentials] of [
      ["BASIC", { username: "u", password: "pässword" }],
      ["BEARER", { token: "tok" }],
      ["CLIENT_CREDENTIALS", { tokenUrl, clientId: "me", clientSecret: "secret" }],
    ] as const) {
      const made = await create({ auth, credentials });
      expect(made.source.hasCredentials).toBe(true);
      expect(JSON.stringify(made)).not.toMatch(/pässword|"tok"|secret/);
      await pull(made.source.id, { maxPages: 1 });
    }
    expect(heard).toEqual([`Basic ${Buffer.from("u:pässword").toString("base64")}`, "Bearer tok", "Bearer T1"]);
    const stored = await suite.db.withTenant(
      hqActor,
      async ({ tx }) =>
        (await tx.execute(sql`select credentials from telemetry_sources where credentials is not null`)).rows,
    );
    expect(JSON.stringify(stored)).not.toMatch(/pässword|secret/);
    const events = await suite.eventsOf(world);
    expect(JSON.stringify(events)).not.toMatch(/pässword|secret|127\.0\.0\.1/);
  });

  test("an address that moves to another server does not take the sign-in along", async () => {
    const { source } = await create({ auth: "BEARER", credentials: { token: "tok" } });
    const moved = await suite
      .as(admin)
      .telematics.updateSource({ ...op(), id: source.id, url: "https://other.example/Fleet/1" });
    expect(moved).toMatchObject({ hasCredentials: false, url: "https://other.example/Fleet/1" });
  });

  test("a page that is not well-formed is told as the source's failure and leaves nothing", async () => {
    const { source } = await create();
    habits.answer = () => new Response("<Fleet><Equipment>");
    expect(await pull(source.id)).toMatchObject({
      state: "FAILED",
      error: "telematics.malformed_document",
      readings: 0,
    });
  });
});

describe("sources", () => {
  test("are their dealer's alone: to others they are not there, and only its administrators change them", async () => {
    const { source } = await create();
    const other = await mintWorld(suite.db);
    const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    for (const call of [
      () => suite.as(stranger).telematics.source({ id: source.id }),
      () => suite.as(stranger).telematics.rejects({ id: source.id, limit: 5 }),
      () => suite.as(stranger).telematics.updateSource({ ...op(), id: source.id, active: false }),
      () => suite.as(stranger).telematics.pull({ ...op(), id: source.id }),
      () => suite.as(stranger).telematics.import({ ...op(), sourceId: source.id, document: "<Fleet/>", dryRun: false }),
      () =>
        suite
          .as(stranger)
          .telematics.changeMeter({ ...op(), humanId: world.machines[0]!.humanId, at: NOW.toISOString(), meterH: 1 }),
    ])
      expect(await codeOf(call())).toBe("not_found");
    expect((await suite.as(stranger).telematics.sources({ limit: 50 })).items).toEqual([]);
    expect(await codeOf(suite.as(dispatch).telematics.updateSource({ ...op(), id: source.id, active: false }))).toBe(
      "auth.forbidden",
    );
    expect(await codeOf(suite.as(supervisor).telematics.sources({ limit: 5 }))).toBe("auth.forbidden");
    expect((await suite.as(dispatch).telematics.source({ id: source.id })).name).toBe(source.name);
  });

  test("of another dealer are not put into a machine's history by headquarters either, which reaches both", async () => {
    const { source } = await create();
    const other = await mintWorld(suite.db);
    const headquarters = suite.as(await world.member(await mintOrganization("CATERPILLAR"), "CAT_ADMIN"));
    const change = { ...op(), humanId: other.machines[0]!.humanId, at: NOW.toISOString(), meterH: 1 };
    expect(await codeOf(headquarters.telematics.changeMeter({ ...change, sourceId: source.id }))).toBe("not_found");
    expect(await headquarters.telematics.changeMeter({ ...change, ...op() })).toMatchObject({
      humanId: change.humanId,
    });
  });

  test("that are switched off take nothing in", async () => {
    const { source } = await create({ kind: "PUSH", url: undefined });
    await suite.as(admin).telematics.updateSource({ ...op(), id: source.id, active: false });
    expect(
      await codeOf(suite.as(admin).telematics.import({ ...op(), sourceId: source.id, document: "<Fleet/>" })),
    ).toBe("telematics.source_inactive");
    expect(await codeOf(suite.as(admin).telematics.pull({ ...op(), id: source.id }))).toBe("telematics.not_this_kind");
  });

  test("keep an outlier in sight until somebody vouches for it or replaces the meter", async () => {
    const [, , machine] = world.machines;
    await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute(
        sql`update equipment set hour_meter = 4000, hour_meter_at = '2026-03-01' where id = ${machine!.id}::uuid`,
      ),
    );
    const hours = (at: string, value: number) =>
      `<CumulativeOperatingHours datetime="2026-03-${at}:00:00Z"><Hour>${value}</Hour></CumulativeOperatingHours>`;
    const document = `<Fleet><Equipment><EquipmentHeader><SerialNumber>${machine!.id}</SerialNumber></EquipmentHeader>${hours("02T08", 4002)}${hours("03T08", 0.5)}${hours("03T12", 3.5)}</Equipment></Fleet>`;
    const { sourceId, counts } = await suite.as(admin).telematics.import({ ...op(), document });
    expect(counts).toMatchObject({ readings: 3, quarantined: 2 });
    const aside = () => suite.as(admin).telematics.quarantine({ humanId: machine!.humanId, limit: 10 });
    expect((await aside()).items).toMatchObject([
      {
        at: "2026-03-03T12:00:00.000Z",
        reason: "meter_backwards",
        hourMeter: 3.5,
        machineHours: 4002,
        source: "Files",
      },
      { at: "2026-03-03T08:00:00.000Z", reason: "meter_backwards", hourMeter: 0.5 },
    ]);
    const changed = await suite.as(admin).telematics.changeMeter({
      ...op(),
      humanId: machine!.humanId,
      at: "2026-03-03T07:00:00.000Z",
      meterH: 0,
      lifetimeH: 4003,
    });
    expect(changed).toEqual({ humanId: machine!.humanId, offsetH: 4003, hourMeter: 3.5, quarantined: 0 });
    expect((await aside()).items).toEqual([]);
    const { rows } = await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute(
        sql`select sum(runtime_h)::float8 as hours from usage_daily where equipment_id = ${machine!.id}::uuid`,
      ),
    );
    // From 4002 at eight to 4003 at the change, and 3.5 after it; before, the hand-over's 4000 was more than a day away.
    expect(rows).toEqual([{ hours: 4.5 }]);
    expect((await suite.as(admin).telematics.source({ id: sourceId! })).imports[0]).toMatchObject({ readings: 3 });
  });

  test("make machines that a person confirms", async () => {
    const serial = Bun.randomUUIDv7();
    const document = `<Fleet><Equipment><EquipmentHeader><OEMName>Takeuchi</OEMName><Model>missing</Model><SerialNumber>${serial}</SerialNumber></EquipmentHeader></Equipment></Fleet>`;
    const { records } = await suite.as(admin).telematics.import({ ...op(), document });
    const humanId = records[0]!.humanId!;
    expect((await suite.as(admin).telematics.unconfirmed({ limit: 5 })).items).toMatchObject([
      { humanId, make: "Takeuchi", model: "Unknown", serialNumber: serial },
    ]);
    await suite.as(admin).telematics.confirmMachine({
      ...op(),
      humanId,
      type: "EXCAVATOR",
      make: "Takeuchi",
      model: "TB290",
      serialNumber: serial,
    });
    expect((await suite.as(admin).telematics.unconfirmed({ limit: 5 })).items).toEqual([]);
    expect(await suite.as(admin).assets.get({ humanId })).toMatchObject({ model: "TB290", status: "IDLE" });
  });
});

describe("our fleet in the standard's form", () => {
  test("is read back by our own reader, for the tenant alone", async () => {
    const { document } = await suite.as(admin).telematics.fleet({ page: 1 });
    const xml = isoXml({ root: "Fleet", document });
    const now = new Date();
    const read = readDocument(xml, now);
    const known = new Set(world.machines.map(({ id }) => id));
    expect(read.records.filter(({ machine }) => known.has(machine.serial ?? "")).length).toBe(3);
    expect(read.records.flatMap(({ problems }) => problems)).toEqual([]);
    expect(readDocument(JSON.stringify({ Fleet: document }), now).records).toEqual(read.records);
    const other = await mintWorld(suite.db);
    const stranger = await other.member(other.dealerId, "DEALER_ADMIN");
    expect(JSON.stringify(await suite.as(stranger).telematics.fleet({ page: 1 }))).not.toContain(world.machines[0]!.id);
    expect(await codeOf(suite.as(stranger).telematics.machineByPin({ pin: world.machines[0]!.humanId }))).toBe(
      "not_found",
    );
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    expect((await suite.as(supervisor).telematics.fleet({ page: 1 })).document["Equipment"]).toEqual([]);
  });

  test("tells a series without outliers, in pages", async () => {
    const machine = world.machines[0]!;
    const points = Array.from(
      { length: 150 },
      (_, at) =>
        `<CumulativeIdleHours datetime="${new Date(Date.UTC(2026, 1, 1, at)).toISOString().slice(0, 19)}Z"><Hour>${10 + at / 10}</Hour></CumulativeIdleHours>`,
    );
    await suite.as(admin).telematics.import({
      ...op(),
      document: `<Fleet><Equipment><EquipmentHeader><OEMName>Cat</OEMName><SerialNumber>${machine.id}</SerialNumber></EquipmentHeader>${points.join("")}</Equipment></Fleet>`,
    });
    const of = (page: number) =>
      suite.as(admin).telematics.seriesBySerial({
        make: "cat",
        model: "320",
        serial: machine.id,
        element: "CumulativeIdleHours",
        from: "2026-02-01T00:00:00Z",
        to: "2026-03-01T00:00:00Z",
        page,
      });
    const [first, second] = [await of(1), await of(2)];
    expect((first.document["CumulativeIdleHours"] as unknown[]).length).toBe(100);
    expect((second.document["CumulativeIdleHours"] as unknown[]).length).toBe(50);
    expect(readDocument(isoXml(first), NOW).records[0]!.points[0]).toEqual({
      at: new Date("2026-02-01T00:00:00Z"),
      idleHours: 10,
    });
    expect((first.document["Links"] as { rel: string }[]).map(({ rel }) => rel)).toEqual(["self", "next", "last"]);
    expect(await codeOf(suite.as(admin).telematics.seriesByPin({ pin: "nobody", element: "Faults", page: 1 }))).toBe(
      "not_found",
    );
  });
});

describe("how often a machine reports", () => {
  const push = async (sourceId: string, machine: string, times: readonly Date[]) =>
    suite.as(admin).telematics.import({
      ...op(),
      sourceId,
      document: `<Fleet xmlns="http://standards.iso.org/iso/15143/-3"><Equipment><EquipmentHeader><OEMName>Cat</OEMName><SerialNumber>${machine}</SerialNumber></EquipmentHeader>${times
        .map((at) => `<FuelRemaining datetime="${at.toISOString()}"><Percent>50</Percent></FuelRemaining>`)
        .join("")}</Equipment></Fleet>`,
    });
  const hoursAgo = (...hours: number[]) => hours.map((each) => new Date(Date.now() - each * 3_600_000));
  const learned = async (id: string) => {
    const { rows } = await suite.db.withOwner((tx) =>
      tx.execute<{ cadence: number | null }>(sql`select feed_cadence_s as cadence from equipment where id = ${id}`),
    );
    return rows[0]!.cadence;
  };

  test("is the source's word until enough is heard, then the median of what arrives; one silence and parts of one report say nothing", async () => {
    const { source } = await create({ kind: "PUSH", url: null, cadenceS: 900 });
    const own = world.machines[2]!.id;
    await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update equipment set feed_cadence_s = null where dealer_id = ${world.dealerId}`),
    );
    await push(source.id, own, hoursAgo(30, 29));
    expect(await learned(own)).toBe(900);
    await push(source.id, own, [...hoursAgo(28, 27, 26, 2, 1), new Date(Date.now() - 3_600_000 + 5_000)]);
    expect(Math.abs((await learned(own))! - 3600)).toBeLessThan(10);
    // It reports daily from now on, though its source says every quarter of an hour.
    const daily = world.machines[1]!.id;
    await push(source.id, daily, hoursAgo(24 * 6, 24 * 5, 24 * 4, 24 * 3, 24 * 2, 24));
    expect(Math.abs((await learned(daily))! - 86_400)).toBeLessThan(10);
    const detail = await suite.as(admin).telematics.source({ id: source.id });
    expect(detail).toMatchObject({ cadenceS: 900, machines: 2 });
    expect(Math.abs(detail.learnedCadenceS! - 3600)).toBeLessThan(10);
    // A machine that reports daily is not silent after a day and a half.
    const late = await suite.db.withTenant(admin, (tenant) =>
      readSourceDetail(tenant, new Date(Date.now() + 12 * 3_600_000), source.id),
    );
    expect(late.silent).toEqual([]);
  });

  test("the silence rule goes by the longer of what the source says and what the machine does", async () => {
    const daily = world.machines[1]!.id;
    const facts = async () => {
      const [machine] = await suite.db.withTenant(admin, (tenant) =>
        loadMachines({ tenant, dealerId: world.dealerId, at: new Date(), thresholds: DEFAULT_THRESHOLDS }, [daily]),
      );
      return machine!.facts;
    };
    expect(Math.abs((await facts()).cadenceS! - 86_400)).toBeLessThan(10);
    expect(isSilent({ ...(await facts()), lastSeenAt: hoursAgo(50)[0]! })).toBe(false);
    expect(isSilent({ ...(await facts()), lastSeenAt: hoursAgo(80)[0]! })).toBe(true);
  });
});

import { beforeAll, describe, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { usageDaily } from "../../../db/schema/usage.ts";
import { hqActor, JOBSITE_POINT, mintWorld, YARD_POINT, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { addDays, localDay } from "../../domain/rentals/zone-time.ts";
import { codeOf, op, openSuite } from "../tasks/suite.fixtures.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
let world: World;
let dispatch: Claims;
let operator: Claims;
let out: string;
beforeAll(async () => {
  suite = await openSuite();
  world = await mintWorld(suite.db, { machines: 3 });
  dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
  operator = await world.member(world.customerId, "OPERATOR", [world.jobsiteId]);
  out = (await suite.sendOut(world)).humanId;
});

const today = () => localDay(new Date(), "Europe/Berlin");
const daysOf = (humanId: string) =>
  suite.db.withTenant(hqActor, ({ tx }) =>
    tx
      .select({
        day: usageDaily.day,
        runtimeH: usageDaily.runtimeH,
        idleH: usageDaily.idleH,
        fuelL: usageDaily.fuelL,
        source: usageDaily.source,
        customerId: usageDaily.customerId,
        siteId: usageDaily.siteId,
      })
      .from(usageDaily)
      .innerJoin(equipment, eq(equipment.id, usageDaily.equipmentId))
      .where(eq(equipment.humanId, humanId))
      .orderBy(usageDaily.day),
  );
const readings = async () => {
  const { rows } = await suite.db.withOwner((tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from usage_readings where dealer_id = ${world.dealerId}`),
  );
  return rows[0]!.n;
};

describe("hours that an operator logs", () => {
  test("count for the day at the site, for the customer of the time, and stand in the chain without personal data", async () => {
    const position = { ...JOBSITE_POINT, accuracyM: 8 };
    const said = {
      humanId: out,
      runtimeH: 6.5,
      idleH: 1.5,
      fuelL: 40,
      hourMeter: 101.2,
      position,
      notes: "Rock bucket",
    };
    expect(await suite.as(operator).usage.log({ ...op(), ...said })).toEqual({
      humanId: out,
      day: today(),
      runtimeH: 6.5,
      idleH: 1.5,
      fuelL: 40,
      hourMeter: 101.2,
      counted: true,
      flags: [],
    });
    const [day] = await daysOf(out);
    expect(day).toMatchObject({
      day: today(),
      runtimeH: 6.5,
      source: "MANUAL",
      customerId: world.customerId,
      siteId: world.jobsiteId,
    });
    const told = (await suite.eventsOf(world)).filter(({ type }) => type === "usage.logged");
    expect(told).toMatchObject([{ data: { day: today(), runtimeH: 6.5, idleH: 1.5, counted: true, before: null } }]);
    for (const secret of ["Rock", String(position.lat)]) expect(told[0]!.record).not.toContain(secret);
    expect((await suite.as(dispatch).assets.get({ humanId: out })).usage).toMatchObject([{ day: today(), idleH: 1.5 }]);
  });

  test("said again are corrected, and the event keeps what was said before", async () => {
    await suite.as(operator).usage.log({ ...op(), humanId: out, runtimeH: 7, idleH: 2 });
    expect(await daysOf(out)).toMatchObject([{ runtimeH: 7, idleH: 2, fuelL: null }]);
    const told = (await suite.eventsOf(world)).findLast(({ type }) => type === "usage.logged");
    expect(told!.data).toMatchObject({ before: { runtimeH: 6.5, idleH: 1.5, fuelL: 40, source: "MANUAL" } });
  });

  test("once and no twice, however often the phone sends them", async () => {
    const input = { ...op(), humanId: out, runtimeH: 7.5, idleH: 2, occurredAt: new Date().toISOString() };
    const before = await readings();
    const first = await suite.as(operator).usage.log(input);
    expect(await suite.as(operator).usage.log(input)).toEqual(first);
    expect(await readings()).toBe(before + 1);
    expect(await codeOf(suite.as(operator).usage.log({ ...input, runtimeH: 8 }))).toBe("operation.reused");
  });

  test("arriving after the return belong to the rental they are about, though the machine is gone from sight", async () => {
    const { humanId } = await suite.sendOut(world, 1);
    const before = new Date().toISOString();
    await suite.as(dispatch).rentals.checkIn({
      ...op(),
      humanId,
      engineEnd: 101,
      position: { ...YARD_POINT, accuracyM: 8 },
    });
    expect(await codeOf(suite.as(operator).assets.get({ humanId }))).toBe("not_found");
    await suite.as(operator).usage.log({ ...op(), humanId, runtimeH: 3, occurredAt: before });
    expect(await daysOf(humanId)).toMatchObject([{ day: today(), runtimeH: 3, customerId: world.customerId }]);
  });
});

describe("a day that the machine has reported itself", () => {
  test("keeps its own figures, and the record is kept beside them", async () => {
    const day = addDays(today(), -1);
    const [machine] = world.machines.slice(2);
    const item = { humanId: machine!.humanId, date: day, idleH: 0 };
    const sent = await suite
      .as(dispatch)
      .usage.bulk({ items: [{ ...item, ...op(), runtimeH: 5, source: "iso15143" }] });
    expect(sent.items).toMatchObject([{ ok: true, result: { counted: true } }]);
    const before = await readings();
    expect(await suite.as(dispatch).usage.log({ ...item, ...op(), runtimeH: 9 })).toMatchObject({ counted: false });
    expect(await daysOf(machine!.humanId)).toMatchObject([{ runtimeH: 5, source: "iso15143" }]);
    expect(await readings()).toBe(before + 1);
  });
});

describe("many days at once", () => {
  test("each stands for itself: what is refused stops no other, and the list may be sent again", async () => {
    const other = await mintWorld(suite.db);
    const [yesterday, tomorrow] = [addDays(today(), -1), addDays(today(), 2)];
    const of = (humanId: string, date: string) => ({ ...op(), humanId, date, runtimeH: 4, idleH: 1 });
    const items = [
      of(world.machines[2]!.humanId, today()),
      of(other.machines[0]!.humanId, today()),
      of("EQX99999999", today()),
      of(world.machines[1]!.humanId, tomorrow),
      of(world.machines[1]!.humanId, yesterday),
    ];
    const first = await suite.as(dispatch).usage.bulk({ items });
    expect(first.items.map(({ code }) => code)).toEqual([null, "not_found", "not_found", "usage.in_future", null]);
    expect(first.items.map(({ operationId }) => operationId)).toEqual(items.map(({ operationId }) => operationId));
    const before = await readings();
    expect(await suite.as(dispatch).usage.bulk({ items })).toEqual(first);
    expect(await readings()).toBe(before);
  });
});

describe("what people read off a meter goes the way of all readings", () => {
  const derived = async (humanId: string) => {
    const { rows } = await suite.db.withOwner((tx) =>
      tx.execute<{ hours: number; verdicts: (string | null)[] }>(sql`
        select e.hour_meter as hours, (select jsonb_agg(r.quarantine order by r.at) from usage_readings r where r.equipment_id = e.id) as verdicts
        from equipment e where e.human_id = ${humanId}`),
    );
    return rows[0]!;
  };
  /** The meter showed 100 h when somebody last looked. */
  const readOff = (humanId: string, at: string) =>
    suite.db.withTenant(hqActor, ({ tx }) =>
      tx.execute(sql`update equipment set hour_meter = 100, hour_meter_at = ${at} where human_id = ${humanId}`),
    );
  const scan = (humanId: string, date: string, hourMeter: number, runtimeH: number, occurredAt: string) => ({
    ...op(),
    humanId,
    date,
    hourMeter,
    runtimeH,
    idleH: 0,
    occurredAt,
  });

  test("a slip of the finger is set aside, the machine's meter goes on, and the day is as it was written", async () => {
    const own = await mintWorld(suite.db);
    const dispatch = await own.member(own.dealerId, "DEALER_DISPATCH");
    const { humanId } = own.machines[0]!;
    const day = (back: number) => addDays(today(), -back);
    const at = (back: number) => `${day(back)}T15:00:00Z`;
    await readOff(humanId, at(6));
    const items = [
      scan(humanId, day(4), 108, 8, at(4)),
      scan(humanId, day(3), 1150, 7, at(3)),
      scan(humanId, day(2), 122.5, 7.5, at(2)),
    ];
    const { items: answers } = await suite.as(dispatch).usage.bulk({ items });
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await derived(humanId)).toEqual({ hours: 122.5, verdicts: [null, "meter_outruns_clock", null] });
    expect((await daysOf(humanId)).map(({ runtimeH, source }) => [runtimeH, source])).toEqual([
      [8, "API"],
      [7, "API"],
      [7.5, "API"],
    ]);
    // One that was without signal longer comes late and takes nothing back.
    await suite.as(dispatch).usage.bulk({ items: [scan(humanId, day(5), 101, 1, at(5))] });
    expect((await derived(humanId)).hours).toBe(122.5);
    await suite.as(dispatch).usage.bulk({ items });
    expect(await derived(humanId)).toEqual({ hours: 122.5, verdicts: [null, null, "meter_outruns_clock", null] });
  });

  test("hours count once beside a feed's, whichever came first, and who ran it is known", async () => {
    const day = addDays(today(), -3);
    const xml = (serial: string) => `<Fleet xmlns="http://standards.iso.org/iso/15143/-3"><Equipment>
      <EquipmentHeader><SerialNumber>${serial}</SerialNumber></EquipmentHeader>${[
        [6, 101],
        [10, 104],
        [18, 110],
      ]
        .map(
          ([hour, meter]) =>
            `<CumulativeOperatingHours datetime="${day}T${String(hour).padStart(2, "0")}:00:00Z"><Hour>${meter}</Hour></CumulativeOperatingHours>`,
        )
        .join("")}</Equipment></Fleet>`;
    const outcome = async (feedFirst: boolean) => {
      const own = await mintWorld(suite.db);
      const admin = await own.member(own.dealerId, "DEALER_ADMIN");
      const { id, humanId } = own.machines[0]!;
      await readOff(humanId, `${day}T00:00:00Z`);
      const feed = () => suite.as(admin).telematics.import({ ...op(), document: xml(id) });
      const bulk = () => suite.as(admin).usage.bulk({ items: [scan(humanId, day, 107, 7, `${day}T14:00:00Z`)] });
      for (const step of feedFirst ? [feed, bulk] : [bulk, feed]) await step();
      return { days: (await daysOf(humanId)).map(({ runtimeH }) => runtimeH), meter: (await derived(humanId)).hours };
    };
    expect(await outcome(true)).toEqual({ days: [9], meter: 110 });
    expect(await outcome(false)).toEqual(await outcome(true));
  });
});

describe("what is refused, with nothing half done", () => {
  const cases: [string, () => Promise<unknown>, string][] = [
    [
      "a machine of others",
      async () => log({ humanId: (await mintWorld(suite.db)).machines[0]!.humanId }),
      "not_found",
    ],
    ["a free machine, for a customer", () => log({ humanId: world.machines[2]!.humanId }), "not_found"],
    ["more idle than hours", () => log({ runtimeH: 2, idleH: 3 }), "input.invalid"],
    ["a day of 25 hours", () => log({ runtimeH: 25 }), "input.invalid"],
    ["a day to come", () => log({ date: addDays(today(), 2) }), "usage.in_future"],
    [
      "a stranger as operator",
      async () => log({ operatorUserId: (await (await mintWorld(suite.db)).member(world.dealerId, "OPERATOR")).sub }),
      "rental.operator_unknown",
    ],
  ];
  const log = (more: object) => suite.as(operator).usage.log({ ...op(), humanId: out, runtimeH: 1, ...more });
  test.each(cases)("%s", async (_name, run, code) => {
    const [before, days] = [await readings(), await daysOf(out)];
    expect(await codeOf(run())).toBe(code as never);
    expect([await readings(), await daysOf(out)]).toEqual([before, days]);
  });

  test("a machine's own voice from a customer", async () => {
    const items = [{ ...op(), humanId: out, date: today(), runtimeH: 1, idleH: 0, source: "mqtt" }];
    const { items: answers } = await suite.as(operator).usage.bulk({ items });
    expect(answers).toMatchObject([{ ok: false, code: "usage.source_reserved" }]);
  });
});

describe("a note on a machine", () => {
  test("stands in its history with its photo, for its dealer and for the customer who has it", async () => {
    const photo = await suite.photo(operator, "TASK");
    await suite.as(operator).assets.note({ ...op(), humanId: out, notes: "Left track squeaks", photos: [photo] });
    for (const reader of [operator, dispatch]) {
      const { items } = await suite.as(reader).assets.timeline({ humanId: out, limit: 5 });
      expect(items[0]).toMatchObject({ type: "asset.noted", personal: { notes: "Left track squeaks" } });
      expect((await suite.as(reader).assets.get({ humanId: out })).photos.map(({ mediaId }) => mediaId)).toContain(
        photo,
      );
    }
    const told = (await suite.eventsOf(world)).findLast(({ type }) => type === "asset.noted");
    expect(told!.record).not.toContain("squeaks");
  });

  test("is not left on machines of others, nor with photos that never came", async () => {
    const other = await mintWorld(suite.db);
    const note = (more: object) => suite.as(operator).assets.note({ ...op(), humanId: out, notes: "Hm", ...more });
    const before = (await suite.eventsOf(world)).length;
    expect(await codeOf(note({ humanId: other.machines[0]!.humanId }))).toBe("not_found");
    expect(await codeOf(note({ humanId: "EQX99999999" }))).toBe("not_found");
    expect(await codeOf(note({ photos: [Bun.randomUUIDv7()] }))).toBe("media.not_stored");
    expect(await codeOf(note({ notes: "  " }))).toBe("input.invalid");
    expect((await suite.eventsOf(world)).length).toBe(before);
  });
});

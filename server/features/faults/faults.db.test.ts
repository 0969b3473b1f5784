import { beforeAll, describe, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { equipment } from "../../../db/schema/assets.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { faultStand } from "../../domain/faults/order.ts";
import { mulberry32 } from "../../domain/prng.ts";
import { importDocumentInput } from "../../domain/telematics/schema.ts";
import { codeOf, op, openSuite } from "../tasks/suite.fixtures.ts";
import { importDocument } from "../telematics/import-document.ts";

let suite: Awaited<ReturnType<typeof openSuite>>;
beforeAll(async () => {
  suite = await openSuite();
}, 60_000);

/** Minutes before now, to the second, so that what a feed says lies in the past. */
const START = Math.floor(Date.now() / 1000) * 1000 - 10 * 3_600_000;
const at = (minute: number) => new Date(START + minute * 60_000).toISOString();
const xmlTime = (minute: number) => at(minute).replace(".000Z", "Z");

type Said = { code: string; at: number; status?: string; component?: string; severity?: string };
const faultXml = ({ code, at: minute, status, component, severity }: Said) =>
  `<Fault datetime="${xmlTime(minute)}"><CodeIdentifier>${code}</CodeIdentifier>${status ? `<Status>${status}</Status>` : ""}${component ? `<CodeSource>${component}</CodeSource>` : ""}${severity ? `<CodeSeverity>${severity}</CodeSeverity>` : ""}</Fault>`;
const header = (serial: string) =>
  `<EquipmentHeader><OEMName>Cat</OEMName><Model>320</Model><SerialNumber>${serial}</SerialNumber></EquipmentHeader>`;
/** All that is active at a moment; without a list of faults, hours alone. */
const snapshot = (serial: string, minute: number, faults: Said[] | null) =>
  `<Fleet xmlns="http://standards.iso.org/iso/15143/-3" snapshotTime="${xmlTime(minute)}"><Equipment>${header(serial)}<CumulativeOperatingHours datetime="${xmlTime(minute)}"><Hour>${minute / 60}</Hour></CumulativeOperatingHours>${faults === null ? "" : `<Faults>${faults.map(faultXml).join("")}</Faults>`}</Equipment></Fleet>`;
/** Messages of faults one by one, which list nothing. */
const series = (serial: string, faults: Said[]) =>
  `<FaultCodeMessages>${header(serial)}${faults.map((each) => faultXml(each).replaceAll("Fault ", "FaultCode ").replaceAll("/Fault>", "/FaultCode>")).join("")}</FaultCodeMessages>`;

type Fresh = { world: World; admin: Claims; dispatch: Claims; serial: string; humanId: string };
async function fresh(): Promise<Fresh> {
  const world = await mintWorld(suite.db);
  await suite.db.withTenant(hqActor, ({ tx }) =>
    tx.execute(sql`update equipment set hour_meter = 0, hour_meter_at = null where dealer_id = ${world.dealerId}`),
  );
  const { id, humanId } = world.machines[0]!;
  const [admin, dispatch] = [
    await world.member(world.dealerId, "DEALER_ADMIN"),
    await world.member(world.dealerId, "DEALER_DISPATCH"),
  ];
  return { world, admin, dispatch, serial: id, humanId };
}
const bring = (actor: Claims, document: string) =>
  suite.db.withTenant(actor, (tenant) => importDocument(tenant, new Date(), importDocumentInput.parse({ document })));
const faultsOf = async (actor: Claims, humanId: string) => (await suite.as(actor).telematics.faults({ humanId })).items;
const lifeOf = async (actor: Claims, humanId: string) =>
  (await faultsOf(actor, humanId))
    .map(({ code, firstAt, lastAt, clearedAt, times }) => ({ code, firstAt, lastAt, clearedAt, times }))
    .sort((a, b) => (`${a.code} ${a.firstAt}` < `${b.code} ${b.firstAt}` ? -1 : 1));
/** Everything of faults that a world has. */
const traces = ({ world }: Fresh) =>
  suite.db.withOwner(async (tx) => {
    const of = (table: string) =>
      `select '${table}' as t, count(*)::int as n, md5(string_agg(x::text, ',' order by x::text)) as h from ${table} x where dealer_id = '${world.dealerId}'`;
    const tables = [
      "machine_faults",
      "machine_fault_reports",
      "machine_fault_lives",
      "telemetry_imports",
      "maintenance",
    ];
    const { rows } = await tx.execute(
      sql.raw(
        `${tables.map(of).join(" union all ")} union all select 'events', count(*)::int, '' from events where org_owner_id = '${world.dealerId}'`,
      ),
    );
    return rows;
  });

describe("a fault's life", () => {
  test("begins with its first report, lasts while it is listed, ends when the list lacks it, and begins anew", async () => {
    const { admin, serial, humanId } = await fresh();
    const oil = { code: "SPN 100 FMI 1", at: 1 };
    await bring(admin, snapshot(serial, 5, [oil, { code: "E0361", at: 3, severity: "High" }]));
    await bring(admin, snapshot(serial, 10, [oil]));
    await bring(admin, snapshot(serial, 15, []));
    await bring(admin, snapshot(serial, 20, [{ code: "100-1", at: 18 }]));
    expect(await lifeOf(admin, humanId)).toEqual([
      { code: "100-1", firstAt: at(18), lastAt: at(20), clearedAt: null, times: 1 },
      { code: "E0361", firstAt: at(3), lastAt: at(5), clearedAt: at(10), times: 1 },
      { code: "SPN 100 FMI 1", firstAt: at(1), lastAt: at(10), clearedAt: at(15), times: 1 },
    ]);
    // What is active comes first, and its level is by the mode or by the feed's word.
    expect((await faultsOf(admin, humanId)).map(({ code, level }) => [code, level])).toEqual([
      ["100-1", "SEVERE"],
      ["SPN 100 FMI 1", "SEVERE"],
      ["E0361", "SEVERE"],
    ]);
  });

  test("is not ended by silence: neither a snapshot without a list nor a message about another fault", async () => {
    const { admin, serial, humanId } = await fresh();
    await bring(admin, snapshot(serial, 5, [{ code: "100-1", at: 1 }]));
    await bring(admin, snapshot(serial, 10, null));
    await bring(admin, series(serial, [{ code: "110-0", at: 12 }]));
    expect((await lifeOf(admin, humanId)).map(({ code, clearedAt }) => [code, clearedAt])).toEqual([
      ["100-1", null],
      ["110-0", null],
    ]);
  });

  test("is ended by a message that calls it inactive, and by another source's list it is not", async () => {
    const { world, admin, serial, humanId } = await fresh();
    await bring(
      admin,
      series(serial, [
        { code: "100-1", at: 1 },
        { code: "100-1", at: 4 },
        { code: "110-0", at: 2 },
      ]),
    );
    await bring(admin, series(serial, [{ code: "100-1", at: 9, status: "Inactive" }]));
    const life = await lifeOf(admin, humanId);
    expect(life).toEqual([
      { code: "100-1", firstAt: at(1), lastAt: at(4), clearedAt: at(9), times: 2 },
      { code: "110-0", firstAt: at(2), lastAt: at(2), clearedAt: null, times: 1 },
    ]);
    const { source } = await suite
      .as(admin)
      .telematics.createSource({ ...op(), name: "Other", kind: "PUSH", cadenceS: 900 });
    await suite.db.withTenant(admin, (tenant) =>
      importDocument(
        tenant,
        new Date(),
        importDocumentInput.parse({ document: snapshot(serial, 20, []), sourceId: source.id }),
      ),
    );
    expect(await lifeOf(admin, humanId)).toEqual(life);
    expect(world.machines).toHaveLength(2);
  });

  test("of two components with the same fault are two", async () => {
    const { admin, serial, humanId } = await fresh();
    const [engine, pump] = ["Engine", "Pump"].map((component) => ({ code: "100-1", at: 1, component })) as [Said, Said];
    await bring(admin, series(serial, [engine, { ...pump, at: 2 }]));
    await bring(admin, series(serial, [{ ...pump, at: 3, status: "cleared" }]));
    expect((await faultsOf(admin, humanId)).map(({ component, clearedAt }) => [component, clearedAt])).toEqual([
      ["Engine", null],
      ["Pump", at(3)],
    ]);
  });

  test("is changed by nothing that is said twice", async () => {
    const given = await fresh();
    const { admin, serial } = given;
    const documents = [
      snapshot(serial, 5, [{ code: "100-1", at: 1 }]),
      snapshot(serial, 10, []),
      series(serial, [
        { code: "E7", at: 12 },
        { code: "E7", at: 13, status: "inactive" },
      ]),
      snapshot(serial, 20, [{ code: "100-1", at: 19 }]),
    ];
    for (const document of documents) await bring(admin, document);
    const before = await traces(given);
    for (const document of [...documents.toReversed(), ...documents]) await bring(admin, document);
    expect(await traces(given)).toEqual(before);
  });

  test("comes to the same in whatever order it is told, late or in time", async () => {
    const random = mulberry32(23);
    const codes = ["100-1", "110-0", "E7"];
    const pick = () => codes.filter(() => random() < 0.5);
    for (let round = 0; round < 4; round++) {
      const told = Array.from({ length: 7 }, (_, n) => {
        const minute = 10 * (n + 1);
        const faults = pick().map((code) => ({ code, at: minute - 5 * Math.floor(random() * 3) }));
        const gone = pick().map((code) => ({ code, at: minute, status: "Inactive" }));
        return (serial: string) =>
          n % 3 === 2 ? series(serial, [...faults, ...gone]) : snapshot(serial, minute, faults);
      });
      const lives = [];
      for (const order of [told, shuffled(told, random), [...told.toReversed(), ...told]]) {
        const { admin, serial, humanId } = await fresh();
        for (const document of order) await bring(admin, document(serial));
        lives.push(await lifeOf(admin, humanId));
      }
      expect(lives[1]).toEqual(lives[0]);
      expect(lives[2]).toEqual(lives[0]);
    }
  });

  test("keeps its order when a late report shows that it was away between", async () => {
    const { admin, dispatch, serial, humanId } = await fresh();
    await bring(
      admin,
      series(serial, [
        { code: "100-1", at: 1 },
        { code: "100-1", at: 9 },
      ]),
    );
    const [fault] = await faultsOf(admin, humanId);
    const work = await suite.as(dispatch).maintenance.openForFault({ ...op(), faultId: fault!.id });
    await bring(admin, series(serial, [{ code: "100-1", at: 5, status: "Inactive" }]));
    expect(
      (await faultsOf(admin, humanId)).map(({ firstAt, clearedAt, order }) => [firstAt, clearedAt, order?.workId]),
    ).toEqual([
      [at(9), null, work.id],
      [at(1), at(5), undefined],
    ]);
  });

  test("opens and ends are told with the import, and one refreshed is no news", async () => {
    const { world, admin, serial } = await fresh();
    const told = async () =>
      (await suite.eventsOf(world))
        .filter(({ type }) => type === "telematics.imported")
        .map(({ data }) => [data.faultsOpened, data.faultsCleared]);
    const bare = (minute: number, faults: Said[]) =>
      snapshot(serial, minute, faults).replace(/<CumulativeOperatingHours.*?<\/CumulativeOperatingHours>/, "");
    await bring(admin, bare(5, [{ code: "100-1", at: 1 }]));
    await bring(admin, bare(10, [{ code: "100-1", at: 1 }]));
    expect(await told()).toEqual([[1, 0]]);
    await bring(admin, bare(15, []));
    expect(await told()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe("on the maintenance board", () => {
  const faultsOn = async (actor: Claims, input: object = {}) =>
    (await suite.as(actor).maintenance.board(input)).faults.items;

  test("what is bad stands to be planned; one tap makes its order, and the machine alone says that it is gone", async () => {
    const { world, admin, dispatch, serial, humanId } = await fresh();
    const oil = { code: "100-1", at: 1 };
    await bring(admin, snapshot(serial, 5, [oil, { code: "91-3", at: 2 }, { code: "111-18", at: 3 }]));
    expect((await faultsOn(dispatch)).map(({ code, humanId: of }) => [code, of])).toEqual([
      ["100-1", humanId],
      ["111-18", humanId],
    ]);
    expect(await faultsOn(dispatch, { kind: "SERVICE" })).toEqual([]);
    const [fault] = await faultsOn(dispatch);
    expect(faultStand(fault!)).toBe("TO_PLAN");
    const input = { ...op(), faultId: fault!.id };
    const work = await suite.as(dispatch).maintenance.openForFault(input);
    expect(work).toMatchObject({
      kind: "REPAIR",
      state: "OPEN",
      humanId,
      severity: "MAJOR",
      fault: { code: "100-1", spn: 100, fmi: 1, firstAt: at(1), clearedAt: null },
    });
    // Again, or by a colleague who has not seen it: the same order.
    expect(await suite.as(dispatch).maintenance.openForFault(input)).toEqual(work);
    expect((await suite.as(admin).maintenance.openForFault({ ...op(), faultId: fault!.id })).id).toBe(work.id);
    expect((await faultsOn(dispatch)).map(({ code }) => code)).toEqual(["111-18"]);
    const ofMachine = async () => (await faultsOf(dispatch, humanId)).find(({ code }) => code === "100-1")!;
    expect(faultStand(await ofMachine())).toBe("ORDERED");

    await suite.as(dispatch).maintenance.complete({ ...op(), workId: work.id, engineHours: 2000 });
    expect(await ofMachine()).toMatchObject({ clearedAt: null, order: { workId: work.id, state: "DONE" } });
    expect((await faultsOn(dispatch)).map(faultStand)).toEqual(["AWAITING", "TO_PLAN"]);
    // The machine goes on about it: it takes another order.
    const [still] = await faultsOn(dispatch);
    await report(world, fault!.id);
    expect((await faultsOn(dispatch)).map(faultStand)).toEqual(["STILL", "TO_PLAN"]);
    const second = await suite.as(dispatch).maintenance.openForFault({ ...op(), faultId: still!.id });
    expect(second.id).not.toBe(work.id);
    expect(second.fault).toMatchObject({ code: "100-1" });
    expect((await suite.as(dispatch).maintenance.get({ workId: work.id })).fault).toMatchObject({ code: "100-1" });
    const opened = (await suite.eventsOf(world)).filter(({ type }) => type === "maintenance.opened");
    expect(opened.map(({ data }) => [data.cause, data.causeId])).toEqual([
      ["FAULT", fault!.id],
      ["FAULT", fault!.id],
    ]);
  });

  /** As the machine's next report would, later than now. */
  const report = (world: World, id: string) =>
    suite.db.withOwner((tx) =>
      tx.execute(
        sql`update machine_fault_lives set last_at = now() + interval '1 minute' where id = ${id}::uuid and dealer_id = ${world.dealerId}::uuid`,
      ),
    );

  test("of a machine that is given up, or at another site than asked for, are none", async () => {
    const { world, admin, dispatch, serial } = await fresh();
    await bring(admin, snapshot(serial, 5, [{ code: "100-1", at: 1 }]));
    expect(await faultsOn(dispatch, { siteId: world.yardId })).toHaveLength(1);
    expect(await faultsOn(dispatch, { siteId: world.jobsiteId })).toEqual([]);
    await suite.db.withTenant(hqActor, ({ tx }) =>
      tx.update(equipment).set({ status: "LOST" }).where(eq(equipment.id, serial)),
    );
    expect(await faultsOn(dispatch)).toEqual([]);
  });

  test("are the dealer's, and its customer's while the machine is with them; only the dealer has them repaired", async () => {
    const { world, admin, serial, humanId } = await fresh();
    await bring(admin, snapshot(serial, 5, [{ code: "100-1", at: 1 }]));
    const [fault] = await faultsOf(admin, humanId);
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const other = await mintWorld(suite.db);
    const strangers = [
      await other.member(other.dealerId, "DEALER_ADMIN"),
      await other.member(other.customerId, "CUSTOMER_SUPERVISOR"),
      await world.member(world.dealerId, "DEALER_DISPATCH", [world.jobsiteId]),
    ];
    for (const stranger of [...strangers, supervisor]) {
      expect(await codeOf(suite.as(stranger).telematics.faults({ humanId }))).toBe("not_found");
      expect((await faultsOn(stranger)).filter(({ id }) => id === fault!.id)).toEqual([]);
    }
    for (const stranger of [strangers[0]!, strangers[2]!])
      expect(await codeOf(suite.as(stranger).maintenance.openForFault({ ...op(), faultId: fault!.id }))).toBe(
        "not_found",
      );
    expect(await codeOf(suite.as(supervisor).maintenance.openForFault({ ...op(), faultId: fault!.id }))).toBe(
      "auth.forbidden",
    );
    await suite.sendOut(world, 0);
    expect(await faultsOf(supervisor, humanId)).toEqual([]);
    // What it reports while with them is theirs to read.
    const later = new Date(Date.now() + 2000);
    await suite.db.withTenant(admin, (tenant) =>
      importDocument(
        tenant,
        later,
        importDocumentInput.parse({
          document: snapshot(serial, (later.getTime() - START) / 60_000, [{ code: "100-1", at: 1 }]),
        }),
      ),
    );
    expect((await faultsOf(supervisor, humanId)).map(({ code }) => code)).toEqual(["100-1"]);
    expect((await faultsOn(supervisor)).map(({ id }) => id)).toEqual([fault!.id]);
  });
});

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

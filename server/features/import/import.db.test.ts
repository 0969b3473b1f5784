import { beforeAll, describe, expect, test } from "bun:test";
import { testDatabase } from "../../../db/testing.ts";
import { hqActor, mintWorld, type World } from "../../../db/testing-world.ts";
import type { Database } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { Claims } from "../../domain/iam/claims.ts";
import { importInput, type ImportOutput } from "../../domain/import/schema.ts";
import { updateMachine } from "../assets/update.ts";
import { verifyLedger } from "../ledger/verify.ts";
import { customerImporter } from "./customers.ts";
import { importHistory } from "./history.ts";
import { machineImporter } from "./machines.ts";
import { runImport } from "./run-import.ts";
import { siteImporter } from "./sites.ts";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const IMPORTERS = { machines: machineImporter, sites: siteImporter, customers: customerImporter };
const bring = (actor: Claims, kind: keyof typeof IMPORTERS, input: object): Promise<ImportOutput> =>
  db.withTenant(actor, (tenant) =>
    // Each kind has its own rows and changes; what goes in and comes out is the same.
    runImport(
      tenant,
      IMPORTERS[kind] as typeof machineImporter,
      importInput.parse({ operationId: Bun.randomUUIDv7(), ...input }),
    ),
  );
const fates = (output: ImportOutput) => output.rows.map((row) => row.fate);
const problems = (output: ImportOutput) =>
  output.rows.map((row) => [row.row, ...row.problems.map(({ code, field }) => `${code}:${field ?? ""}`)]);

async function codeOf(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return "accepted";
  if (error instanceof AppError) return error.code;
  throw error;
}

const count = (world: World, table: string) =>
  db.withTenant(hqActor, async ({ tx }) => {
    const { rows } = await tx.execute<{ n: number }>(
      `select count(*)::int as n from ${table} where ${table === "events" ? "org_owner_id" : "dealer_id"} = '${world.dealerId}'`,
    );
    return rows[0]!.n;
  });

const MACHINES = [
  "Flotten-Nr.;Maschinentyp;Hersteller;Modell;Serien-Nr.;Baujahr;Anschaffungskosten;Tagessatz;Kaufdatum;Betriebsstunden;Standort;Zubehör",
  "A-1;Bagger;Komatsu;PC210;K1;2021;145.000,00;310,50;01.03.2021;1.204,5;Yard;Löffel 60 cm|Hammer",
  'A-2;Radlader;"Volvo ""CE""";L90;V2;;;;;;;',
].join("\r\n");

describe("machines", () => {
  test("a dry run says what would become of each row and writes nothing; applying does exactly that", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const before = await Promise.all(
      ["equipment", "tags", "events", "import_batches"].map((table) => count(world, table)),
    );
    const tried = await bring(admin, "machines", { csv: MACHINES, dryRun: true });
    expect(tried).toMatchObject({
      delimiter: ";",
      missing: [],
      counts: { create: 2, update: 0, unchanged: 0, refused: 0 },
      batchId: null,
    });
    expect(tried.columns.map((column) => column.field)).toEqual([
      "fleetNumber",
      "type",
      "make",
      "model",
      "serialNumber",
      "modelYear",
      "oec",
      "dayRate",
      "purchasedOn",
      "hourMeter",
      "yard",
      "attachments",
    ]);
    expect(
      await Promise.all(["equipment", "tags", "events", "import_batches"].map((table) => count(world, table))),
    ).toEqual(before);

    const applied = await bring(admin, "machines", { csv: MACHINES, plan: tried.plan, fileName: "Flotte 🚜.csv" });
    expect(applied.rows.map((row) => row.ref)).toEqual([
      expect.stringMatching(/^EQX\d+$/),
      expect.stringMatching(/^EQX\d+$/),
    ]);
    const stored = await db.withTenant(admin, async ({ tx }) => {
      const { rows } = await tx.execute(
        `select make, oec, day_rate, purchased_on::text as bought, hour_meter, attachments, status, site_id, (select count(*)::int from tags t where t.equipment_id = e.id and t.state = 'ACTIVE') as labels
         from equipment e where fleet_number like 'A-%' order by fleet_number`,
      );
      return rows;
    });
    expect(stored).toEqual([
      {
        make: "Komatsu",
        oec: "145000.00",
        day_rate: "310.50",
        bought: "2021-03-01",
        hour_meter: 1204.5,
        attachments: ["Löffel 60 cm", "Hammer"],
        status: "AVAILABLE",
        site_id: world.yardId,
        labels: 1,
      },
      expect.objectContaining({ make: 'Volvo "CE"', oec: null, hour_meter: 0, site_id: null, labels: 1 }),
    ]);
    // One event for each machine and one for the file.
    expect((await count(world, "events")) - before[2]!).toBe(3);
    expect(await db.withTenant(admin, (tenant) => verifyLedger(tenant, world.dealerId))).toMatchObject({ ok: true });
    const { items } = await db.withTenant(admin, (tenant) => importHistory(tenant, { limit: 10 }));
    expect(items).toMatchObject([
      { kind: "MACHINES", fileName: "Flotte 🚜.csv", created: 2, importedBy: "Test Person" },
    ]);
  });

  test("the same file again adds nothing, a changed cell changes that field alone", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    await bring(admin, "machines", { csv: MACHINES });
    const events = await count(world, "events");
    const again = await bring(admin, "machines", { csv: MACHINES });
    expect(fates(again)).toEqual(["UNCHANGED", "UNCHANGED"]);
    expect(again.batchId).toBeNull();
    expect(await count(world, "events")).toBe(events);
    const changed = await bring(admin, "machines", { csv: MACHINES.replace("310,50", "320") });
    expect(changed.rows[0]).toMatchObject({
      fate: "UPDATE",
      changes: [{ field: "dayRate", from: "310.5", to: "320" }],
    });
    expect(changed.counts).toEqual({ create: 0, update: 1, unchanged: 1, refused: 0 });
    const [machine] = await db.withTenant(
      admin,
      async ({ tx }) =>
        (await tx.execute("select day_rate, oec, model from equipment where fleet_number = 'A-1'")).rows,
    );
    expect(machine).toEqual({ day_rate: "320.00", oec: "145000.00", model: "PC210" });
  });

  test("when the fleet changed since the dry run nothing is written", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const csv = "number,model\n" + world.machines.map((machine) => `${machine.humanId},330`).join("\n");
    const tried = await bring(admin, "machines", { csv, dryRun: true });
    expect(fates(tried)).toEqual(["UPDATE", "UPDATE"]);
    const { humanId } = world.machines[0]!;
    await db.withTenant(admin, (tenant) =>
      updateMachine(tenant, { operationId: Bun.randomUUIDv7(), humanId, model: "325" }),
    );
    expect(await codeOf(bring(admin, "machines", { csv, plan: tried.plan }))).toBe("import.changed");
    const second = await bring(admin, "machines", { csv, dryRun: true });
    expect(second.rows[0]!.changes).toEqual([{ field: "model", from: "325", to: "330" }]);
    expect(fates(await bring(admin, "machines", { csv, plan: second.plan }))).toEqual(["UPDATE", "UPDATE"]);
  });

  test("each bad row is refused with its reason and field, the good ones go in", async () => {
    const world = await mintWorld(db);
    const [admin, other] = [await world.member(world.dealerId, "DEALER_ADMIN"), await mintWorld(db)];
    await bring(admin, "machines", {
      csv: "fleet no,type,make,model,serial\nX-1,Dozer,Cat,D6,D1\nX-2,Dozer,Cat,D6,D2",
    });
    const csv = [
      "humanId,fleetNumber,type,make,model,serialNumber,modelYear,oec,yard,purchasedOn",
      ",G-1,Excavator,Cat,320,G1,2020,1000,,", // 2: good
      ",G-2,Spaceship,Cat,320,G2,,,,", // 3
      ",G-3,Excavator,,320,,,,,", // 4
      ",G-4,Excavator,=cmd|' /C calc'!A0,320,G4,,,,", // 5
      ",G-5,Excavator,Cat,320,G5,3020,-5,,31.02.2020", // 6
      ",G-6,Excavator,Cat,320,G6,,abc,Nowhere,", // 7
      ",G-1,Excavator,Cat,320,G7,,,,", // 8: same fleet number as row 2
      `${other.machines[0]!.humanId},,,,330,,,,,`, // 9: another dealer's
      ",X-1,,,,D2,,,,", // 10: fleet number of one, serial of another
      ",G-9,Excavator,Cat,320", // 11
      ',G-10,Excavator,"C"at,320,G10,,,,', // 12
      `,G-11,Excavator,${"y".repeat(1_000_000)},320,G11,,,,`, // 13
      ",Ünïcødé-机器,Excavator,日立,ZX,机1,,,,", // 14: good
    ].join("\n");
    const output = await bring(admin, "machines", { csv });
    expect(problems(output)).toEqual([
      [2],
      [3, "unknown_type:type"],
      [4, "missing:make", "missing:serialNumber"],
      [5, "formula:make"],
      [6, "not_a_date:purchasedOn", "out_of_range:modelYear", "out_of_range:oec"],
      [7, "not_a_number:oec", "unknown_yard:yard"],
      [8, "duplicate_row:fleetNumber"],
      [9, "unknown_machine:humanId"],
      [10, "serial_taken:serialNumber"],
      [11, "ragged:"],
      [12, "quotes:"],
      [13, "too_long:make"],
      [14],
    ]);
    expect(output.counts).toEqual({ create: 2, update: 0, unchanged: 0, refused: 11 });
    expect(output.rows[11]!.problems[0]!.value!.length).toBeLessThan(70);
  });

  test("ten thousand rows go in with a handful of statements", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      fleetNumber: `N-${i}`,
      type: "DOZER",
      make: "Cat",
      model: "D6",
      serialNumber: `S${i}`,
    }));
    expect((await bring(admin, "machines", { rows })).counts.create).toBe(10_000);
    expect(await count(world, "equipment")).toBe(10_002);
    expect(await codeOf(bring(admin, "machines", { csv: `a\n${"1\n".repeat(10_001)}` }))).toBe("import.too_many_rows");
  }, 60_000);

  test("columns that a person named are remembered for the next file", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const csv = "Ding,Sorte,make,model,serial,Anmerkung\nB-1,Bagger,Cat,320,B1,=egal";
    const columns = { Ding: "fleetNumber", Sorte: "type" };
    expect((await bring(admin, "machines", { csv, dryRun: true })).missing).toEqual(["type"]);
    expect(fates(await bring(admin, "machines", { csv, columns }))).toEqual(["CREATE"]);
    expect((await bring(admin, "machines", { csv, dryRun: true })).columns.slice(0, 2)).toMatchObject([
      { header: "Ding", field: "fleetNumber", sample: "B-1" },
      { header: "Sorte", field: "type" },
    ]);
  });
});

describe("sites", () => {
  const fence = '"{""type"":""Polygon"",""coordinates"":[[[8,50],[8.01,50],[8.01,50.01],[8,50.01],[8,50]]]}"';

  test("jobsites and yards come in by outline or by point and radius, and again as unchanged", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const csv = [
      "name,kind,customerId,time zone,geofence,lat,lon,radius",
      `Nordbaustelle,Baustelle,${world.customerId},Europe/Berlin,${fence},,,`,
      `Depot Süd,Depot,,Europe/Berlin,,48.5,11.5,150`,
      `Ohne Zone,,${world.customerId},,,48,11,100`,
      `Mond,,${world.customerId},Moon/Crater,,48,11,100`,
      `Kein Zaun,,${world.customerId},Europe/Berlin,,,,`,
      `Fremd,,Nobody Ltd,Europe/Berlin,,48,11,100`,
      `Kreuz,,${world.customerId},Europe/Berlin,"{""type"":""Polygon"",""coordinates"":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}",,,`,
    ].join("\n");
    const output = await bring(admin, "sites", { csv, columns: { customerId: "customer" } });
    expect(problems(output)).toEqual([
      [2],
      [3],
      [4, "missing:timeZone"],
      [5, "unknown_zone:timeZone"],
      [6, "fence_missing:geofence"],
      [7, "unknown_customer:customer"],
      [8, "bad_fence:geofence"],
    ]);
    expect(output.counts.create).toBe(2);
    const again = await bring(admin, "sites", { csv, columns: { customerId: "customer" } });
    expect(again.counts).toEqual({ create: 0, update: 0, unchanged: 2, refused: 5 });
    const moved = await bring(admin, "sites", {
      csv: csv.replace("11.5,150", "11.5,200").replace("8.01,50.01", "8.02,50.02"),
    });
    expect([fates(moved)[1], problems(moved)[0]]).toEqual(["UPDATE", [2, "kept_by_customer:geofence"]]);
    const supervisor = await world.member(world.customerId, "CUSTOMER_SUPERVISOR");
    const seen = await db.withTenant(
      supervisor,
      async ({ tx }) =>
        (await tx.execute<{ name: string }>("select name from sites where name in ('Nordbaustelle', 'Depot Süd')"))
          .rows,
    );
    expect(seen).toEqual([{ name: "Nordbaustelle" }]);
  });
});

describe("customers", () => {
  test("come in with what the dealer notes about them, and again as unchanged", async () => {
    const world = await mintWorld(db);
    const admin = await world.member(world.dealerId, "DEALER_ADMIN");
    const csv = [
      "Kundennummer;Firma;Ansprechpartner;Telefon;E-Mail;Kreditlimit",
      "K-1;Müller & Söhne Bau;Änne Groß;+49 30 1234;aenne@example.com;50.000,00",
      "K-2;Ohne Ansprechpartner;;+49 30 99;;",
      "K-3;Schmidt;;;kein-at;",
    ].join("\n");
    const output = await bring(admin, "customers", { csv });
    expect(problems(output)).toEqual([[2], [3, "missing:contactName"], [4, "invalid:contactEmail"]]);
    const [made] = await db.withTenant(
      admin,
      async ({ tx }) =>
        (
          await tx.execute(
            `select o.name, o.time_zone, r.account_number, r.credit_limit, r.contacts from dealer_customers r join organizations o on o.id = r.customer_id where r.account_number = 'K-1'`,
          )
        ).rows,
    );
    expect(made).toEqual({
      name: "Müller & Söhne Bau",
      time_zone: "Europe/Berlin",
      account_number: "K-1",
      credit_limit: "50000.00",
      contacts: [{ name: "Änne Groß", email: "aenne@example.com", phone: "+49 30 1234" }],
    });
    expect(fates(await bring(admin, "customers", { csv }))).toEqual(["UNCHANGED", "REFUSED", "REFUSED"]);
    const more = csv.replace("50.000,00", "60.000,00").replace("Änne Groß;+49 30 1234;aenne@example.com", "Bo;+49 1;");
    expect((await bring(admin, "customers", { csv: more })).rows[0]!.changes.map((change) => change.field)).toEqual([
      "creditLimit",
      "contacts",
    ]);
  });
});

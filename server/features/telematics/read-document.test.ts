import { describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { AppError } from "../../domain/errors.ts";
import { nextPage } from "../../domain/telematics/assemble.ts";
import { equipmentOf, isoXml } from "../../domain/telematics/write-iso.ts";
import { decodeDocument, readDocument } from "./read-document.ts";

const FIXTURE = new URL("../../../../shared/fixtures/aemp/takeuchi-snapshot.xml", import.meta.url).pathname;
const now = new Date("2026-03-01T12:00:00Z");
const read = (text: string) => readDocument(text, now);
const refusal = (text: string): string => {
  try {
    read(text);
    return "taken";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};
const header =
  "<EquipmentHeader><OEMName>Cat</OEMName><Model>320</Model><SerialNumber>S1</SerialNumber><PIN>P1</PIN></EquipmentHeader>";
const fleet = (inner: string, attributes = 'xmlns="http://standards.iso.org/iso/15143/-3"') =>
  `<Fleet ${attributes}>${inner}</Fleet>`;
const machine = (inner: string) => fleet(`<Equipment>${header}${inner}</Equipment>`);
const first = (text: string) => read(text).records[0]!;
const codes = (text: string) => first(text).problems.map(({ code, element }) => `${code}:${element ?? ""}`);

describe.skipIf(!existsSync(FIXTURE))("a real snapshot", () => {
  test("has 27 machines, 24 of them with readings, and no model called missing", () => {
    const document = read(readFileSync(FIXTURE, "utf8"));
    expect(document.format).toBe("XML");
    expect(document.notes).toEqual([]);
    expect(document.records).toHaveLength(27);
    expect(document.records.filter((record) => record.points.length > 0)).toHaveLength(24);
    expect(
      document.records.filter((record) => record.points.length === 0).map((record) => record.machine.equipmentId),
    ).toEqual(["UNIT 001", "UNIT 006", "UNIT 027"]);
    expect(document.records.flatMap((record) => record.problems)).toEqual([]);
    expect(document.records.filter((record) => record.machine.model === null)).toHaveLength(25);
    expect(JSON.stringify(document)).not.toContain("missing");
    expect(document.records[3]!.machine).toEqual({
      make: "Takeuchi",
      model: null,
      serial: null,
      pin: null,
      equipmentId: "UNIT 004",
    });
    expect(document.records[1]!.points).toEqual([
      { at: new Date("2021-05-20T10:37:57Z"), engineRunning: true },
      { at: new Date("2021-05-20T10:53:34Z"), fuelUsedL: 1560, fuelRemainingPercent: 62.4 },
      { at: new Date("2021-05-20T11:08:34Z"), lat: 49.60709, lon: 8.623496, altitudeM: 258.81, hourMeter: 233.7 },
    ]);
    const url = "https://telematics.example/aemp/Fleet/0";
    expect(document.links.map((link) => link.rel)).toEqual(["self", "prev", "next", "last"]);
    expect(nextPage(document.links, url, new Set())).toBeNull();
  });
});

describe("deviations of real feeds", () => {
  const hours = (inner: string) => first(machine(inner)).points;
  const expected = [{ at: new Date("2026-02-01T10:00:00Z"), hourMeter: 12.5 }];
  test("the time stamp as an attribute, as a child, and as dateTime", () => {
    const at = "2026-02-01T10:00:00Z";
    expect(hours(`<CumulativeOperatingHours datetime="${at}"><Hour>12.5</Hour></CumulativeOperatingHours>`)).toEqual(
      expected,
    );
    expect(
      hours(`<CumulativeOperatingHours><Hour>12.5</Hour><datetime>${at}</datetime></CumulativeOperatingHours>`),
    ).toEqual(expected);
    expect(hours(`<CumulativeOperatingHours dateTime="${at}"><Hour>12.5</Hour></CumulativeOperatingHours>`)).toEqual(
      expected,
    );
  });
  test("namespaces of the standard and of makers, prefixed or not; a foreign one is noted and read", () => {
    const inner = `<Equipment>${header}<CumulativeOperatingHours datetime="2026-02-01T10:00:00Z"><Hour>12.5</Hour></CumulativeOperatingHours></Equipment>`;
    for (const [namespace, notes] of [
      ["http://standards.iso.org/iso/15143/-3", []],
      ["http://www.jcmanet.or.jp/english2017/ISO/15143/-3/20190501", []],
      ["http://example.com/shopping-list", ["namespace"]],
    ] as const) {
      const plain = read(fleet(inner, `xmlns="${namespace}"`));
      expect([plain.records[0]!.points, plain.notes]).toEqual([expected, [...notes]]);
      const prefixed = `<n:Fleet xmlns:n="${namespace}">${inner.replaceAll(/<(\/?)/g, "<$1n:")}</n:Fleet>`;
      expect([read(prefixed).records[0]!.points, read(prefixed).notes]).toEqual([expected, [...notes]]);
    }
    expect(read(fleet(inner, "")).records[0]!.points).toEqual(expected);
  });
  test("litres and gallons, metres and miles", () => {
    const fuel = (unit: string) =>
      first(
        machine(
          `<FuelUsed datetime="2026-02-01T10:00:00Z"><FuelUnits>${unit}</FuelUnits><FuelConsumed>10</FuelConsumed></FuelUsed>`,
        ),
      ).points[0]!.fuelUsedL;
    expect(["litre", "litres", "liter"].map(fuel)).toEqual([10, 10, 10]);
    expect(fuel("gallon")).toBe(37.854);
    const odometer = `<Distance datetime="2026-02-01T10:00:00Z"><OdometerUnits>mile</OdometerUnits><Odometer>100</Odometer></Distance>`;
    expect(first(machine(odometer)).points[0]!.odometerKm).toBe(160.934);
  });
  test("empty elements, no PIN, a machine with a header only, an install date in year 0001", () => {
    const text = fleet(
      `<Equipment><EquipmentHeader><UnitInstallDateTime>0001-01-01T00:00:00Z</UnitInstallDateTime><OEMName>X</OEMName><SerialNumber>S</SerialNumber><PIN/></EquipmentHeader><Location/><CumulativeOperatingHours><Hour/></CumulativeOperatingHours></Equipment>`,
    );
    expect(first(text)).toMatchObject({ machine: { serial: "S", pin: null, model: null }, points: [], problems: [] });
  });
  test("AEMP 1.2's durations", () => {
    const text = `<Fleet version="1.2" snapshotTime="2026-02-01T10:00:00Z"><Equipment>${header}<CumulativeOperatingHours datetime="2026-02-01T10:00:00Z"><Hour>P13DT0H25M59.999S</Hour></CumulativeOperatingHours></Equipment></Fleet>`;
    expect(first(text).points[0]!.hourMeter).toBeCloseTo(312.4333, 4);
  });
  test("JSON in each of its shapes", () => {
    const one = {
      EquipmentHeader: { OEMName: "Cat", SerialNumber: "S1", PIN: "P1" },
      CumulativeOperatingHours: { Hour: 12.5, datetime: "2026-02-01T10:00:00Z" },
    };
    const links = [{ Rel: "Next", Href: "https://maker.example/Fleet/2" }];
    for (const shape of [
      { Fleet: { Equipment: [one], Links: links } },
      { Fleet: { Equipment: one, Links: links } },
      { Equipment: [one], Links: links },
      [one],
      one,
      {
        equipment: [
          {
            equipmentHeader: { oemName: "Cat", serialNumber: "S1", pin: "P1" },
            cumulativeOperatingHours: { hour: "12.5", dateTime: "2026-02-01T10:00:00Z" },
          },
        ],
      },
    ]) {
      const document = read(JSON.stringify(shape));
      expect(document.records).toHaveLength(1);
      expect(document.records[0]).toMatchObject({
        machine: { make: "Cat", serial: "S1", pin: "P1" },
        points: expected,
      });
    }
    expect(
      nextPage(
        read(JSON.stringify({ Fleet: { Equipment: [one], Links: links } })).links,
        "https://maker.example/Fleet/1",
        new Set(),
      ),
    ).toBe("https://maker.example/Fleet/2");
  });
  test("a next page that was read already, or leads to another server's page by a relative link", () => {
    const links = [{ rel: "next", href: "../Fleet/1" }];
    expect(nextPage(links, "https://maker.example/Fleet/0", new Set())).toBe("https://maker.example/Fleet/1");
    expect(nextPage(links, "https://maker.example/Fleet/0", new Set(["https://maker.example/Fleet/1"]))).toBeNull();
  });
  test("a series of one machine, by its header", () => {
    const series = `<CumulativeOperatingHoursMessages>${header}<CumulativeOperatingHours datetime="2026-02-01T10:00:00Z"><Hour>1</Hour></CumulativeOperatingHours><CumulativeOperatingHours datetime="2026-02-01T11:00:00Z"><Hour>2</Hour></CumulativeOperatingHours></CumulativeOperatingHoursMessages>`;
    expect(first(series).points.map((point) => point.hourMeter)).toEqual([1, 2]);
  });
  test("faults with SPN and FMI", () => {
    const text = machine(
      `<Faults><Fault datetime="2026-02-01T10:00:00Z"><CodeIdentifier>110-16</CodeIdentifier><CodeDescription>Coolant hot</CodeDescription><CodeSeverity>High</CodeSeverity></Fault></Faults>`,
    );
    expect(first(text).faults).toEqual([
      {
        at: new Date("2026-02-01T10:00:00Z"),
        code: "110-16",
        description: "Coolant hot",
        severity: "High",
        source: null,
        spn: 110,
        fmi: 16,
        active: true,
      },
    ]);
  });
  test("when a snapshot's list of faults was true: by its own time, the document's, or the latest it tells", () => {
    const fault = '<Fault datetime="2026-02-01T10:00:00Z"><CodeIdentifier>110-16</CodeIdentifier></Fault>';
    const hours = '<CumulativeOperatingHours datetime="2026-02-01T11:00:00Z"><Hour>1</Hour></CumulativeOperatingHours>';
    const taken = (inner: string) =>
      first(fleet(`<Equipment>${header}${inner}</Equipment>`, 'snapshotTime="2026-02-01T12:00:00Z"')).faultsAt;
    const own = `<Faults datetime="2026-02-01T11:30:00Z">${fault}</Faults>`;
    expect(taken(own)).toEqual(new Date("2026-02-01T11:30:00Z"));
    expect(taken('<Faults datetime="2026-02-01T11:30:00Z"/>')).toEqual(new Date("2026-02-01T11:30:00Z"));
    expect(taken(`<Faults>${fault}</Faults>`)).toEqual(new Date("2026-02-01T12:00:00Z"));
    expect(taken("<Faults/>")).toEqual(new Date("2026-02-01T12:00:00Z"));
    expect(first(machine(`<Faults>${fault}</Faults>${hours}`)).faultsAt).toEqual(new Date("2026-02-01T11:00:00Z"));
    // A list that is no list, one of which nobody knows when, and none.
    expect(first(`<FaultCodeMessages>${header}${fault}</FaultCodeMessages>`).faultsAt).toBeNull();
    expect(first(machine("<Faults/>")).faultsAt).toBeNull();
    expect(taken(hours)).toBeNull();
    expect(taken(fault)).toBeNull();
    const json = (Faults: object) => ({
      Fleet: { snapshotTime: "2026-02-01T12:00:00Z", Equipment: [{ EquipmentHeader: { SerialNumber: "S1" }, Faults }] },
    });
    for (const [faults, count] of [
      [[], 0],
      [[{ datetime: "2026-02-01T10:00:00Z", CodeIdentifier: "110-16" }], 1],
      [{ Fault: [{ datetime: "2026-02-01T10:00:00Z", CodeIdentifier: "110-16", Status: "Inactive" }] }, 1],
    ] as const) {
      const record = first(JSON.stringify(json(faults)));
      expect([record.faultsAt, record.faults.length]).toEqual([new Date("2026-02-01T12:00:00Z"), count]);
    }
  });
  test("encodings by mark and by declaration", () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><Fleet><Equipment><EquipmentHeader><OEMName>Mühl</OEMName><SerialNumber>1</SerialNumber></EquipmentHeader></Equipment></Fleet>';
    expect(read(decodeDocument(Buffer.from(text, "latin1"))).records[0]!.machine.make).toBe("Mühl");
    expect(() => decodeDocument(Uint8Array.of(0x3c, 0xff, 0xfe, 0xfd))).toThrow();
  });
});

describe("bad records are said one by one", () => {
  const element = (name: string, inner: string, at = "2026-02-01T10:00:00Z") =>
    machine(`<${name} datetime="${at}">${inner}</${name}>`);
  test("with a code and the element", () => {
    expect(codes(element("CumulativeOperatingHours", "<Hour>-5</Hour>"))).toEqual([
      "negative_value:CumulativeOperatingHours",
    ]);
    expect(codes(element("CumulativeOperatingHours", "<Hour>900000</Hour>"))).toEqual([
      "impossible_value:CumulativeOperatingHours",
    ]);
    expect(codes(element("CumulativeOperatingHours", "<Hour>many</Hour>"))).toEqual([
      "not_a_number:CumulativeOperatingHours",
    ]);
    expect(codes(element("CumulativeOperatingHours", "<Hour>5</Hour>", "0001-01-01T00:00:00Z"))).toEqual([
      "time_too_early:CumulativeOperatingHours",
    ]);
    expect(codes(element("CumulativeOperatingHours", "<Hour>5</Hour>", "2099-01-01T00:00:00Z"))).toEqual([
      "time_in_future:CumulativeOperatingHours",
    ]);
    expect(codes(machine("<CumulativeOperatingHours><Hour>5</Hour></CumulativeOperatingHours>"))).toEqual([
      "missing_time:CumulativeOperatingHours",
    ]);
    expect(codes(element("Location", "<Latitude>95</Latitude><Longitude>8</Longitude>"))).toEqual([
      "impossible_position:Location",
    ]);
    expect(codes(element("Location", "<Latitude>0</Latitude><Longitude>0</Longitude>"))).toEqual([
      "impossible_position:Location",
    ]);
    expect(codes(element("FuelRemaining", "<Percent>130</Percent>"))).toEqual(["impossible_value:FuelRemaining"]);
    expect(codes(element("FuelUsed", "<FuelUnits>barrel</FuelUnits><FuelConsumed>1</FuelConsumed>"))).toEqual([
      "unknown_unit:FuelUsed",
    ]);
    expect(
      codes(fleet("<Equipment><EquipmentHeader><OEMName>X</OEMName><PIN>missing</PIN></EquipmentHeader></Equipment>")),
    ).toEqual(["no_identity:EquipmentHeader"]);
  });
  test("and what is good beside them is kept", () => {
    const record = first(
      machine(
        `<CumulativeOperatingHours datetime="2026-02-01T10:00:00Z"><Hour>-5</Hour></CumulativeOperatingHours><FuelRemaining datetime="2026-02-01T10:00:00Z"><Percent>50</Percent></FuelRemaining>`,
      ),
    );
    expect(record.points).toEqual([{ at: new Date("2026-02-01T10:00:00Z"), fuelRemainingPercent: 50 }]);
    expect(record.problems).toHaveLength(1);
  });
});

describe("a document that is not well-formed is refused whole", () => {
  test("cut off, with crossed elements, with two roots, or no document at all", () => {
    const whole = machine(
      `<Location datetime="2026-02-01T10:00:00Z"><Latitude>1</Latitude><Longitude>2</Longitude></Location>`,
    );
    for (const text of [
      whole.slice(0, -20),
      whole.replace("</Latitude>", "</Longitude>"),
      whole + whole,
      `${whole}<`,
      "",
      "   ",
      "no",
      "<",
      '{"Fleet":',
      "null",
      "7",
      "{}",
      "<Fleet>&undefined;</Fleet>",
      "<Fleet a=1></Fleet>",
      "<Fleet>\u0001</Fleet>",
    ])
      expect([text.slice(0, 30), refusal(text)]).toEqual([text.slice(0, 30), "telematics.malformed_document"]);
  });
  test("entity bombs and external entities do not get as far as being read", () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "${`&${i === 0 ? "lol" : `l${i - 1}`};`.repeat(10)}">`).join("")}]><Fleet>&l8;</Fleet>`;
    const started = performance.now();
    expect(refusal(bomb)).toBe("telematics.malformed_document");
    expect(refusal('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Fleet>&e;</Fleet>')).toBe(
      "telematics.malformed_document",
    );
    expect(performance.now() - started).toBeLessThan(500);
  });
  test("nesting without end", () => {
    expect(refusal("<a>".repeat(100_000))).toBe("telematics.malformed_document");
    expect(refusal(`${"[".repeat(5_000)}${"]".repeat(5_000)}`)).not.toContain("RangeError");
  });
});

test("what is written is read back, whatever stands in its names", () => {
  const machine = {
    humanId: "EQX1",
    make: `A&B <"C's">\u0001\uFFFE😀`,
    model: "\uD800x",
    serialNumber: "]]>--&amp;",
    pin: null,
    hourMeter: 12.5,
    hourMeterAt: "2026-02-01T10:00:00.000Z",
    lat: null,
    lon: null,
    positionAt: null,
    latest: {},
  };
  const [record] = read(isoXml({ root: "Fleet", document: { Equipment: [equipmentOf(machine)] } })).records;
  expect(record!.machine).toMatchObject({ make: `A&B <"C's">😀`, model: "\uFFFDx", serial: "]]>--&amp;" });
  expect(record!.points).toEqual([{ at: new Date("2026-02-01T10:00:00Z"), hourMeter: 12.5 }]);
});

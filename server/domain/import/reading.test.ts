import { describe, expect, test } from "bun:test";
import { geofenceSchema, normaliseGeofence } from "../sites/geofence.ts";
import { distanceBetweenM } from "../sites/distance.ts";
import { detectDecimal, readDay, readDegrees, readFigure, readGeoJson, readList, readText } from "./cells.ts";
import { circleFence } from "./circle.ts";
import { decodeTable } from "./decode.ts";
import { detectDelimiter } from "./delimiter.ts";
import { detectColumns } from "./headers.ts";
import { MACHINE_COLUMNS } from "./machine-columns.ts";
import { problem } from "./row-codes.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const value = (read: { ok: boolean; value?: unknown; code?: string }) => (read.ok ? read.value : read.code);

describe("a file's text", () => {
  test("is told by its mark, as UTF-8 where it is well-formed, and as Windows-1252 otherwise", () => {
    const plain = decodeTable(bytes("Größe"));
    expect(plain).toEqual({ ok: true, text: "Größe", encoding: "UTF-8" });
    expect(decodeTable(bytes("\uFEFFGröße"))).toEqual(plain);
    expect(decodeTable(new Uint8Array([0x47, 0xf6, 0x80]))).toEqual({
      ok: true,
      text: "Gö€",
      encoding: "WINDOWS-1252",
    });
    expect(decodeTable(new Uint8Array([0xff, 0xfe, 0x47, 0, 0xf6, 0]))).toEqual({
      ok: true,
      text: "Gö",
      encoding: "UTF-16",
    });
    expect(decodeTable(new Uint8Array([0xfe, 0xff, 0, 0x47, 0, 0xf6]))).toEqual({
      ok: true,
      text: "Gö",
      encoding: "UTF-16",
    });
  });

  test("a workbook, a picture and half a UTF-16 file are no text", () => {
    for (const file of [
      [0x50, 0x4b, 3, 4, 20, 0],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a],
      [0x61, 0],
      [0xff, 0xfe, 0x47],
    ])
      expect(decodeTable(new Uint8Array(file))).toEqual({ ok: false, code: "import.not_text" });
  });
});

test("the sign between cells is the one that cuts lines alike, whatever stands in quotes", () => {
  expect(detectDelimiter("a,b,c\n1,2,3")).toBe(",");
  expect(detectDelimiter("a;b\n1,5;2,5\n1,5;2,5")).toBe(";");
  expect(detectDelimiter('"a,b,c,d";x\n"1,2,3,4";2')).toBe(";");
  expect(detectDelimiter("a\tb, c\td\n1\t2, 3\t4")).toBe("\t");
  expect(detectDelimiter("only one column")).toBe(",");
});

describe("cells", () => {
  test("figures are read as they are written on either side of the Channel", () => {
    const figures = ["1234.5", "1234,5", "1.234,5", "1,234.5", "1 234,5", "1.234.567", "12,5 €", "-5", "1’234.50"];
    for (const mark of [".", ","] as const)
      expect(figures.map((cell) => value(readFigure(cell, mark)))).toEqual([
        1234.5, 1234.5, 1234.5, 1234.5, 1234.5, 1_234_567, 12.5, -5, 1234.5,
      ]);
    // Either a thousand and some, or one and a fraction: what the file's other figures say decides.
    expect([value(readFigure("1.234", ".")), value(readFigure("1.234", ","))]).toEqual([1.234, 1234]);
    expect([value(readFigure("1,234", ".")), value(readFigure("1,234", ","))]).toEqual([1234, 1.234]);
    for (const cell of ["", "abc", "1,2,3", "1.23.4", "1e5", "0x10", "١٢", "--1", "1,23,456.7"])
      expect(value(readFigure(cell, "."))).toBe("not_a_number");
  });

  test("the decimal mark of a file is the one its clear figures have", () => {
    expect(detectDecimal(["1.234", "12,5", "x"], ",")).toBe(",");
    expect(detectDecimal(["1,234", "12.5"], ";")).toBe(".");
    expect([detectDecimal(["1.234"], ";"), detectDecimal([], ",")]).toEqual([",", "."]);
  });

  test("days that could be two are refused", () => {
    expect(
      ["2026-03-01", "2026/3/1", "01.03.2026", "1.3.2026", "2026-03-01 00:00:00"].map((cell) => value(readDay(cell))),
    ).toEqual(Array.from({ length: 5 }, () => "2026-03-01"));
    for (const cell of ["3/4/2026", "31.02.2026", "2026-13-01", "2026-03-01T12:00", "today"])
      expect(value(readDay(cell))).toBe("not_a_date");
  });

  test("what a spreadsheet would run, and what can not be stored, is no text", () => {
    for (const cell of ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+(2)"])
      expect(value(readText(cell))).toBe("formula");
    for (const cell of ["a\0b", "\uD800", "a\u0007"]) expect(value(readText(cell))).toBe("unstorable");
    expect(value(readText("x".repeat(2_001)))).toBe("too_long");
    expect(["+Bau GmbH", " Ünïcødé-机器 🚜 ", "-12"].map((cell) => value(readText(cell)))).toEqual([
      "+Bau GmbH",
      "Ünïcødé-机器 🚜",
      "-12",
    ]);
  });

  test("degrees are never thousands, lists know their signs, fences their wrappings", () => {
    expect(["11.512", "11,512", "-0.5"].map((cell) => value(readDegrees(cell)))).toEqual([11.512, 11.512, -0.5]);
    expect(value(readDegrees("1.234,5"))).toBe("not_a_number");
    expect(value(readList("Löffel 60, 80 cm; Hammer;; Hammer"))).toEqual(["Löffel 60, 80 cm", "Hammer"]);
    expect(value(readList("Löffel, Hammer"))).toEqual(["Löffel", "Hammer"]);
    const geometry = { type: "Polygon", coordinates: [] };
    for (const wrapped of [
      geometry,
      { type: "Feature", geometry },
      { type: "FeatureCollection", features: [{ geometry }] },
    ])
      expect(value(readGeoJson(JSON.stringify(wrapped)))).toEqual(geometry);
    expect(value(readGeoJson("{"))).toBe("bad_fence");
  });
});

test("columns are known by their words in both languages, by what was said before, and each field once", () => {
  const saved = new Map<string, string | null>([
    ["ding", "fleetNumber"],
    ["modell", null],
  ]);
  const headers = [
    "Ding",
    "Serien-Nr.",
    "HERSTELLER",
    "Modell",
    "Day rate (EUR)",
    "Baujahr",
    "model year",
    "__proto__",
    "Sonstiges",
  ];
  expect(detectColumns(headers, MACHINE_COLUMNS, saved).map((column) => column.field)).toEqual([
    "fleetNumber",
    "serialNumber",
    "make",
    null,
    "dayRate",
    "modelYear",
    null,
    null,
    null,
  ]);
});

test("a circle is a fence whose corners lie at its radius, also over the date line, and none around a pole", () => {
  for (const at of [
    { lat: 48, lon: 11 },
    { lat: 0, lon: 179.999 },
    { lat: -60, lon: -180 },
    { lat: 85, lon: 0 },
  ]) {
    const fence = circleFence(at, 500)!;
    expect(geofenceSchema.safeParse(fence).success).toBe(true);
    expect(normaliseGeofence(fence)).toEqual(fence);
    for (const [lon, lat] of fence.coordinates[0]!)
      expect(Math.abs(distanceBetweenM(at, { lat, lon }) - 500)).toBeLessThan(5);
  }
  expect(circleFence({ lat: 89.999, lon: 0 }, 500)).toBeNull();
});

test("a problem shows the start of what stood there, on one line", () => {
  expect(problem("too_long", "make", `a\nb${"y".repeat(1_000_000)}`).value).toBe(`a b${"y".repeat(57)}…`);
});

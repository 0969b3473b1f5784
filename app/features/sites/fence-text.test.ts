import { expect, test } from "bun:test";
import { geofenceSchema } from "../../../server/domain/sites/geofence.ts";
import { readFenceText, toPolygon, writeFenceText } from "./fence-text.ts";

const corners: [number, number][] = [
  [7.03, 51.04],
  [7.04, 51.04],
  [7.04, 51.05],
];

test("typed corners are read as latitude, longitude, and written the same way", () => {
  const read = readFenceText("51.04, 7.03\n51.04 7.04\n\n51,05; 7,04\n");
  expect(read).toEqual({ ok: true, shape: { outline: corners, holes: [] } });
  expect(writeFenceText(corners)).toBe("51.04, 7.03\n51.04, 7.04\n51.05, 7.04");
  expect(readFenceText(writeFenceText(corners))).toEqual({ ok: true, shape: { outline: corners, holes: [] } });
});

test("a first corner repeated at the end closes the fence and adds none", () => {
  const closed = writeFenceText([...corners, corners[0]!]);
  expect(readFenceText(closed)).toEqual({ ok: true, shape: { outline: corners, holes: [] } });
});

test("the line that cannot be read is named", () => {
  expect(readFenceText("51.04, 7.03\nnorth gate")).toEqual({ ok: false, problem: "line", line: 2 });
  expect(readFenceText("91, 7")).toEqual({ ok: false, problem: "line", line: 1 });
  expect(readFenceText("51.04, 7.03, 12")).toEqual({ ok: false, problem: "line", line: 1 });
});

test("a polygon is found in any wrapping, holes included, and passes the server's rule", () => {
  const hole: [number, number][] = [
    [7.0361, 51.0421],
    [7.038, 51.0421],
    [7.038, 51.0435],
    [7.0361, 51.0421],
  ];
  const polygon = toPolygon({ outline: corners, holes: [hole] });
  expect(geofenceSchema.safeParse(polygon).success).toBe(true);
  const feature = { type: "Feature", properties: {}, geometry: polygon };
  for (const wrapped of [polygon, feature, { type: "FeatureCollection", features: [feature] }]) {
    expect(readFenceText(JSON.stringify(wrapped))).toEqual({ ok: true, shape: { outline: corners, holes: [hole] } });
  }
});

test("what is no single polygon is refused", () => {
  const polygon = toPolygon({ outline: corners, holes: [] });
  const two = { type: "GeometryCollection", geometries: [polygon, polygon] };
  expect(readFenceText(JSON.stringify(two))).toEqual({ ok: false, problem: "several" });
  for (const text of ["{", '{"type":"Point","coordinates":[1,2]}', '{"type":"Polygon","coordinates":[[[1,2],[3]]]}']) {
    expect(readFenceText(text)).toEqual({ ok: false, problem: "geojson" });
  }
});

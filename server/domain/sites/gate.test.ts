import { describe, expect, test } from "bun:test";
import { distanceBetweenM, distanceToFenceM } from "./distance.ts";
import { guessSite, judgeGate, type FencedSite, type GatePlace } from "./gate.ts";
import type { Geofence } from "./geofence.ts";
import { positionSchema } from "./position.ts";

const square = (lon: number, lat: number, half: number): Geofence => ({
  type: "Polygon",
  coordinates: [
    [
      [lon - half, lat - half],
      [lon + half, lat - half],
      [lon + half, lat + half],
      [lon - half, lat + half],
      [lon - half, lat - half],
    ],
  ],
});
const site = (
  siteId: string,
  geofence: Geofence,
  place: GatePlace = "DESTINATION",
): FencedSite & { place: GatePlace } => ({
  siteId,
  name: `Site ${siteId}`,
  kind: place === "YARD" ? "YARD" : "JOBSITE",
  geofence,
  place,
});
const policy = { positionRequired: true, maxAccuracyCreditM: 50, gateRequired: true };
const job = site("job", square(8.5, 47.4, 0.001));
const yard = site("yard", square(8.6, 47.4, 0.001), "YARD");
/** About 30 m east of the job's fence. */
const beside = { lat: 47.4, lon: 8.501 + 30 / 75_500 };

describe("distances", () => {
  test("match geodesics on WGS 84 (GeographicLib)", () => {
    // One arc minute of latitude at 45° and of longitude at 60°, from the ellipsoid's closed formulas.
    expect(distanceBetweenM({ lat: 45 - 1 / 120, lon: 0 }, { lat: 45 + 1 / 120, lon: 0 })).toBeCloseTo(1852.2, 1);
    expect(distanceBetweenM({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_319.491, 2);
    // JFK to LHR: 5,554.9 km on the ellipsoid.
    const far = distanceBetweenM({ lat: 40.6, lon: -73.8 }, { lat: 51.6, lon: -0.5 });
    expect(Math.abs(far - 5_551_759.4) / 5_551_759.4).toBeLessThan(0.006);
  });

  test("are zero inside and on the boundary, and cross the antimeridian", () => {
    expect(distanceToFenceM(job.geofence, { lat: 47.4, lon: 8.5 })).toBe(0);
    expect(distanceToFenceM(square(0, 0, 1), { lat: 1, lon: 0.5 })).toBe(0);
    expect(distanceToFenceM(job.geofence, beside)).toBeCloseTo(30, 0);
    const fiji: Geofence = {
      type: "Polygon",
      coordinates: [
        [
          [179, -1],
          [180, -1],
          [180, 1],
          [179, 1],
          [179, -1],
        ],
      ],
    };
    expect(distanceToFenceM(fiji, { lat: 0, lon: -179.999 })).toBeCloseTo(111.319, 2);
  });

  test("count from the nearest edge, of a hole too", () => {
    const ring: Geofence = {
      type: "Polygon",
      coordinates: [...square(0, 0, 0.1).coordinates, [...square(0, 0, 0.05).coordinates[0]!].reverse()],
    };
    expect(distanceToFenceM(ring, { lat: 0, lon: 0.049 })).toBeCloseTo(111.32, 1);
  });
});

describe("judgeGate", () => {
  test("lets pass inside the destination or the yard", () => {
    expect(judgeGate({ position: { lat: 47.4, lon: 8.5 }, fences: [yard, job], policy })).toEqual({
      ok: true,
      siteId: "job",
      place: "DESTINATION",
      distanceM: 0,
      creditM: 0,
    });
    expect(judgeGate({ position: { lat: 47.4, lon: 8.6 }, fences: [job, yard], policy })).toMatchObject({
      ok: true,
      siteId: "yard",
      place: "YARD",
    });
  });

  test("counts the accuracy radius in the phone's favour, up to the policy's limit", () => {
    const at = (accuracyM: number, maxAccuracyCreditM = 50) =>
      judgeGate({ position: { ...beside, accuracyM }, fences: [job], policy: { ...policy, maxAccuracyCreditM } });
    expect(at(20)).toMatchObject({ ok: false, code: "site.outside_geofence", accuracyM: 20 });
    expect(at(40)).toMatchObject({ ok: true, siteId: "job", creditM: 40 });
    expect(at(5000)).toMatchObject({ ok: true, creditM: 50 });
    expect(at(5000, 10)).toMatchObject({ ok: false, code: "site.outside_geofence", accuracyM: 5000 });
  });

  test("names the nearest fence when it refuses", () => {
    const verdict = judgeGate({ position: { lat: 47.4, lon: 8.59 }, fences: [job, yard], policy });
    expect(verdict).toMatchObject({ ok: false, nearest: { siteId: "yard", name: "Site yard" } });
    expect(judgeGate({ position: beside, fences: [], policy })).toEqual({ ok: false, code: "site.outside_geofence" });
  });

  test("prefers a fence that contains the position, then the destination", () => {
    const around = site("park", square(8.5, 47.4, 0.01), "YARD");
    const position = { ...beside, accuracyM: 45 };
    expect(judgeGate({ position, fences: [job, around], policy })).toMatchObject({ siteId: "park", distanceM: 0 });
    const yardAsNear = site("yard2", square(8.502 + 30 / 75_500, 47.4, 0.001 - 10 / 75_500), "YARD");
    expect(judgeGate({ position, fences: [yardAsNear, job], policy })).toMatchObject({ siteId: "job" });
  });

  test("without a position refuses only where the policy requires one", () => {
    expect(judgeGate({ fences: [job], policy })).toEqual({ ok: false, code: "site.position_required" });
    expect(judgeGate({ position: null, fences: [job], policy: { ...policy, positionRequired: false } })).toEqual({
      ok: true,
      siteId: null,
      place: null,
      distanceM: null,
      creditM: 0,
    });
  });

  test("reports and does not refuse where the gate is not required", () => {
    const verdict = judgeGate({ position: beside, fences: [job], policy: { ...policy, gateRequired: false } });
    expect(verdict).toMatchObject({ ok: true, siteId: null, place: null });
    expect(verdict.ok && verdict.distanceM).toBeCloseTo(30, 0);
  });
});

describe("guessSite", () => {
  test("takes the smallest fence around the person, else the nearest within the credit, else none", () => {
    const park = site("park", square(8.5, 47.4, 0.02));
    expect(guessSite({ lat: 47.4, lon: 8.5 }, [park, job], 50)?.site.siteId).toBe("job");
    expect(guessSite(beside, [park, job], 50)?.site.siteId).toBe("park");
    expect(guessSite({ ...beside, accuracyM: 40 }, [job, yard], 50)).toMatchObject({
      site: { siteId: "job" },
      creditM: 40,
    });
    expect(guessSite(beside, [job, yard], 50)).toBeNull();
  });
});

test("positionSchema wants degrees, a finite radius and UTC", () => {
  expect(positionSchema.safeParse({ lat: 1, lon: 2, accuracyM: 3, at: "2026-03-01T10:00:00Z" }).success).toBe(true);
  expect(positionSchema.safeParse({ lat: 1, lon: 2 }).success).toBe(true);
  for (const bad of [
    { lat: 91, lon: 0 },
    { lat: 0, lon: 181 },
    { lat: 0, lon: 0, accuracyM: -1 },
    { lat: 0, lon: 0, at: "2026-03-01T10:00:00+01:00" },
    { lat: Number.NaN, lon: 0 },
  ])
    expect(positionSchema.safeParse(bad).success).toBe(false);
});

/** The rule that the browser applies to a fence and the one that PostGIS applies to it are the same rule. */
import { beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { Claims } from "../server/domain/iam/claims.ts";
import { mulberry32 } from "../server/domain/prng.ts";
import { distanceToFenceM } from "../server/domain/sites/distance.ts";
import { FENCE_SHAPES, randomFence, randomPoints, type FenceShape } from "../server/domain/sites/geofence.fixtures.ts";
import { centroidOf, containsPoint, type Geofence, type LatLon } from "../server/domain/sites/geofence.ts";
import { unwrapRings } from "../server/domain/sites/unwrap-rings.ts";
import { siteDealers, sites } from "./schema/sites.ts";
import type { Database } from "./tenancy.ts";
import { testDatabase } from "./testing.ts";
import { hqActor, mintWorld, squareAround, type World } from "./testing-world.ts";

const FENCES = 10_000;
const POINTS_EACH = 3;
const BATCH = 1_000;

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** What PostGIS says of each fence, unwrapped onto the plane, and of its points at lon and lon ± 360. */
async function askPostgis(
  cases: { fence: Geofence; points: LatLon[] }[],
): Promise<{ valid: boolean; covers: boolean[] }[]> {
  const asked = cases.map(({ fence, points }) => ({
    fence: { type: "Polygon", coordinates: unwrapRings(fence) },
    points,
  }));
  const { rows } = await db.withTenant(hqActor, ({ tx }) =>
    tx.execute<{ valid: boolean; covers: boolean[] }>(sql`
      select st_isvalid(plane) as valid, array(
        select st_covers(plane, st_setsrid(st_makepoint(lon, lat), 4326)) or st_covers(plane, st_setsrid(st_makepoint(lon + 360, lat), 4326))
          or st_covers(plane, st_setsrid(st_makepoint(lon - 360, lat), 4326))
        from rows from (jsonb_to_recordset(points) as (lon float8, lat float8)) with ordinality as point (lon, lat, nth) order by nth) as covers
      from (select n, st_geomfromgeojson(each -> 'fence') as plane, each -> 'points' as points
        from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) with ordinality as given (each, n)) parsed
      order by n`),
  );
  return rows;
}

describe("a fence in the browser and in PostGIS", () => {
  test(`contains the same points: ${FENCES} random fences, ${POINTS_EACH} points each, on edges and corners too`, async () => {
    const rng = mulberry32(20_240_611);
    const tally = Object.fromEntries(FENCE_SHAPES.map((shape) => [shape, { inside: 0, outside: 0 }])) as Record<
      FenceShape,
      { inside: number; outside: number }
    >;
    const disagreements: object[] = [];
    for (let made = 0; made < FENCES; made += BATCH) {
      const cases = Array.from({ length: BATCH }, () => {
        const { shape, fence } = randomFence(rng);
        return { shape, fence, points: randomPoints(rng, fence, POINTS_EACH) };
      });
      const answers = await askPostgis(cases);
      expect(answers).toHaveLength(BATCH);
      for (const [n, { shape, fence, points }] of cases.entries()) {
        const { valid, covers } = answers[n]!;
        if (!valid) disagreements.push({ shape, fence, invalid: true });
        for (const [k, point] of points.entries()) {
          const inside = containsPoint(fence, point);
          tally[shape][inside ? "inside" : "outside"] += 1;
          if (inside !== covers[k]) disagreements.push({ shape, fence, point, inside, postgis: covers[k] });
        }
      }
    }
    expect(disagreements).toEqual([]);
    for (const shape of FENCE_SHAPES)
      expect([shape, Math.min(tally[shape].inside, tally[shape].outside) > 500]).toEqual([shape, true]);
  }, 60_000);
});

describe("stored fences", () => {
  /** Keeps the fences as jobsites of the world's customer, served by its dealer. */
  async function store(world: World, fences: Geofence[]): Promise<string[]> {
    const rows = fences.map((geofence, at) => {
      const { customerId } = world;
      return {
        id: Bun.randomUUIDv7(),
        orgOwnerId: customerId,
        customerId,
        name: `Fence ${at}`,
        kind: "JOBSITE" as const,
        timeZone: "UTC",
        geofence,
      };
    });
    await db.withTenant(hqActor, async ({ tx }) => {
      await tx.insert(sites).values(rows);
      await tx.insert(siteDealers).values(
        rows.map(({ id, customerId }) => ({
          siteId: id,
          orgOwnerId: world.dealerId,
          dealerId: world.dealerId,
          customerId,
        })),
      );
    });
    return rows.map(({ id }) => id);
  }

  /** For each point the ids of the actor's sites whose fence is within the radius. */
  async function near(actor: Claims, points: LatLon[], radiusM: number): Promise<string[][]> {
    const { rows } = await db.withTenant(actor, ({ tx }) =>
      tx.execute<{ ids: string[] }>(sql`
        select array(select id from app.sites_near(lon, lat, ${radiusM}::float8)) as ids
        from rows from (jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as (lon float8, lat float8)) with ordinality as point (lon, lat, nth) order by nth`),
    );
    return rows.map(({ ids }) => ids);
  }

  test("are found from every point inside them and from none far from them, whatever their shape", async () => {
    const rng = mulberry32(7);
    const world = await mintWorld(db, { machines: 0 });
    const dispatch = await world.member(world.dealerId, "DEALER_DISPATCH");
    // Fences of a country's size are left out: along their edges the plane and the globe are kilometres apart.
    const shapes = (["convex", "star", "holed", "antimeridian", "tiny"] as const).flatMap((shape) =>
      Array.from({ length: 25 }, () => randomFence(rng, shape).fence),
    );
    const ids = await store(world, shapes);
    const points = shapes.map((fence) => randomPoints(rng, fence, 1)[0]!);
    const found = await near(dispatch, points, 200);
    let [inside, beside] = [0, 0];
    const wrong = points.flatMap((point, at) =>
      shapes.filter((fence, other) => {
        const isInside = containsPoint(fence, point);
        const isFar = distanceToFenceM(fence, point) > 400;
        if (isInside) inside += 1;
        else if (other === at && isFar) beside += 1;
        const isFound = found[at]!.includes(ids[other]!);
        return (isInside && !isFound) || (isFar && isFound);
      }),
    );
    expect(wrong).toEqual([]);
    expect([inside > 40, beside > 10]).toEqual([true, true]);
  });

  test("a fence across the antimeridian is found from both sides of it, by those who see the site alone", async () => {
    const [world, other] = [await mintWorld(db, { machines: 0 }), await mintWorld(db, { machines: 0 })];
    const [dispatch, stranger] = [
      await world.member(world.dealerId, "DEALER_DISPATCH"),
      await other.member(other.dealerId, "DEALER_DISPATCH"),
    ];
    const square = squareAround({ lat: -16.8, lon: 180 });
    const fence: Geofence = {
      type: "Polygon",
      coordinates: square.coordinates.map((ring) =>
        ring.map(([lon, lat]): [number, number] => [lon > 180 ? lon - 360 : lon, lat]),
      ),
    };
    const [siteId] = (await store(world, [fence])) as [string];
    const points = [
      centroidOf(fence),
      { lat: -16.8, lon: 179.998 },
      { lat: -16.8, lon: -179.998 },
      { lat: -16.8, lon: 0 },
    ];
    expect(points.map((point) => containsPoint(fence, point))).toEqual([true, true, true, false]);
    expect(await near(dispatch, points, 1)).toEqual([[siteId], [siteId], [siteId], []]);
    expect(await near(stranger, points, 1)).toEqual([[], [], [], []]);
  });

  test("the generated geography is the fence: area within a percent of the square's own", async () => {
    const world = await mintWorld(db, { machines: 0 });
    const [id] = (await store(world, [squareAround({ lat: 0, lon: 20 })])) as [string];
    const { rows } = await db.withTenant(hqActor, ({ tx }) =>
      tx.execute<{ area: number }>(sql`select st_area(fence::geography) as area from sites where id = ${id}::uuid`),
    );
    // 0.006° by 0.004° at the equator, 111,320 m and 110,574 m to the degree (WGS 84).
    expect(rows[0]!.area / (0.006 * 111_320 * 0.004 * 110_574)).toBeCloseTo(1, 2);
  });
});

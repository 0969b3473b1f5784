import { expect, test } from "bun:test";
import { chooseSite } from "./choose-site.ts";

const site = (siteId: string, lon: number) => ({
  siteId,
  name: siteId,
  kind: "JOBSITE" as const,
  timeZone: "UTC",
  customerName: null,
  geofence: {
    type: "Polygon" as const,
    coordinates: [
      [
        [lon, 50],
        [lon + 0.01, 50],
        [lon + 0.01, 50.01],
        [lon, 50.01],
        [lon, 50],
      ] as [number, number][],
    ],
  },
});
const sites = [site("north", 10), site("south", 20)];
const nowhere = { chosenId: null, position: null, lastId: null, maxAccuracyCreditM: 50 };
const at = (lon: number) => ({ lat: 50.005, lon, accuracyM: 10 });

test("what the person chose wins over where they stand", () => {
  expect(chooseSite(sites, { ...nowhere, chosenId: "south", position: at(10.005) })).toMatchObject({
    source: "chosen",
    site: { siteId: "south" },
  });
});
test("standing on a site chooses it, before the last one", () => {
  expect(chooseSite(sites, { ...nowhere, position: at(20.005), lastId: "north" })).toMatchObject({
    source: "position",
    site: { siteId: "south" },
  });
});
test("in the yard the last site of the visit is taken, as long as this machine may go there", () => {
  expect(chooseSite(sites, { ...nowhere, position: at(0), lastId: "north" })).toMatchObject({
    source: "last",
    site: { siteId: "north" },
  });
  expect(chooseSite(sites, { ...nowhere, lastId: "elsewhere" })).toEqual({ site: null, source: "none" });
});
test("an only site needs no choice, several do", () => {
  expect(chooseSite([sites[0]!], nowhere)).toMatchObject({ source: "only", site: { siteId: "north" } });
  expect(chooseSite(sites, nowhere)).toEqual({ site: null, source: "none" });
  expect(chooseSite([], nowhere)).toEqual({ site: null, source: "none" });
});

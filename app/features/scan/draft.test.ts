import { describe, expect, test } from "bun:test";
import { withMediaIds } from "../../lib/outbox/entry.ts";
import { type Draft, entryOf, problemsOf } from "./draft.ts";

const square: [number, number][] = [
  [10, 50],
  [10.01, 50],
  [10.01, 50.01],
  [10, 50],
];
const site = {
  siteId: "0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6071",
  name: "Harbour",
  kind: "JOBSITE" as const,
  timeZone: "Europe/Berlin",
  customerName: null,
  geofence: { type: "Polygon" as const, coordinates: [square] },
};
const draft = (over: Partial<Draft> = {}): Draft => ({
  key: "me:org:EQX1004:SEND_OUT",
  owner: "me:org",
  action: "SEND_OUT",
  known: true,
  machine: {
    humanId: "EQX1004",
    make: "Caterpillar",
    model: "320",
    status: "AVAILABLE",
    hourMeter: 1204.5,
    standsAt: null,
    rental: null,
    canSendOut: true,
    canTakeBack: false,
    blockedBy: null,
    destinations: [site],
    gate: { gateRequired: true, positionRequired: false, maxAccuracyCreditM: 50 },
  },
  label: "token",
  operationId: "0190a5b2-7c3d-4e4f-8a1b-2c3d4e5f6072",
  fields: { siteId: site.siteId, due: { preset: "week" }, meter: "1204.5", fuel: "", notes: "", overrideReason: "" },
  photos: [],
  savedAt: 0,
  ...over,
});
const circumstances = {
  now: new Date("2026-11-22T10:00:00Z"),
  position: null,
  timeZone: "Europe/Berlin",
  litresPerUnit: 1,
  overriding: false,
};

describe("what has to be corrected", () => {
  const problems = (
    fields: Partial<Draft["fields"]>,
    over: Partial<typeof circumstances> = {},
    more: Partial<Draft> = {},
  ) => problemsOf(draft({ fields: { ...draft().fields, ...fields }, ...more }), { ...circumstances, ...over });
  test("a scan that prefills everything leaves nothing to correct", () => {
    expect(problems({})).toEqual([]);
  });
  test("each missing or wrong entry is named", () => {
    expect(problems({ siteId: null })).toEqual(["site"]);
    expect(problems({ meter: "12x" })).toEqual(["meter"]);
    expect(problems({ meter: "1204,4" })).toEqual(["meterLow"]);
    expect(problems({ due: { own: "2026-11-01T10:00" } })).toEqual(["due"]);
    expect(problems({ overrideReason: " x " }, { overriding: true })).toEqual(["reason"]);
  });
  test("fuel is asked only at the return, and only when something is typed", () => {
    expect(problems({ fuel: "full" })).toEqual([]);
    expect(problems({ fuel: "full", siteId: null }, {}, { action: "TAKE_BACK" })).toEqual(["fuel"]);
    expect(problems({ fuel: "", siteId: null }, {}, { action: "TAKE_BACK" })).toEqual([]);
  });
});

describe("what goes into the outbox", () => {
  test("a machine that goes out keeps its order with everything else of that machine", () => {
    expect(entryOf(draft(), circumstances)).toEqual({
      id: draft().operationId,
      procedure: "rentals.checkOut",
      lane: "machine:EQX1004",
      label: "EQX1004",
      occurredAt: "2026-11-22T10:00:00.000Z",
      input: {
        humanId: "EQX1004",
        siteId: site.siteId,
        engineStart: 1204.5,
        dueAt: "2026-11-29T16:00:00.000Z",
        label: "token",
        photos: [],
        position: null,
        notes: null,
      },
    });
  });
  test("photographs are named by their place until they lie on the server", () => {
    const photo = { id: "a", blob: new Blob(["a"]), sha256: "a" };
    const { input } = entryOf(draft({ photos: [photo] }), circumstances);
    expect(() => withMediaIds(input, [{ id: "a", mediaId: null }])).toThrow(RangeError);
    expect(withMediaIds(input, [{ id: "a", mediaId: "media-a" }])).toMatchObject({ photos: ["media-a"] });
  });
  test("gallons reach the server as litres", () => {
    const back = draft({ action: "TAKE_BACK", fields: { ...draft().fields, fuel: "10" } });
    const { procedure, input } = entryOf(back, { ...circumstances, litresPerUnit: 3.785411784 });
    expect([procedure, input["fuelL"], input["engineEnd"]]).toEqual(["rentals.checkIn", 37.9, 1204.5]);
  });
  test("only who passes the fence on purpose says so", () => {
    const reasoned = draft({ fields: { ...draft().fields, overrideReason: " At the port " } });
    expect(entryOf(reasoned, circumstances).input["override"]).toBeUndefined();
    expect(entryOf(reasoned, { ...circumstances, overriding: true }).input["override"]).toEqual({
      reason: "At the port",
    });
  });
});

import { describe, expect, test } from "bun:test";
import { judgeGate } from "../../../server/domain/sites/gate.ts";
import { gateText } from "./gate-text.ts";

const ring: [number, number][] = [
  [10, 50],
  [10.01, 50],
  [10.01, 50.01],
  [10, 50.01],
  [10, 50],
];
const harbour = {
  siteId: "h",
  name: "Harbour",
  kind: "JOBSITE" as const,
  geofence: { type: "Polygon" as const, coordinates: [ring] },
};
const fences = [{ ...harbour, place: "DESTINATION" as const }];
const names = new Map([["h", "Harbour"]]);
const policy = { gateRequired: true, positionRequired: false, maxAccuracyCreditM: 50 };
const textAt = (lat: number, lon: number, accuracyM: number, over: Partial<typeof policy> = {}) =>
  gateText(judgeGate({ position: { lat, lon, accuracyM }, fences, policy: { ...policy, ...over } }), "known", names);

describe("the gate in words", () => {
  test("inside the fence nothing stops the hand-over", () => {
    expect(textAt(50.005, 10.005, 8)).toEqual({ word: "inside", blocked: false, site: "Harbour", distanceM: 0 });
  });
  test("beside the fence the device's own accuracy helps, and the distance is told", () => {
    const text = textAt(50.0102, 10.005, 40);
    expect([text.word, text.blocked, Math.round(text.distanceM)]).toEqual(["withinAccuracy", false, 22]);
  });
  test("outside it is blocked with place and distance", () => {
    const text = textAt(50.05, 10.005, 8);
    expect([text.word, text.blocked, text.site, Math.round(text.distanceM / 100)]).toEqual([
      "outside",
      true,
      "Harbour",
      44,
    ]);
  });
  test("outside of a gate that is not required it goes on", () => {
    const text = textAt(50.05, 10.005, 8, { gateRequired: false });
    expect([text.word, text.blocked]).toEqual(["notRequired", false]);
  });
  test("without a position the policy decides", () => {
    const without = (positionRequired: boolean) =>
      gateText(judgeGate({ position: null, fences, policy: { ...policy, positionRequired } }), "denied", names);
    expect([without(false).word, without(false).blocked]).toEqual(["noPosition", false]);
    expect([without(true).word, without(true).blocked]).toEqual(["positionRequired", true]);
  });
  test("while the device still looks for itself the hand-over waits", () => {
    const verdict = judgeGate({ position: null, fences, policy });
    expect(gateText(verdict, "locating", names)).toMatchObject({ word: "locating", blocked: true });
  });
  test("with no fence at all it is blocked without naming a place", () => {
    const verdict = judgeGate({ position: { lat: 0, lon: 0 }, fences: [], policy });
    expect(gateText(verdict, "known", names)).toMatchObject({ word: "nowhere", blocked: true, site: "" });
  });
});

import { expect, test } from "bun:test";
import { readHookBody } from "./hook-body.ts";
import { readMessage } from "./read-message.ts";

const now = new Date("2026-03-01T12:00:00Z");
const message = (payload: unknown, rest: object = {}) => ({
  topic: "fleet/EQX1004",
  clientId: "tracker-7",
  payload: JSON.stringify(payload),
  receivedAt: new Date("2026-03-01T11:59:00Z"),
  ...rest,
});

test("a tracker's flat message becomes one point at its own time", () => {
  const [record] = readMessage(
    message({
      ts: 1_772_366_400,
      hourMeter: 12.5,
      lat: 48.1,
      lon: 11.5,
      accuracy_m: 4,
      ignition: true,
      fuelPercent: 50,
    }),
    now,
  )!;
  expect(record).toMatchObject({ machine: { equipmentId: "EQX1004", pin: null }, problems: [] });
  expect(record!.points).toEqual([
    {
      at: new Date("2026-03-01T12:00:00Z"),
      hourMeter: 12.5,
      lat: 48.1,
      lon: 11.5,
      accuracyM: 4,
      engineRunning: true,
      fuelRemainingPercent: 50,
    },
  ]);
});

test("who it is: what the message says, then the topic, then the client; when: what it says, then the broker", () => {
  expect(readMessage(message({ serial: "S9", hours: 1 }), now)![0]!.machine).toMatchObject({
    serial: "S9",
    equipmentId: null,
  });
  expect(readMessage(message({ hours: 1 }, { topic: null }), now)![0]!.machine).toMatchObject({
    equipmentId: "tracker-7",
  });
  expect(readMessage(message({ hours: 1 }), now)![0]!.points[0]!.at).toEqual(new Date("2026-03-01T11:59:00Z"));
  expect(readMessage(message({ hours: 1 }, { receivedAt: null }), now)![0]!.problems).toMatchObject([
    { code: "missing_time" },
  ]);
});

test("the standard's JSON is read as such, a list one by one, and bad values are told", () => {
  const standard = {
    EquipmentHeader: { PIN: "P1" },
    CumulativeOperatingHours: { datetime: "2026-03-01T10:00:00Z", Hour: 5 },
  };
  const records = readMessage(
    message([standard, { hours: -1, at: "2026-03-01T10:00:00Z" }, { hours: 2, at: "2099-01-01T00:00:00Z" }]),
    now,
  )!;
  expect(
    records.map(({ index, points, problems }) => [index, points.length, problems.map(({ code }) => code)]),
  ).toEqual([
    [1, 1, []],
    [2, 0, ["negative_value"]],
    [3, 0, ["time_in_future"]],
  ]);
});

test("what is no message of either kind is none", () => {
  for (const payload of ["", "no", "7", "null", "[]", '"text"'])
    expect(readMessage({ ...message({}), payload }, now)).toBeNull();
});

test("a broker's body with text, base64 or an object for its payload", () => {
  const inner = { hours: 5 };
  const text = JSON.stringify(inner);
  for (const payload of [text, btoa(text), inner])
    expect(
      readHookBody({ topic: "t/1", clientid: "c", payload, timestamp: 1_772_366_400_000, qos: 1, flags: {} }),
    ).toEqual({ topic: "t/1", clientId: "c", payload: text, receivedAt: new Date("2026-03-01T12:00:00Z") });
  for (const wrong of [null, 7, {}, { payload: "" }, { payload: text, timestamp: "soon" }])
    expect(readHookBody(wrong)).toBeNull();
});

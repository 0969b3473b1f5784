import { expect, test } from "bun:test";
import type { OutboxEntry } from "../../lib/outbox/entry.ts";
import type { Machine } from "./draft.ts";
import { expectedMachine } from "./expected-machine.ts";
import { knownDestinations, standIn } from "./stand-in.ts";
import { actionFor } from "./start-draft.ts";

const geofence = {
  type: "Polygon" as const,
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ] as [number, number][],
  ],
};
const site = (siteId: string, name: string) => ({
  siteId,
  name,
  kind: "JOBSITE" as const,
  timeZone: "Europe/Berlin",
  customerName: null,
  geofence,
});
const machine: Machine = { ...standIn("EQX7", "SEND_OUT", [site("a", "Harbour")]), hourMeter: 100 };
const waiting = (procedure: string, input: Record<string, unknown>) =>
  ({ id: "operation", procedure, input, occurredAt: "2026-11-22T10:00:00.000Z" }) as OutboxEntry;

test("a machine whose check-out waits here is taken back next, and at its site", () => {
  const out = waiting("rentals.checkOut", { siteId: "a", engineStart: 101.5, dueAt: "2026-11-29T16:00:00.000Z" });
  const expected = expectedMachine(machine, [out]);
  expect(actionFor(expected)).toBe("TAKE_BACK");
  expect(expected).toMatchObject({ status: "ON_RENT", hourMeter: 101.5, standsAt: { name: "Harbour" } });
  expect(expected.rental?.engineStart).toBe(101.5);
  const back = expectedMachine(machine, [out, waiting("rentals.checkIn", { engineEnd: 110 })]);
  expect([actionFor(back), back.status, back.hourMeter, back.rental]).toEqual([null, "IDLE", 110, null]);
});

test("nothing that waits changes nothing, and other entries of the machine do not move it", () => {
  expect(expectedMachine(machine, [])).toBe(machine);
  expect(expectedMachine(machine, [waiting("tasks.complete", {})])).toBe(machine);
});

test("the sites that a device knows are jobsites, each once, by name", () => {
  const listed = { ...site("b", "Airport"), id: "b" };
  const yard = { ...listed, id: "y", kind: "YARD", name: "Yard" };
  const found = knownDestinations([machine, machine], [listed, yard]);
  expect(found.map(({ name }) => name)).toEqual(["Airport", "Harbour"]);
});

test("a machine that nobody knows is never stopped on the device", () => {
  for (const action of ["SEND_OUT", "TAKE_BACK"] as const) {
    const unknown = standIn("EQX7", action, []);
    expect(actionFor(unknown)).toBe(action);
    expect([unknown.hourMeter, unknown.gate.gateRequired, unknown.gate.positionRequired]).toEqual([0, false, false]);
  }
});

import { expect, test } from "bun:test";
import type { Calendar } from "../../../server/domain/reservations/calendar.ts";
import { gapMs, machineRows, merged, typeRows } from "./calendar-rows.ts";

const machine = (at: number, status: "AVAILABLE" | "LOST" = "AVAILABLE") => ({
  equipmentId: `machine-${at}`,
  humanId: `EQX${at}`,
  fleetNumber: null,
  type: "DOZER" as const,
  make: "Cat",
  model: "D6",
  status,
});
const calendar: Calendar = {
  machines: { items: [machine(1), machine(2, "LOST")], nextCursor: null },
  bars: [
    {
      id: "bar-1",
      kind: "RESERVED",
      equipmentId: "machine-1",
      from: "2026-03-03T00:00:00.000Z",
      to: "2026-03-05T00:00:00.000Z",
      rentalId: "bar-1",
      reservationId: "reservation-1",
      customerName: "Alpine",
      siteName: "Pit",
      timeZone: "UTC",
      travels: false,
    },
  ],
  truncated: false,
  promises: [
    {
      reservationId: "reservation-2",
      state: "CONFIRMED",
      type: "DOZER",
      open: 1,
      quantity: 2,
      from: "2026-03-04T00:00:00.000Z",
      to: "2026-03-06T00:00:00.000Z",
      customerName: "Alpine",
      siteName: "Pit",
      timeZone: "UTC",
    },
  ],
  types: [{ type: "DOZER", total: 2 }],
  typeDays: [
    { type: "DOZER", day: "2026-03-03", taken: 1 },
    { type: "DOZER", day: "2026-03-04", taken: 1 },
  ],
  buffers: { "*": { beforeH: 1, afterH: 2 }, DOZER: { beforeH: 0, afterH: 6 } },
  timeZone: "UTC",
};

test("promises wait above the machines, each of which has its own bars", () => {
  const rows = machineRows(calendar);
  expect(rows.map(({ kind, humanId }) => [kind, humanId])).toEqual([
    ["promise", null],
    ["machine", "EQX1"],
    ["machine", "EQX2"],
  ]);
  expect(rows[0]!.entries).toMatchObject([{ kind: "promise", open: 1, confirmed: true }]);
  expect(rows[1]!.entries).toMatchObject([{ key: "bar-1", humanId: "EQX1", confirmed: true }]);
  expect(rows[2]).toMatchObject({ entries: [], outOfService: true });
});

test("a type is free on a day by as many as are neither taken nor promised", () => {
  const [dozers, promise] = typeRows(calendar, { first: "2026-03-02", days: 5 });
  expect(dozers).toMatchObject({ kind: "type", free: [2, 1, 0, 1, 2] });
  expect(promise).toMatchObject({ kind: "promise", type: "DOZER" });
});

test("a customer sees its promises and no counts", () => {
  const rows = typeRows({ ...calendar, types: [], typeDays: [] }, { first: "2026-03-02", days: 5 });
  expect(rows.map(({ kind, free }) => [kind, free])).toEqual([
    ["type", []],
    ["promise", []],
  ]);
});

test("pages become one calendar", () => {
  expect(merged([])).toBeNull();
  const both = merged([calendar, { ...calendar, bars: [], truncated: true }]);
  expect(both).toMatchObject({ truncated: true, machines: { nextCursor: null } });
  expect([both!.machines.items.length, both!.bars.length, both!.promises.length]).toEqual([4, 1, 1]);
});

test("a type has its own hours between bookings, others those of all", () => {
  expect([gapMs(calendar.buffers, "DOZER"), gapMs(calendar.buffers, "GRADER"), gapMs({}, "DOZER")]).toEqual([
    6 * 3_600_000,
    3 * 3_600_000,
    0,
  ]);
});

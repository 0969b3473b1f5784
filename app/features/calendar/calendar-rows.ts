/** Rows and entries of the calendar, from what the server says. Pure. */
import type { EquipmentType } from "../../../server/domain/assets/schema.ts";
import type { BAR_KINDS, Calendar } from "../../../server/domain/reservations/calendar.ts";
import { daysIn, daysOf, type Window } from "./calendar-days.ts";

/** `promise` is a reservation by type that still lacks machines. */
export type EntryKind = (typeof BAR_KINDS)[number] | "promise";

/** Something that takes time on a row. */
export type Entry = {
  key: string;
  kind: EntryKind;
  rowKey: string;
  from: string;
  to: string | null;
  timeZone: string | null;
  type: EquipmentType;
  /** The machine's number; null for a promise. */
  humanId: string | null;
  /** Machines still to be given. */
  open: number;
  reservationId: string | null;
  customerName: string | null;
  siteName: string | null;
  /** It goes with another machine. */
  travels: boolean;
  /** The dealer has agreed to it. */
  confirmed: boolean;
};
export type Bounded = Entry & { to: string };

export type CalendarRow = {
  key: string;
  kind: "promise" | "machine" | "type";
  type: EquipmentType;
  humanId: string | null;
  /** Make and model of a machine. */
  model: string;
  /** In the workshop, lost: not to be reserved. */
  outOfService: boolean;
  entries: Entry[];
  /** Free machines of a type on each day of the window. */
  free: number[];
};

const row = (key: string, kind: CalendarRow["kind"], type: EquipmentType, rest: Partial<CalendarRow>): CalendarRow => ({
  key,
  kind,
  type,
  humanId: null,
  model: "",
  outOfService: false,
  entries: [],
  free: [],
  ...rest,
});

function promiseRows(calendar: Calendar): CalendarRow[] {
  return calendar.promises.map(({ reservationId, type, open, state, from, to, customerName, siteName, timeZone }) => {
    const key = `promise ${reservationId}`;
    const entry: Entry = {
      key,
      kind: "promise",
      rowKey: key,
      from,
      to,
      timeZone,
      type,
      humanId: null,
      open,
      reservationId,
      customerName,
      siteName,
      travels: false,
      confirmed: state === "CONFIRMED",
    };
    return row(key, "promise", type, { entries: [entry] });
  });
}

/** Promises first, since they wait for a machine; then the machines with what they are taken for. */
export function machineRows(calendar: Calendar): CalendarRow[] {
  const entries = new Map<string, Entry[]>();
  const machines = new Map(calendar.machines.items.map((machine) => [machine.equipmentId, machine]));
  for (const bar of calendar.bars) {
    const machine = machines.get(bar.equipmentId);
    if (!machine) continue;
    const { equipmentId: rowKey, kind, from, to, timeZone, reservationId, customerName, siteName, travels } = bar;
    const { type, humanId } = machine;
    const more = { customerName, siteName, travels, confirmed: kind === "RESERVED", open: 0 };
    const entry: Entry = { key: bar.id, kind, rowKey, from, to, timeZone, type, humanId, reservationId, ...more };
    entries.set(rowKey, [...(entries.get(rowKey) ?? []), entry]);
  }
  const rows = calendar.machines.items.map(({ equipmentId, humanId, type, make, model, status }) =>
    row(equipmentId, "machine", type, {
      humanId,
      model: `${make} ${model}`,
      outOfService: status === "MAINTENANCE" || status === "LOST",
      entries: entries.get(equipmentId) ?? [],
    }),
  );
  return [...promiseRows(calendar), ...rows];
}

/** Types with what is free on each day, each followed by what is promised of it. Days are those of the reader's own zone. */
export function typeRows(calendar: Calendar, window: Window): CalendarRow[] {
  const promises = Map.groupBy(promiseRows(calendar), ({ type }) => type);
  const taken = new Map(calendar.typeDays.map(({ type, day, taken: count }) => [`${type} ${day}`, count]));
  const types =
    calendar.types.length > 0 ? calendar.types : [...promises.keys()].map((type) => ({ type, total: null }));
  return types.flatMap(({ type, total }) => {
    const own = promises.get(type) ?? [];
    const promisedOn = (day: string) =>
      own
        .flatMap(({ entries }) => entries)
        .filter((entry) => {
          const days = daysOf({ ...entry, to: entry.to ?? entry.from }, calendar.timeZone);
          return days.from <= day && day <= days.to;
        })
        .reduce((sum, { open }) => sum + open, 0);
    const free =
      total === null
        ? []
        : daysIn(window).map((day) => Math.max(0, total - (taken.get(`${type} ${day}`) ?? 0) - promisedOn(day)));
    return [row(`type ${type}`, "type", type, { free }), ...own];
  });
}

/** The pages of one calendar as one; what is not about machines is the same on each. */
export function merged(pages: readonly Calendar[]): Calendar | null {
  const [first] = pages;
  if (!first) return null;
  return {
    ...first,
    machines: { items: pages.flatMap(({ machines }) => machines.items), nextCursor: null },
    bars: pages.flatMap(({ bars }) => bars),
    truncated: pages.some(({ truncated }) => truncated),
  };
}

/** Time kept free between two bookings of a type. */
export function gapMs(buffers: Calendar["buffers"], type: EquipmentType): number {
  const { beforeH, afterH } = buffers[type] ?? buffers["*"] ?? { beforeH: 0, afterH: 0 };
  return (beforeH + afterH) * 3_600_000;
}

/** Rentals with their people, meters and places. */
import type { RateSnapshot } from "../../server/domain/rates/schema.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { placeInside, placeOutside } from "./fences.ts";
import type { Machine, Person, Span } from "./model.ts";
import { yardOf } from "./model.ts";
import { dice } from "./random.ts";

const NOTES_IN = [
  "Washed on site.",
  "Bucket teeth worn, to be looked at.",
  "Left mirror cracked, customer informed.",
  "Tracks tensioned.",
  "No damage.",
];

/** A rental as it will be stored, with who handed over. */
export type Rental = {
  machine: Machine;
  span: Span;
  outAt: Date | null;
  outBy: Person | null;
  inAt: Date | null;
  inBy: Person | null;
  dueAt: Date;
  row: ReturnType<typeof rentalRow>;
};

/** The machine's rentals in order of time. Needs the timeline and the meter. */
export function rentalsOf(machine: Machine, calendar: Calendar): Rental[] {
  return machine.spans.map((span): Rental => {
    const chance = dice(`rental ${span.id}`);
    const zone = span.site.timeZone;
    const out = span.state !== "RESERVED";
    const outAt = out ? calendar.past(span.from, chance.int(410, 630), zone) : null;
    const inAt = span.state === "RETURNED" ? calendar.past(span.to, chance.int(780, 900), zone) : null;
    const dueAt = calendar.at(span.dueDay, 1020, zone);
    const operator = span.customer.operatorSites.includes(span.site) ? span.customer.operator : null;
    const { dispatch, admin } = machine.dealer;
    const outBy = out ? (operator && chance.chance(0.3) ? operator : chance.chance(0.1) ? admin : dispatch) : null;
    const inBy = inAt ? (operator && chance.chance(0.25) ? operator : dispatch) : null;
    const facts = { machine, span, outAt, outBy, inAt, inBy, dueAt };
    return { ...facts, row: rentalRow(facts, operator, calendar) };
  });
}

function rentalRow(rental: Omit<Rental, "row">, operator: Person | null, calendar: Calendar) {
  const { machine, span, outAt, outBy, inAt, inBy, dueAt } = rental;
  const chance = dice(`rental row ${span.id}`);
  const yard = yardOf(machine.dealer);
  // A reservation is for whole days; the machine is due in the afternoon of the last one.
  const from = outAt ?? calendar.at(span.from, 0, span.site.timeZone);
  const to = inAt ?? (outAt ? dueAt : calendar.at(span.to + 1, 0, span.site.timeZone));
  const position = (at: Date | null, where: typeof yard) =>
    at ? { ...placeInside(chance, where), accuracyM: chance.int(4, 22), at: at.toISOString() } : null;
  const overridden = outAt !== null && chance.chance(0.01);
  const handedOver = (at: Date | null) => position(at, chance.chance(0.7) ? span.site : yard);
  const beside = (at: Date) => ({
    ...placeOutside(chance, span.site, chance.int(60, 240)),
    accuracyM: 6,
    at: at.toISOString(),
  });
  return {
    id: span.id,
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: span.customer.id,
    siteId: span.site.id,
    equipmentId: machine.id,
    humanId: machine.humanId,
    make: machine.model.make,
    model: machine.model.model,
    type: machine.type,
    state: span.state,
    period: `[${from.toISOString()},${to.toISOString()})`,
    dueAt,
    firstDueAt: calendar.at(span.firstDueDay, 1020, span.site.timeZone),
    expectedHours: Math.max(8, Math.round((span.dueDay - span.from) * (span.site.work === "MINE" ? 11 : 5.5))),
    operatorUserId: operator?.userId ?? null,
    reservationId: null as string | null,
    checkedOutAt: outAt,
    checkedOutBy: outBy?.userId ?? null,
    checkOutPosition: outAt && overridden ? beside(outAt) : handedOver(outAt),
    engineStart: outAt ? meterBefore(machine, span.from) : null,
    checkedInAt: inAt,
    checkedInBy: inBy?.userId ?? null,
    checkInPosition: position(inAt, chance.chance(0.6) ? span.site : yard),
    engineEnd: inAt ? machine.meter[span.to]! / 10 : null,
    fuelL: inAt ? chance.int(25, 320) : null,
    conditionOut: outAt && chance.chance(0.6) ? { walkAround: "ok", tyresOrTracks: "ok", lights: "ok" } : null,
    conditionIn:
      inAt && chance.chance(0.6)
        ? { walkAround: chance.chance(0.92) ? "ok" : "damage", tyresOrTracks: chance.chance(0.95) ? "ok" : "worn" }
        : null,
    notes: inAt && chance.chance(0.2) ? chance.pick(NOTES_IN) : null,
    flags: [] as string[],
    overriddenBy: overridden ? machine.dealer.admin.userId : null,
    overrideReason: overridden ? "Handed over at the gate, the fence does not cover the access road yet." : null,
    contractNumber: null as string | null,
    poNumber: null as string | null,
    deliveryContact: null as { name: string; phone: string | null } | null,
    rate: null as RateSnapshot | null,
    agreedDueAt: null as Date | null,
    callOffDay: null as string | null,
    offRentAt: null as Date | null,
    calledOffAt: null as Date | null,
    calledOffBy: null as string | null,
    lateDays: null as number | null,
    createdAt: outAt ?? calendar.past(HISTORY_DAYS - 1, 600, span.site.timeZone),
  };
}

/** Meter in hours before the first work of a day. */
function meterBefore(machine: Machine, day: number): number {
  return (day > 0 ? machine.meter[day - 1]! : machine.startMeter) / 10;
}

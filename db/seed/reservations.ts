/** Bookings: of the machines that are reserved, by type for the weeks to come, and some of the past. */
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import type { ReservationState } from "../../server/domain/reservations/words.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Customer, Dealer, Machine, Network, Person, Site } from "./model.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";

type Booked = {
  dealer: Dealer;
  customer: Customer;
  site: Site;
  type: EquipmentType;
  from: number;
  to: number;
  state: ReservationState;
  createdAt: Date;
  quantity?: number;
  machine?: Machine;
};

/** Promises by type of each dealer: what is asked, and what is promised without machines yet. */
const PROMISES: readonly ReservationState[] = ["REQUESTED", "REQUESTED", "CONFIRMED"];

/**
 * Every reserved machine has its booking, every other one by its number and the rest by type; the newest rentals that are over had one,
 * too. Promises by type are made where enough machines are free. Links the rentals.
 */
export function reservationRows(network: Network, rentals: Rental[], machines: Machine[], calendar: Calendar) {
  const id = idSource("reservations");
  const made = calendar.past(HISTORY_DAYS - 1, 540, "UTC");
  const row = ({ dealer, customer, site, type, from, to, state, createdAt, quantity = 1, machine }: Booked) => {
    const answered: Person | null = state === "REQUESTED" ? null : dealer.dispatch;
    return {
      id: id(createdAt),
      orgOwnerId: dealer.id,
      dealerId: dealer.id,
      customerId: customer.id,
      siteId: site.id,
      type,
      quantity,
      equipmentId: machine?.id ?? null,
      fromDay: calendar.day(from),
      toDay: calendar.day(to),
      startsAt: calendar.at(from, 0, site.timeZone),
      endsAt: calendar.at(to + 1, 0, site.timeZone),
      state,
      attachments: type === "EXCAVATOR" ? ["quick coupler"] : [],
      poNumber: machine ? null : `PO-${4000 + from + customer.index}`,
      notes: null as string | null,
      requestedBy: customer.supervisor.userId,
      decidedBy: answered?.userId ?? null,
      decidedAt: answered ? new Date(createdAt.getTime() + 3_600_000) : null,
      reason: state === "CANCELLED" ? "The start of work was put off." : null,
      createdAt,
    };
  };
  const ofRental = ({ machine, span }: Rental) => ({
    dealer: machine.dealer,
    customer: span.customer,
    site: span.site,
    type: machine.type,
    from: span.from,
  });

  const held = rentals
    .filter(({ span }) => span.state === "RESERVED")
    .map((rental, at) => {
      const { machine, span } = rental;
      const facts = { ...ofRental(rental), to: span.to, state: "CONFIRMED" as const, createdAt: made };
      const booked = row(at % 2 === 0 ? { ...facts, machine } : facts);
      rental.row.reservationId = booked.id;
      return booked;
    });
  const past = network.customers.flatMap((customer) => {
    const chance = dice(`reservations of ${customer.index}`);
    const own = rentals.filter(({ span, inAt }) => span.customer === customer && inAt !== null);
    return chance
      .shuffled(own)
      .slice(0, 2)
      .map((rental, at) => {
        const createdAt = calendar.at(rental.span.from - 6, 600, "UTC");
        const state = at === 0 ? ("CLOSED" as const) : ("CANCELLED" as const);
        const booked = row({ ...ofRental(rental), to: rental.span.dueDay, state, createdAt });
        if (state === "CLOSED") rental.row.reservationId = booked.id;
        return booked;
      });
  });
  return [...held, ...past, ...network.dealers.flatMap((dealer) => promises(dealer, machines, made).map(row))];
}

/** By type, of the types that most of the dealer's machines are free of. */
function promises(dealer: Dealer, machines: Machine[], createdAt: Date): Booked[] {
  const chance = dice(`promises of dealer ${dealer.index}`);
  const free = new Map<EquipmentType, number>();
  for (const { dealer: owner, fate, type } of machines)
    if (owner === dealer && fate === "FREE") free.set(type, (free.get(type) ?? 0) + 1);
  const types = [...free].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([type]) => type);
  // One site of each customer.
  const sites = dealer.jobsites.filter(
    ({ customer }, at, all) => customer && all.findIndex((other) => other.customer === customer) === at,
  );
  return PROMISES.flatMap((state, at) => {
    const [type, site] = [types[at], sites[at % sites.length]];
    if (!type || !site || (free.get(type) ?? 0) < 3) return [];
    const from = HISTORY_DAYS + chance.int(4, 16);
    const facts = { dealer, customer: site.customer!, site, type, state, createdAt, quantity: at === 1 ? 1 : 2 };
    return [{ ...facts, from, to: from + chance.pick([6, 9, 13]) }];
  });
}

/** What the demo's dealers ask: a rate a type, one for a machine of its own kind, and special prices for single customers. */
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import type { RateSnapshot } from "../../server/domain/rates/schema.ts";
import { minorDigits } from "../../server/domain/rates/spend.ts";
import type { Calendar } from "./calendar.ts";
import type { Customer, Dealer, Machine, Network } from "./model.ts";
import { DEALER_PLACES } from "./places.ts";
import { dice, idSource } from "./random.ts";

/** A week costs as much as three and a half days, a cycle as much as ten and a half; hours of a single shift. */
const WEEK = 3.5;
const CYCLE = 10.5;
const HOURS = { hoursPerDay: 8, hoursPerWeek: 40, hoursPerCycle: 160 };
const SPECIAL = 0.92;

export type RateBook = {
  rows: ReturnType<typeof rateRow>[];
  termsRows: ReturnType<typeof termsRow>[];
  /** The rate that holds for a machine and a customer, as it is kept on a rental. */
  rateFor: (machine: Machine, customer: Customer) => RateSnapshot;
};

export function buildRates(network: Network, machines: readonly Machine[], calendar: Calendar): RateBook {
  const id = idSource("rates");
  const made = calendar.at(-19, 0, "UTC");
  const rows = network.dealers.flatMap((dealer, i) => {
    const currency = DEALER_PLACES[i]!.currency;
    const own = machines.filter((machine) => machine.dealer === dealer);
    const chance = dice(`rates of dealer ${dealer.index}`);
    const priced = (about: Parameters<typeof rateRow>[2], dayRate: number) =>
      rateRow(id(made), dealer, about, { dayRate, currency, validFrom: calendar.day(0), createdAt: made });
    const byType = EQUIPMENT_TYPES.flatMap((type) => {
      const days = own.filter((machine) => machine.type === type).map(({ dayRate }) => dayRate);
      return days.length > 0 ? [priced({ type }, days.reduce((sum, each) => sum + each, 0) / days.length)] : [];
    });
    const dear = own.toSorted((a, b) => b.dayRate - a.dayRate)[0];
    const customers = chance.shuffled(network.customers.filter((each) => each.dealers.includes(dealer))).slice(0, 2);
    const special = customers.flatMap((customer) =>
      byType
        .slice(0, 3)
        .map((rate) => priced({ type: rate.type!, customer }, (rate.dayMinor / unit(currency)) * SPECIAL)),
    );
    return [...byType, ...(dear ? [priced({ machine: dear }, dear.dayRate * 1.1)] : []), ...special];
  });
  const rateFor = (machine: Machine, customer: Customer): RateSnapshot => {
    const fitting = rows.filter(
      (row) =>
        row.dealerId === machine.dealer.id &&
        (row.equipmentId === machine.id || row.type === machine.type) &&
        (row.customerId === null || row.customerId === customer.id),
    );
    const nearest = (row: (typeof rows)[number]) => (row.customerId ? 2 : 0) + (row.equipmentId ? 1 : 0);
    const {
      id: rateId,
      currency,
      dayMinor,
      weekMinor,
      cycleMinor,
      excessHourMinor,
    } = fitting.toSorted((a, b) => nearest(b) - nearest(a))[0]!;
    return { rateId, currency, dayMinor, weekMinor, cycleMinor, ...HOURS, excessHourMinor };
  };
  return { rows, termsRows: network.dealers.flatMap((dealer) => termsOf(network, dealer)), rateFor };
}

const unit = (currency: string) => 10 ** minorDigits(currency);

function rateRow(
  id: string,
  dealer: Dealer,
  about: { type?: Machine["type"]; machine?: Machine; customer?: Customer },
  price: { dayRate: number; currency: string; validFrom: string; createdAt: Date },
) {
  // Prices end in fives: nobody quotes 413.27 a day.
  const rounded = (amount: number) => Math.round(amount / 5) * 5 * unit(price.currency);
  return {
    id,
    orgOwnerId: dealer.id,
    dealerId: dealer.id,
    customerId: about.customer?.id ?? null,
    type: about.type ?? null,
    equipmentId: about.machine?.id ?? null,
    currency: price.currency,
    dayMinor: rounded(price.dayRate),
    weekMinor: rounded(price.dayRate * WEEK),
    cycleMinor: rounded(price.dayRate * CYCLE),
    ...HOURS,
    excessHourMinor: rounded(price.dayRate / 8),
    validFrom: price.validFrom,
    createdAt: price.createdAt,
    createdBy: dealer.admin.userId,
  };
}

/** One customer of each dealer gets two hours of grace and may extend by a week. */
function termsOf({ customers }: Network, dealer: Dealer) {
  const favoured = customers.find((customer) => customer.dealers.includes(dealer));
  return favoured ? [termsRow(dealer, favoured)] : [];
}

function termsRow(dealer: Dealer, customer: Customer) {
  return {
    orgOwnerId: dealer.id,
    dealerId: dealer.id,
    customerId: customer.id,
    graceMinutes: 120,
    autoExtendDays: 7,
    nightDropOff: null,
    changedBy: dealer.admin.userId,
  };
}

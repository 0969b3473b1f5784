/** Rows of the network: organisations, people, memberships, sites, who serves what, and policies. */
import type { Calendar } from "./calendar.ts";
import type { Customer, Network, Person } from "./model.ts";
import { CUSTOMER_PLACES, DEALER_PLACES, HQ_PLACE } from "./places.ts";
import { dice, idSource } from "./random.ts";

/** Weights of the suggestion factors: all alike until people's answers move them. */
const WEIGHTS = {
  demand: 1,
  utilization: 1,
  health: 1,
  proximity: 1,
  sla: 1,
  inventory: 1,
  weatherCalendar: 1,
  carbon: 1,
};

export function networkRows(network: Network, calendar: Calendar) {
  const { hq, dealers, customers, sites } = network;
  const id = idSource("network rows");
  const founded = calendar.at(-30, 0, "UTC");
  const people = [
    hq.admin,
    ...dealers.flatMap((dealer) => [dealer.admin, dealer.dispatch]),
    ...customers.flatMap((customer) => [customer.supervisor, customer.operator]),
  ];
  const boundTo = new Map(
    customers.map((customer) => [customer.operator.userId, customer.operatorSites.map((site) => site.id)]),
  );
  const shared = { active: true, createdAt: founded };

  return {
    users: people.map((person) => ({
      id: person.userId,
      name: person.name,
      email: person.email,
      emailVerified: true,
      createdAt: founded,
      updatedAt: founded,
    })),
    organizations: [
      {
        id: hq.id,
        name: hq.name,
        type: "CATERPILLAR",
        timeZone: HQ_PLACE.timeZone,
        units: "METRIC",
        locale: "en-US",
        currency: "USD",
        ...shared,
      },
      ...dealers.map((dealer, i) => ({
        id: dealer.id,
        name: dealer.name,
        type: "DEALER",
        ...regional(DEALER_PLACES[i]!),
        ...shared,
      })),
      ...customers.map((customer, i) => ({
        id: customer.id,
        name: customer.name,
        type: "CUSTOMER",
        ...regional(CUSTOMER_PLACES[i % CUSTOMER_PLACES.length]!),
        ...shared,
      })),
    ],
    dealerCustomers: customers.flatMap((customer) =>
      customer.dealers.map((dealer) => ({
        orgOwnerId: dealer.id,
        dealerId: dealer.id,
        customerId: customer.id,
        ...termsOf(customer, dealer.index),
        since: founded,
      })),
    ),
    memberships: people.map((person) => membership(person, boundTo.get(person.userId) ?? null, id(founded), founded)),
    sites: sites.map((site) => {
      const keeper = site.customer
        ? { orgOwnerId: site.customer.id, dealerId: null, customerId: site.customer.id }
        : { orgOwnerId: site.dealers[0]!.id, dealerId: site.dealers[0]!.id, customerId: null };
      return {
        id: site.id,
        ...keeper,
        name: site.name,
        kind: site.customer ? "JOBSITE" : "YARD",
        timeZone: site.timeZone,
        geofence: site.fence,
        criticality: site.criticality,
        slaPenaltyPerDay: site.customer ? site.slaPenaltyPerDay.toFixed(2) : null,
        accessHours: site.accessHours,
        ...shared,
      };
    }),
    siteDealers: sites.flatMap((site) =>
      site.customer
        ? site.dealers.map((dealer) => ({
            orgOwnerId: site.customer!.id,
            dealerId: dealer.id,
            customerId: site.customer!.id,
            siteId: site.id,
            since: founded,
          }))
        : [],
    ),
    policies: dealers.map((dealer) => ({
      id: id(founded),
      orgOwnerId: dealer.id,
      dealerId: dealer.id,
      customerId: null,
      role: "*",
      version: 1,
      thresholds: { selfService: true, gateRequired: true, positionRequired: false, ...bookingRules(dealer.index) },
      weights: WEIGHTS,
      createdBy: dealer.admin.userId,
      createdAt: founded,
    })),
  };
}

/** Dealers differ in what they tell their customers, what they let pass, and in the hours between two bookings. */
function bookingRules(index: number) {
  if (index === 1) return { publishCounts: true, publishDates: true };
  if (index === 2) return { publishCounts: true, autoConfirmUnits: 1, autoConfirmDays: 10, bufferAfterH: 12 };
  return { bufferBeforeH: 4, bufferAfterH: 8, typeBuffers: { EXCAVATOR: { beforeH: 12, afterH: 24 } } };
}

function regional(place: { timeZone: string; units: string; locale: string; currency: string }) {
  return { timeZone: place.timeZone, units: place.units, locale: place.locale, currency: place.currency };
}

function membership(person: Person, siteIds: string[] | null, id: string, at: Date) {
  return {
    id,
    orgOwnerId: person.orgId,
    userId: person.userId,
    role: person.role,
    siteIds,
    displayName: person.name,
    active: true,
    version: 1,
    createdAt: at,
  };
}

function termsOf(customer: Customer, dealerIndex: number) {
  const chance = dice(`terms of ${customer.index} at ${dealerIndex}`);
  return {
    accountNumber: `${dealerIndex}${String(customer.index).padStart(4, "0")}`,
    creditLimit: (chance.int(10, 80) * 10_000).toFixed(2),
    contacts: [{ name: customer.supervisor.name, email: customer.supervisor.email }],
    notes: chance.pick([
      "Net 30, rates by the 28-day cycle.",
      "Net 14, purchase order per site.",
      "Frame contract, 6 % off list.",
      null,
    ]),
  };
}

/** Organisations, their people and their sites, from the list of places; a larger scale repeats customers nearby. */
import type { Calendar } from "./calendar.ts";
import { HISTORY_DAYS } from "./calendar.ts";
import { makeFence, placeAt } from "./fences.ts";
import type { Customer, Dealer, Network, Person, Site } from "./model.ts";
import { CUSTOMER_PLACES, DEALER_PLACES, HQ_PLACE, SITE_PLACES } from "./places.ts";
import { dice, idSource } from "./random.ts";

/** How long before the history organisations and people were entered. */
const FOUNDED_DAY = -30;

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"];

/** Builds the network with `copies` times the customers and jobsites of the list. Copies lie within 9 km of the original. */
export function buildNetwork(calendar: Calendar, copies: number): Network {
  const id = idSource("network");
  const chance = dice("network");
  const founded = calendar.at(FOUNDED_DAY, 0, "UTC");
  const person = (email: string, name: string, role: Person["role"], orgId: string): Person => ({
    userId: id(founded),
    email,
    name,
    role,
    orgId,
  });

  const hqId = id(founded);
  const hq = { id: hqId, name: HQ_PLACE.name, admin: person("admin@hq.example", HQ_PLACE.admin, "CAT_ADMIN", hqId) };
  const dealers = DEALER_PLACES.map((place, i): Dealer => {
    const dealerId = id(founded);
    return {
      id: dealerId,
      index: i + 1,
      name: place.name,
      timeZone: place.timeZone,
      perDollar: place.perDollar,
      fleetPrefix: place.fleetPrefix,
      admin: person(`admin@dealer${i + 1}.example`, place.people.admin, "DEALER_ADMIN", dealerId),
      dispatch: person(`dispatch@dealer${i + 1}.example`, place.people.dispatch, "DEALER_DISPATCH", dealerId),
      yards: [],
      jobsites: [],
    };
  });

  const customers: Customer[] = [];
  const sites: Site[] = [];
  for (let copy = 0; copy < copies; copy++) {
    const suffix = copy === 0 ? "" : ` ${copy + 1}`;
    const here = CUSTOMER_PLACES.map((place, i): Customer => {
      const index = copy * CUSTOMER_PLACES.length + i + 1;
      const customerId = id(founded);
      return {
        id: customerId,
        index,
        name: place.name + suffix,
        dealers: [],
        sites: [],
        operatorSites: [],
        supervisor: person(
          `supervisor@customer${index}.example`,
          place.people.supervisor,
          "CUSTOMER_SUPERVISOR",
          customerId,
        ),
        operator: person(`operator@customer${index}.example`, place.people.operator, "OPERATOR", customerId),
      };
    });
    for (const place of SITE_PLACES) {
      if (place.customer === null && copy > 0) continue;
      const centre =
        copy === 0
          ? { lat: place.lat, lon: place.lon }
          : placeAt(place, chance.between(0, 6.28), chance.between(2500, 9000));
      const site: Site = {
        id: id(founded),
        name: place.name + suffix,
        work: place.work,
        climate: place.climate,
        timeZone: place.timeZone,
        fence: makeFence(chance, centre, place.radiusM, place.hole),
        centre,
        radiusM: place.radiusM,
        criticality: place.criticality,
        slaPenaltyPerDay: place.criticality * 250,
        accessHours:
          place.work === "URBAN" ? Object.fromEntries(WEEKDAYS.map((day) => [day, ["06:00", "19:00"]])) : null,
        customer: place.customer === null ? null : here[place.customer - 1]!,
        dealers: place.dealers.map((n) => dealers[n - 1]!),
        rain: rainDays(`${place.name}${suffix}`, place.climate === "DESERT" ? 0.02 : 0.08),
      };
      sites.push(site);
      attach(site);
    }
    customers.push(...here);
  }
  for (const customer of customers) customer.operatorSites = customer.sites.slice(0, 2);
  return { hq, dealers, customers, sites };
}

function attach(site: Site): void {
  if (!site.customer) {
    for (const dealer of site.dealers) dealer.yards.push(site);
    return;
  }
  site.customer.sites.push(site);
  for (const dealer of site.dealers) {
    dealer.jobsites.push(site);
    if (!site.customer.dealers.includes(dealer)) site.customer.dealers.push(dealer);
  }
}

/** Days of bad weather come in spells. */
function rainDays(name: string, likelihood: number): Uint8Array {
  const chance = dice(`weather of ${name}`);
  const days = new Uint8Array(HISTORY_DAYS);
  for (let day = 0; day < HISTORY_DAYS; day++) days[day] = chance.chance(days[day - 1] ? 0.4 : likelihood) ? 1 : 0;
  return days;
}

/** The invented companies of the demo and their sites, at real places on land. */
import type { Climate, Work } from "./model.ts";

type Region = { units: "METRIC" | "IMPERIAL"; locale: string; currency: string };
type DealerPlace = Region & {
  name: string;
  timeZone: string;
  perDollar: number;
  fleetPrefix: string;
  people: { admin: string; dispatch: string };
};
type CustomerPlace = Region & { name: string; timeZone: string; people: { supervisor: string; operator: string } };
type SitePlace = {
  name: string;
  /** Numbers from 1, as in the accounts' addresses; a yard has no customer. */
  customer: number | null;
  dealers: number[];
  work: Work;
  climate: Climate;
  timeZone: string;
  lat: number;
  lon: number;
  radiusM: number;
  criticality: number;
  hole: boolean;
};

export const HQ_PLACE = { name: "Caterpillar Rental Operations", timeZone: "America/Chicago", admin: "Priya Raman" };

const GERMANY = { units: "METRIC", locale: "de-DE", currency: "EUR" } as const;
const NETHERLANDS = { units: "METRIC", locale: "nl-NL", currency: "EUR" } as const;
const UNITED_STATES = { units: "IMPERIAL", locale: "en-US", currency: "USD" } as const;
const AUSTRALIA = { units: "METRIC", locale: "en-AU", currency: "AUD" } as const;

export const DEALER_PLACES: DealerPlace[] = [
  {
    name: "Rheinwerk Baumaschinen",
    ...GERMANY,
    timeZone: "Europe/Berlin",
    perDollar: 0.92,
    fleetPrefix: "RW",
    people: { admin: "Katharina Vogt", dispatch: "Jonas Brandt" },
  },
  {
    name: "Sierra Ridge Machinery",
    ...UNITED_STATES,
    timeZone: "America/Denver",
    perDollar: 1,
    fleetPrefix: "SRM",
    people: { admin: "Marcus Whitfield", dispatch: "Dana Okafor" },
  },
  {
    name: "Southern Plateau Equipment",
    ...AUSTRALIA,
    timeZone: "Australia/Brisbane",
    perDollar: 1.52,
    fleetPrefix: "SP",
    people: { admin: "Imogen Fairweather", dispatch: "Lachlan Reid" },
  },
];

const customer = (
  name: string,
  region: Region,
  timeZone: string,
  supervisor: string,
  operator: string,
): CustomerPlace => ({
  name,
  ...region,
  timeZone,
  people: { supervisor, operator },
});

export const CUSTOMER_PLACES: CustomerPlace[] = [
  customer("Halvik Infrastructure", GERMANY, "Europe/Berlin", "Annika Sommer", "Mehmet Kaya"),
  customer("Westmark Tiefbau", GERMANY, "Europe/Berlin", "Holger Petersen", "Lukas Wirth"),
  customer("Oranjepolder Aannemers", NETHERLANDS, "Europe/Amsterdam", "Sanne de Wit", "Bram Kuipers"),
  customer("Terrafels Rohstoffe", GERMANY, "Europe/Berlin", "Ulrike Hartung", "Piotr Zielinski"),
  customer("Copper Mesa Mining", UNITED_STATES, "America/Phoenix", "Rosa Delgado", "Tyler Begay"),
  customer("Front Range Constructors", UNITED_STATES, "America/Denver", "Caroline Hayes", "Miguel Santos"),
  customer("Redline Highway Partners", UNITED_STATES, "America/Phoenix", "Derrick Coleman", "Hannah Yazzie"),
  customer("Ironbark Resources", AUSTRALIA, "Australia/Brisbane", "Gareth Mulholland", "Kirra Dawson"),
  customer("Coral Coast Civil", AUSTRALIA, "Australia/Brisbane", "Bronwyn Ashby", "Tane Wihongi"),
  customer("Longreef Tunnelling", AUSTRALIA, "Australia/Sydney", "Vivian Tran", "Callum Pryce"),
];

const site = (
  name: string,
  customer: number | null,
  dealers: number[],
  work: Work,
  climate: Climate,
  timeZone: string,
  lat: number,
  lon: number,
  radiusM: number,
  criticality: number,
  hole = false,
): SitePlace => ({ name, customer, dealers, work, climate, timeZone, lat, lon, radiusM, criticality, hole });

/** Name, customer, dealers, work, climate, zone, place, radius of the fence in metres, criticality, and whether it has a hole. */
export const SITE_PLACES: SitePlace[] = [
  site("Köln-Nord yard", null, [1], "YARD", "TEMPERATE_NORTH", "Europe/Berlin", 51.0332, 6.8741, 260, 3),
  site("Commerce City yard", null, [2], "YARD", "CONTINENTAL_NORTH", "America/Denver", 39.8336, -104.9031, 300, 3),
  site("Wacol yard", null, [3], "YARD", "TEMPERATE_SOUTH", "Australia/Brisbane", -27.5918, 152.9297, 280, 3),

  site("Leverkusen interchange", 1, [1], "ROAD", "TEMPERATE_NORTH", "Europe/Berlin", 51.0441, 7.0312, 420, 5),
  site("Düsseldorf airport link", 1, [1], "URBAN", "TEMPERATE_NORTH", "Europe/Berlin", 51.2956, 6.7862, 300, 4),
  site("Liège logistics park", 1, [1], "URBAN", "TEMPERATE_NORTH", "Europe/Brussels", 50.6507, 5.4481, 350, 3),
  site("Manchester rail depot", 1, [1], "ROAD", "TEMPERATE_NORTH", "Europe/London", 53.4573, -2.1714, 330, 3),
  site("Aurora data campus", 1, [2], "URBAN", "CONTINENTAL_NORTH", "America/Denver", 39.7215, -104.6893, 450, 4),
  site("Dortmund trunk sewer", 2, [1], "URBAN", "TEMPERATE_NORTH", "Europe/Berlin", 51.4895, 7.5194, 240, 3),
  site("Kassel A44 earthworks", 2, [1], "ROAD", "TEMPERATE_NORTH", "Europe/Berlin", 51.2402, 9.6521, 600, 4),
  site("Almere east extension", 3, [1], "URBAN", "TEMPERATE_NORTH", "Europe/Amsterdam", 52.3722, 5.3216, 380, 3),
  site("Eindhoven chip campus", 3, [1], "URBAN", "TEMPERATE_NORTH", "Europe/Amsterdam", 51.4052, 5.4117, 320, 4),
  site("Lausitz open pit", 4, [1], "MINE", "TEMPERATE_NORTH", "Europe/Berlin", 51.5843, 14.2257, 1100, 5, true),
  site("Harz diabase quarry", 4, [1], "MINE", "TEMPERATE_NORTH", "Europe/Berlin", 51.8231, 10.3904, 520, 3),
  site("Opole gravel works", 4, [1], "MINE", "TEMPERATE_NORTH", "Europe/Warsaw", 50.5538, 18.0702, 480, 2),
  site("Copper Mesa pit 3", 5, [2], "MINE", "DESERT", "America/Phoenix", 33.0962, -109.3871, 1300, 5),
  site("Silver Basin leach pad", 5, [2], "MINE", "DESERT", "America/Denver", 40.3215, -112.2204, 900, 4),
  site("Newman South iron ore", 5, [2, 3], "MINE", "DESERT", "Australia/Perth", -23.4318, 119.7962, 1400, 5),
  site("Erie reservoir dam", 6, [2], "ENERGY", "CONTINENTAL_NORTH", "America/Denver", 40.0391, -105.0713, 500, 4),
  site("Cheyenne wind farm", 6, [2], "ENERGY", "CONTINENTAL_NORTH", "America/Denver", 41.2183, -105.0142, 1200, 3),
  site("Colorado Springs hospital", 6, [2], "URBAN", "CONTINENTAL_NORTH", "America/Denver", 38.9215, -104.7184, 220, 3),
  site("Tucson I-10 widening", 7, [2], "ROAD", "DESERT", "America/Phoenix", 32.1284, -110.8316, 700, 4),
  site("Las Vegas stadium district", 7, [2], "URBAN", "DESERT", "America/Los_Angeles", 36.0907, -115.1836, 280, 4),
  site("Amarillo US-287 bypass", 7, [2], "ROAD", "CONTINENTAL_NORTH", "America/Chicago", 35.2411, -101.7652, 650, 3),
  site("Moranbah coal pit", 8, [3], "MINE", "TROPICAL_SOUTH", "Australia/Brisbane", -22.0604, 148.0391, 1200, 5),
  site("Mount Isa haul road", 8, [3], "MINE", "TROPICAL_SOUTH", "Australia/Brisbane", -20.7632, 139.4827, 850, 4),
  site("Gympie highway bypass", 9, [3], "ROAD", "TEMPERATE_SOUTH", "Australia/Brisbane", -26.1716, 152.7034, 620, 4),
  site("Palmerston solar field", 9, [3], "ENERGY", "TROPICAL_SOUTH", "Australia/Darwin", -12.5513, 131.0521, 560, 3),
  site("Badgerys Creek metro box", 10, [3], "URBAN", "TEMPERATE_SOUTH", "Australia/Sydney", -33.8853, 150.7421, 340, 5),
  site(
    "Adelaide South Road tunnels",
    10,
    [3],
    "URBAN",
    "TEMPERATE_SOUTH",
    "Australia/Adelaide",
    -34.9412,
    138.5731,
    300,
    4,
  ),
];

/** The invented companies of the demo and their sites, at real places on land. */
import type { Climate, Work } from "./model.ts";

type DealerPlace = {
  name: string;
  timeZone: string;
  units: "METRIC" | "IMPERIAL";
  locale: string;
  currency: string;
  perDollar: number;
  fleetPrefix: string;
  people: { admin: string; dispatch: string };
};
type CustomerPlace = { name: string; timeZone: string; units: "METRIC" | "IMPERIAL"; locale: string; currency: string; people: { supervisor: string; operator: string } };
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
  hole?: true;
};

export const HQ_PLACE = { name: "Caterpillar Rental Operations", timeZone: "America/Chicago", admin: "Priya Raman" };

export const DEALER_PLACES: DealerPlace[] = [
  { name: "Rheinwerk Baumaschinen", timeZone: "Europe/Berlin", units: "METRIC", locale: "de-DE", currency: "EUR", perDollar: 0.92, fleetPrefix: "RW", people: { admin: "Katharina Vogt", dispatch: "Jonas Brandt" } },
  { name: "Sierra Ridge Machinery", timeZone: "America/Denver", units: "IMPERIAL", locale: "en-US", currency: "USD", perDollar: 1, fleetPrefix: "SRM", people: { admin: "Marcus Whitfield", dispatch: "Dana Okafor" } },
  { name: "Southern Plateau Equipment", timeZone: "Australia/Brisbane", units: "METRIC", locale: "en-AU", currency: "AUD", perDollar: 1.52, fleetPrefix: "SP", people: { admin: "Imogen Fairweather", dispatch: "Lachlan Reid" } },
];

export const CUSTOMER_PLACES: CustomerPlace[] = [
  { name: "Halvik Infrastructure", timeZone: "Europe/Berlin", units: "METRIC", locale: "de-DE", currency: "EUR", people: { supervisor: "Annika Sommer", operator: "Mehmet Kaya" } },
  { name: "Westmark Tiefbau", timeZone: "Europe/Berlin", units: "METRIC", locale: "de-DE", currency: "EUR", people: { supervisor: "Holger Petersen", operator: "Lukas Wirth" } },
  { name: "Oranjepolder Aannemers", timeZone: "Europe/Amsterdam", units: "METRIC", locale: "nl-NL", currency: "EUR", people: { supervisor: "Sanne de Wit", operator: "Bram Kuipers" } },
  { name: "Terrafels Rohstoffe", timeZone: "Europe/Berlin", units: "METRIC", locale: "de-DE", currency: "EUR", people: { supervisor: "Ulrike Hartung", operator: "Piotr Zielinski" } },
  { name: "Copper Mesa Mining", timeZone: "America/Phoenix", units: "IMPERIAL", locale: "en-US", currency: "USD", people: { supervisor: "Rosa Delgado", operator: "Tyler Begay" } },
  { name: "Front Range Constructors", timeZone: "America/Denver", units: "IMPERIAL", locale: "en-US", currency: "USD", people: { supervisor: "Caroline Hayes", operator: "Miguel Santos" } },
  { name: "Redline Highway Partners", timeZone: "America/Phoenix", units: "IMPERIAL", locale: "en-US", currency: "USD", people: { supervisor: "Derrick Coleman", operator: "Hannah Yazzie" } },
  { name: "Ironbark Resources", timeZone: "Australia/Brisbane", units: "METRIC", locale: "en-AU", currency: "AUD", people: { supervisor: "Gareth Mulholland", operator: "Kirra Dawson" } },
  { name: "Coral Coast Civil", timeZone: "Australia/Brisbane", units: "METRIC", locale: "en-AU", currency: "AUD", people: { supervisor: "Bronwyn Ashby", operator: "Tane Wihongi" } },
  { name: "Longreef Tunnelling", timeZone: "Australia/Sydney", units: "METRIC", locale: "en-AU", currency: "AUD", people: { supervisor: "Vivian Tran", operator: "Callum Pryce" } },
];

export const SITE_PLACES: SitePlace[] = [
  { name: "Köln-Nord yard", customer: null, dealers: [1], work: "YARD", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.0332, lon: 6.8741, radiusM: 260, criticality: 3 },
  { name: "Commerce City yard", customer: null, dealers: [2], work: "YARD", climate: "CONTINENTAL_NORTH", timeZone: "America/Denver", lat: 39.8336, lon: -104.9031, radiusM: 300, criticality: 3 },
  { name: "Wacol yard", customer: null, dealers: [3], work: "YARD", climate: "TEMPERATE_SOUTH", timeZone: "Australia/Brisbane", lat: -27.5918, lon: 152.9297, radiusM: 280, criticality: 3 },

  { name: "Leverkusen interchange", customer: 1, dealers: [1], work: "ROAD", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.0441, lon: 7.0312, radiusM: 420, criticality: 5 },
  { name: "Düsseldorf airport link", customer: 1, dealers: [1], work: "URBAN", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.2956, lon: 6.7862, radiusM: 300, criticality: 4 },
  { name: "Liège logistics park", customer: 1, dealers: [1], work: "URBAN", climate: "TEMPERATE_NORTH", timeZone: "Europe/Brussels", lat: 50.6507, lon: 5.4481, radiusM: 350, criticality: 3 },
  { name: "Manchester rail depot", customer: 1, dealers: [1], work: "ROAD", climate: "TEMPERATE_NORTH", timeZone: "Europe/London", lat: 53.4573, lon: -2.1714, radiusM: 330, criticality: 3 },
  { name: "Aurora data campus", customer: 1, dealers: [2], work: "URBAN", climate: "CONTINENTAL_NORTH", timeZone: "America/Denver", lat: 39.7215, lon: -104.6893, radiusM: 450, criticality: 4 },
  { name: "Dortmund trunk sewer", customer: 2, dealers: [1], work: "URBAN", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.4895, lon: 7.5194, radiusM: 240, criticality: 3 },
  { name: "Kassel A44 earthworks", customer: 2, dealers: [1], work: "ROAD", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.2402, lon: 9.6521, radiusM: 600, criticality: 4 },
  { name: "Almere east extension", customer: 3, dealers: [1], work: "URBAN", climate: "TEMPERATE_NORTH", timeZone: "Europe/Amsterdam", lat: 52.3722, lon: 5.3216, radiusM: 380, criticality: 3 },
  { name: "Eindhoven chip campus", customer: 3, dealers: [1], work: "URBAN", climate: "TEMPERATE_NORTH", timeZone: "Europe/Amsterdam", lat: 51.4052, lon: 5.4117, radiusM: 320, criticality: 4 },
  { name: "Lausitz open pit", customer: 4, dealers: [1], work: "MINE", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.5843, lon: 14.2257, radiusM: 1100, criticality: 5, hole: true },
  { name: "Harz diabase quarry", customer: 4, dealers: [1], work: "MINE", climate: "TEMPERATE_NORTH", timeZone: "Europe/Berlin", lat: 51.8231, lon: 10.3904, radiusM: 520, criticality: 3 },
  { name: "Opole gravel works", customer: 4, dealers: [1], work: "MINE", climate: "TEMPERATE_NORTH", timeZone: "Europe/Warsaw", lat: 50.5538, lon: 18.0702, radiusM: 480, criticality: 2 },
  { name: "Copper Mesa pit 3", customer: 5, dealers: [2], work: "MINE", climate: "DESERT", timeZone: "America/Phoenix", lat: 33.0962, lon: -109.3871, radiusM: 1300, criticality: 5 },
  { name: "Silver Basin leach pad", customer: 5, dealers: [2], work: "MINE", climate: "DESERT", timeZone: "America/Denver", lat: 40.3215, lon: -112.2204, radiusM: 900, criticality: 4 },
  { name: "Newman South iron ore", customer: 5, dealers: [2, 3], work: "MINE", climate: "DESERT", timeZone: "Australia/Perth", lat: -23.4318, lon: 119.7962, radiusM: 1400, criticality: 5 },
  { name: "Erie reservoir dam", customer: 6, dealers: [2], work: "ENERGY", climate: "CONTINENTAL_NORTH", timeZone: "America/Denver", lat: 40.0391, lon: -105.0713, radiusM: 500, criticality: 4 },
  { name: "Cheyenne wind farm", customer: 6, dealers: [2], work: "ENERGY", climate: "CONTINENTAL_NORTH", timeZone: "America/Denver", lat: 41.2183, lon: -105.0142, radiusM: 1200, criticality: 3 },
  { name: "Colorado Springs hospital", customer: 6, dealers: [2], work: "URBAN", climate: "CONTINENTAL_NORTH", timeZone: "America/Denver", lat: 38.9215, lon: -104.7184, radiusM: 220, criticality: 3 },
  { name: "Tucson I-10 widening", customer: 7, dealers: [2], work: "ROAD", climate: "DESERT", timeZone: "America/Phoenix", lat: 32.1284, lon: -110.8316, radiusM: 700, criticality: 4 },
  { name: "Las Vegas stadium district", customer: 7, dealers: [2], work: "URBAN", climate: "DESERT", timeZone: "America/Los_Angeles", lat: 36.0907, lon: -115.1836, radiusM: 280, criticality: 4 },
  { name: "Amarillo US-287 bypass", customer: 7, dealers: [2], work: "ROAD", climate: "CONTINENTAL_NORTH", timeZone: "America/Chicago", lat: 35.2411, lon: -101.7652, radiusM: 650, criticality: 3 },
  { name: "Moranbah coal pit", customer: 8, dealers: [3], work: "MINE", climate: "TROPICAL_SOUTH", timeZone: "Australia/Brisbane", lat: -22.0604, lon: 148.0391, radiusM: 1200, criticality: 5 },
  { name: "Mount Isa haul road", customer: 8, dealers: [3], work: "MINE", climate: "TROPICAL_SOUTH", timeZone: "Australia/Brisbane", lat: -20.7632, lon: 139.4827, radiusM: 850, criticality: 4 },
  { name: "Gympie highway bypass", customer: 9, dealers: [3], work: "ROAD", climate: "TEMPERATE_SOUTH", timeZone: "Australia/Brisbane", lat: -26.1716, lon: 152.7034, radiusM: 620, criticality: 4 },
  { name: "Palmerston solar field", customer: 9, dealers: [3], work: "ENERGY", climate: "TROPICAL_SOUTH", timeZone: "Australia/Darwin", lat: -12.5513, lon: 131.0521, radiusM: 560, criticality: 3 },
  { name: "Badgerys Creek metro box", customer: 10, dealers: [3], work: "URBAN", climate: "TEMPERATE_SOUTH", timeZone: "Australia/Sydney", lat: -33.8853, lon: 150.7421, radiusM: 340, criticality: 5 },
  { name: "Adelaide South Road tunnels", customer: 10, dealers: [3], work: "URBAN", climate: "TEMPERATE_SOUTH", timeZone: "Australia/Adelaide", lat: -34.9412, lon: 138.5731, radiusM: 300, criticality: 4 },
];

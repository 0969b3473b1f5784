/** Dealers with their branches, people and machines, for a simulated week. */
import type { EquipmentType } from "../../../server/domain/assets/schema.ts";
import { EQUIPMENT_TYPES } from "../../../server/domain/assets/schema.ts";
import { CATALOGUE, feedOf } from "../catalogue.ts";
import { makeFence, placeAt } from "../fences.ts";
import type { Model, Site } from "../model.ts";
import { dice } from "../random.ts";
import { FEED_FAILS, SLEEPERS } from "./rates.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A Monday; all dealers keep UTC, so that what comes at the end of a day comes at once, as it does for each dealer. */
export const WEEK_STARTS_MS = Date.UTC(2026, 2, 9);
export const WEEK_ENDS_MS = WEEK_STARTS_MS + 7 * DAY_MS;
/** Before the week the fleet is run for so many days, so that the week begins with the alerts that are live already. */
export const WARM_UP_DAYS = 4;

export type WeekSite = Pick<Site, "fence" | "centre" | "radiusM"> & {
  key: string;
  work: Exclude<Site["work"], "YARD"> | "YARD";
  /** Null for a yard. */
  customer: string | null;
};
export type Outage = { fromMs: number; toMs: number };
export type WeekMachine = {
  name: string;
  dealer: string;
  branch: string;
  type: EquipmentType;
  model: Model;
  cadenceS: number;
  sleeps: boolean;
  feed: { key: string; outages: Outage[] };
  yard: WeekSite;
  jobsites: WeekSite[];
};

/** Assumed: a branch is what one dispatcher looks after, bound to its yard and jobsites; two of them are a dealer. */
export const MACHINES_A_BRANCH = 250;
const BRANCHES_A_DEALER = 2;
const MACHINES_A_SITE = 5;
const SITES_A_CUSTOMER = 3;
const WORKS = ["MINE", "ROAD", "URBAN", "URBAN", "ENERGY"] as const;

/** The first `count` machines of an endless network: the same for the same number, and the first ones the same for every number. */
export function buildWeekFleet(count: number): WeekMachine[] {
  const machines: WeekMachine[] = [];
  const feeds = new Map<string, WeekMachine["feed"]>();
  for (let n = 0; machines.length < count; n++) {
    const [dealer, branch] = [`D${Math.floor(n / BRANCHES_A_DEALER)}`, `B${n}`];
    const chance = dice(`week of ${branch}`);
    const centre = { lat: chance.between(-40, 55), lon: chance.between(-100, 140) };
    const site = (key: string, work: WeekSite["work"], radiusM: number, customer: string | null): WeekSite => {
      const at = placeAt(centre, chance.between(0, 6.28), work === "YARD" ? 0 : chance.between(4_000, 40_000));
      return { key, work, customer, centre: at, radiusM, fence: makeFence(chance, at, radiusM, false) };
    };
    const yard = site(`${branch} yard`, "YARD", chance.between(90, 180), null);
    const jobsites = Array.from({ length: Math.round(MACHINES_A_BRANCH / MACHINES_A_SITE) }, (_, i) =>
      site(
        `${branch} site ${i}`,
        WORKS[i % WORKS.length]!,
        chance.between(120, 700),
        `${branch} customer ${Math.floor(i / SITES_A_CUSTOMER)}`,
      ),
    );
    for (let i = 0; i < MACHINES_A_BRANCH && machines.length < count; i++) {
      const type = chance.weighted(EQUIPMENT_TYPES, (each) => CATALOGUE[each].share);
      const { cat, others } = CATALOGUE[type];
      // 20 to 30 % of a dealer's rental fleet is of other makers, beside the small machines that its own maker does not build.
      const model = chance.pick(cat.length === 0 || chance.chance(0.3) ? others : cat);
      const { feed, cadenceS } = feedOf(model.make);
      const key = `${dealer} ${feed}`;
      if (!feeds.has(key)) feeds.set(key, { key, outages: outagesOf(key) });
      machines.push({
        name: `${branch} machine ${i}`,
        dealer,
        branch,
        type,
        model,
        cadenceS,
        sleeps: cadenceS <= 3600 && chance.chance(SLEEPERS),
        feed: feeds.get(key)!,
        yard,
        jobsites,
      });
    }
  }
  return machines;
}

function outagesOf(key: string): Outage[] {
  const chance = dice(`outages of ${key}`);
  const outages: Outage[] = [];
  for (let day = -WARM_UP_DAYS; day < 7; day++) {
    if (!chance.chance(FEED_FAILS)) continue;
    const fromMs = WEEK_STARTS_MS + (day + chance.between(0, 1)) * DAY_MS;
    outages.push({ fromMs, toMs: fromMs + chance.between(2, 30) * HOUR_MS });
  }
  return outages;
}

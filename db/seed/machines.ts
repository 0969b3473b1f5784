/** The fleet: which machines a dealer has, how each stands today and what is told about it. */
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import { EQUIPMENT_TYPES } from "../../server/domain/assets/schema.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { CATALOGUE, feedOf } from "./catalogue.ts";
import type { Dealer, Fate, Machine, Model, Story } from "./model.ts";
import { dice, idSource, type Dice } from "./random.ts";

/** Of a hundred machines of a dealer. */
const FATES: Record<Fate, number> = {
  OUT: 42,
  CALLED_OFF: 3,
  FREE: 36,
  RESERVED: 8,
  CHECKED_IN: 6,
  WORKSHOP: 4,
  LOST: 1,
};

/** What the first machines that are out tell, per dealer; the others are just at work. */
const STORIES_OUT: Story[] = [
  "OVERDUE",
  "OVERDUE",
  "OVERDUE",
  "DUE_TODAY",
  "DUE_TODAY",
  "DUE_TOMORROW",
  "DUE_TOMORROW",
  "IDLE_RATIO",
  "IDLE_RATIO",
  "OFF_SITE_MOTION",
  "SILENCE",
  "FUEL_OUTLIER",
  "METER_BACKWARDS",
  "METER_OUTLIER",
  "MAINTENANCE_DUE",
  "MAINTENANCE_DUE",
];
const STORIES_IN: Story[] = ["UNEXPECTED_MOTION"];

/** Every fourth machine is of another maker than Caterpillar, so that with the trenchers it is 20 to 30 %. */
const OTHER_MAKER_EVERY = 4;

/** A dealer's fleet of `count` machines; `firstNumber` is the number in the first one's human id. */
export function buildFleet(dealer: Dealer, count: number, firstNumber: number, calendar: Calendar): Machine[] {
  const chance = dice(`fleet of dealer ${dealer.index}`);
  const id = idSource(`fleet of dealer ${dealer.index}`);
  const types = chance.shuffled(spread(EQUIPMENT_TYPES, (type) => CATALOGUE[type].share, count));
  const fates = chance.shuffled(spread(Object.keys(FATES) as Fate[], (fate) => FATES[fate], count));
  const tales: Record<string, Story[]> = { OUT: [...STORIES_OUT], CHECKED_IN: [...STORIES_IN] };
  let others = 0;

  return types.map((type, i): Machine => {
    const profile = CATALOGUE[type];
    const other = profile.cat.length === 0 || i % OTHER_MAKER_EVERY === 1;
    const model = other ? profile.others[others++ % profile.others.length]! : chance.pick(profile.cat);
    const today = Number(calendar.today.slice(0, 4));
    const modelYear = today - chance.int(1, 9);
    const fate = fates[i]!;
    const { feed, cadenceS, source } = feedOf(model.make);
    const number = firstNumber + i;
    const serialNumber = serialOf(chance, model, type, number);
    return {
      id: id(calendar.at(-20, number % 1440, "UTC")),
      index: i,
      humanId: `EQX${number}`,
      dealer,
      type,
      model,
      serialNumber,
      pin: pinOf(chance, model, serialNumber),
      modelYear,
      purchasedOn: `${modelYear}-${String(chance.int(1, 12)).padStart(2, "0")}-${String(chance.int(1, 28)).padStart(2, "0")}`,
      oec: Math.round((model.costUsd * dealer.perDollar * chance.between(0.96, 1.05)) / 100) * 100,
      dayRate: Math.round(model.costUsd * dealer.perDollar * chance.between(0.0033, 0.0039)),
      feed,
      feedCadenceS: cadenceS,
      source,
      fate,
      story: tales[fate]?.shift() ?? null,
      spans: [],
      anomalies: [],
      runtime: new Int16Array(HISTORY_DAYS),
      idle: new Int16Array(HISTORY_DAYS),
      fuel: new Int32Array(HISTORY_DAYS),
      meter: new Int32Array(HISTORY_DAYS),
      startMeter: 0,
      lastPosition: { lat: 0, lon: 0, accuracyM: 5 },
      lastSeenAt: calendar.now,
      meterAt: calendar.now,
    };
  });
}

/** `count` items in proportion to their shares, the largest remainders rounded up. */
function spread<T>(items: readonly T[], share: (item: T) => number, count: number): T[] {
  const total = items.reduce((sum, item) => sum + share(item), 0);
  const parts = items.map((item) => ({ item, exact: (share(item) / total) * count }));
  const whole = parts.flatMap(({ item, exact }) => Array.from({ length: Math.floor(exact) }, () => item));
  const rest = parts.toSorted((a, b) => (b.exact % 1) - (a.exact % 1)).slice(0, count - whole.length);
  return [...whole, ...rest.map(({ item }) => item)];
}

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ".split("");

/** Caterpillar: a prefix of three letters for the model and five digits; others: mostly digits. */
function serialOf(chance: Dice, model: Model, type: EquipmentType, number: number): string {
  const digits = String(10_000 + number * 7 + chance.int(0, 6));
  if (model.make === "Caterpillar") {
    const prefix = dice(`serial prefix of ${type} ${model.model}`);
    return `${prefix.pick("EHJKLMNRT".split(""))}${prefix.pick(LETTERS)}${prefix.pick(LETTERS)}${digits}`;
  }
  return chance.chance(0.5) ? digits : `${model.model.replaceAll(/[^A-Z0-9]/g, "").slice(0, 4)}${digits}`;
}

/** 17, 9 or 7 characters, or none, as feeds really have them. */
function pinOf(chance: Dice, model: Model, serial: string): string | null {
  if (model.make === "Caterpillar")
    return `CAT${model.model
      .replaceAll(/[^A-Z0-9]/g, "")
      .slice(0, 5)
      .padStart(5, "0")}${chance.pick(LETTERS)}${serial}`;
  const letters = model.make
    .replaceAll(/[^A-Za-z]/g, "")
    .slice(0, 3)
    .toUpperCase();
  const tail = serial.slice(-5);
  return chance.pick([
    `1${letters}${tail.padStart(13, "0")}`,
    `${letters.slice(0, 2)}${tail.padStart(7, "0")}`,
    `${letters.slice(0, 2)}${tail}`,
    null,
  ]);
}

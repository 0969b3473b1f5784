/** Faults that makers' feeds report of the machines: most went by themselves, some are there. */
import { faultLevel } from "../../server/domain/faults/j1939.ts";
import { faultKey } from "../../server/domain/faults/told.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { spanOn, yardOf, type Machine } from "./model.ts";
import { dice, idSource } from "./random.ts";

const FAULTS = [
  { spn: 100, fmi: 1, description: "Engine oil pressure low", weight: 1 },
  { spn: 110, fmi: 16, description: "Coolant temperature high", weight: 2 },
  { spn: 111, fmi: 18, description: "Coolant level low", weight: 2 },
  { spn: 1638, fmi: 16, description: "Hydraulic oil temperature high", weight: 2 },
  { spn: 1761, fmi: 17, description: "DEF tank level low", weight: 5 },
  { spn: 107, fmi: 15, description: "Air filter restricted", weight: 4 },
  { spn: 168, fmi: 4, description: "Battery voltage low", weight: 3 },
] as const;
/** The share of machines with a fault of the last weeks, and of those that have it still. */
const FAULTY = 0.3;
const STILL = 0.35;
const DAYS_BACK = 40;
const DAY_MS = 86_400_000;

export function faultRows(machines: readonly Machine[], calendar: Calendar) {
  const [chance, id] = [dice("faults"), idSource("faults")];
  const lives = machines.flatMap((machine) => {
    const fault = chance.weighted(FAULTS, ({ weight }) => weight);
    const [has, still] = [chance.chance(FAULTY), chance.chance(STILL)];
    const [back, minute, lasted] = [chance.int(1, DAYS_BACK), chance.int(400, 1_000), chance.between(0.1, 4)];
    if (!has) return [];
    const openedAt = calendar.at(HISTORY_DAYS - back, minute, yardOf(machine.dealer).timeZone);
    const clearedAt = new Date(openedAt.getTime() + lasted * DAY_MS);
    const lastAt = still ? machine.lastSeenAt : new Date(openedAt.getTime() + (lasted * DAY_MS) / 2);
    // What was not heard of is not known.
    if ((still ? openedAt : clearedAt) >= machine.lastSeenAt) return [];
    const day = still ? HISTORY_DAYS - 1 : HISTORY_DAYS - back;
    const span = spanOn(machine, day);
    const { spn, fmi, description } = fault;
    const code = `${spn}-${fmi}`;
    return [
      {
        id: id(openedAt),
        orgOwnerId: machine.dealer.id,
        dealerId: machine.dealer.id,
        customerId: span?.customer.id ?? null,
        siteId: (span?.site ?? yardOf(machine.dealer)).id,
        equipmentId: machine.id,
        source: machine.feed,
        faultKey: faultKey({ spn, fmi, code, source: null }),
        code,
        spn,
        fmi,
        description,
        level: faultLevel(fmi, null),
        openedAt,
        lastAt,
        clearedAt: still ? null : clearedAt,
        times: 1,
      },
    ];
  });
  const reported = lives.map((life) => {
    const { orgOwnerId, dealerId, customerId, siteId, equipmentId, source, code, spn, fmi, description } = life;
    return {
      orgOwnerId,
      dealerId,
      customerId,
      siteId,
      equipmentId,
      source,
      code,
      spn,
      fmi,
      description,
      at: life.openedAt,
    };
  });
  return { lives, reported };
}

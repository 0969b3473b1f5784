/** What is wrong on purpose, with its truth, so that detection can be measured: live ones and ones that have passed. */
import { HISTORY_DAYS } from "./calendar.ts";
import type { Anomaly, Machine } from "./model.ts";
import { dice } from "./random.ts";

const LAST = HISTORY_DAYS - 1;
/** Days of a run of idling, and the idle ratio on them; beyond every class's allowance. */
const IDLE_DAYS = 3;
/** Readings are kept raw for this long, so that what shows in readings alone is planted within. */
export const READING_DAYS = 35;

/** Fills `machine.anomalies` from its story and, for about one machine in six, adds one that is over. Needs the timeline. */
export function plantAnomalies(machine: Machine): void {
  const chance = dice(`anomalies of ${machine.humanId}`);
  const live = (kind: Anomaly["kind"], from: number, detail: Record<string, unknown>) =>
    machine.anomalies.push({ kind, from, to: LAST, live: true, detail });
  switch (machine.story) {
    case "IDLE_RATIO":
      live("IDLE_RATIO", LAST - IDLE_DAYS + 1, { idleRatio: hundredth(chance.between(0.66, 0.8)) });
      break;
    case "OFF_SITE_MOTION":
      live("OFF_SITE_MOTION", LAST, { awayM: chance.int(900, 2600) });
      break;
    case "UNEXPECTED_MOTION":
      live("UNEXPECTED_MOTION", LAST, { awayM: chance.int(600, 1500) });
      break;
    case "SILENCE":
      live("SILENCE", LAST - chance.int(5, 7), {});
      break;
    case "FUEL_OUTLIER":
      live("FUEL_OUTLIER", LAST, { factor: hundredth(chance.between(2.3, 2.9)) });
      break;
    case "METER_BACKWARDS":
      live("METER_BACKWARDS", LAST - 1, { byHours: 312 });
      break;
    case "METER_OUTLIER":
      live("METER_OUTLIER", LAST - 2, { hours: 47_570 });
      break;
  }
  if (machine.fate === "LOST") live("SILENCE", LAST - 9, {});
  if (machine.story || !chance.chance(0.17)) return;

  const long = machine.spans.filter((span) => span.state === "RETURNED" && span.to - span.from >= 9);
  if (long.length === 0) return;
  const span = chance.pick(long);
  const from = chance.int(span.from + 2, span.to - IDLE_DAYS - 2);
  if (chance.chance(0.6)) {
    machine.anomalies.push({
      kind: "IDLE_RATIO",
      from,
      to: from + IDLE_DAYS - 1,
      live: false,
      detail: { idleRatio: hundredth(chance.between(0.62, 0.78)) },
    });
  } else {
    machine.anomalies.push({
      kind: "FUEL_OUTLIER",
      from,
      to: from,
      live: false,
      detail: { factor: hundredth(chance.between(2.2, 2.9)) },
    });
  }
}

/** The anomaly of a kind that shows on a day, if there is one. */
export function anomalyOn(machine: Machine, kind: Anomaly["kind"], day: number): Anomaly | undefined {
  return machine.anomalies.find((anomaly) => anomaly.kind === kind && anomaly.from <= day && day <= anomaly.to);
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

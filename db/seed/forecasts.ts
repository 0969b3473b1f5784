/** Machines needed per site, type and day over a fortnight, as quantiles of the same weekdays of the weeks before. */
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Dealer, Machine, Site } from "./model.ts";

const HORIZON_DAYS = 14;
const WEEKS = 8;
/** The one that is made today, and one whose fortnight has passed and whose truth is known. */
const MADE_ON = [HISTORY_DAYS - HORIZON_DAYS - 1, HISTORY_DAYS];

export type Demand = { dealer: Dealer; site: Site; type: EquipmentType; onRent: Uint16Array };

/** Machines on rent per dealer, site and type on each day of history. */
export function demandOf(machines: Machine[]): Demand[] {
  const found = new Map<string, Demand>();
  for (const machine of machines) {
    for (const span of machine.spans) {
      if (span.state === "RESERVED") continue;
      const key = `${machine.dealer.id} ${span.site.id} ${machine.type}`;
      let demand = found.get(key);
      if (!demand)
        found.set(
          key,
          (demand = {
            dealer: machine.dealer,
            site: span.site,
            type: machine.type,
            onRent: new Uint16Array(HISTORY_DAYS),
          }),
        );
      for (let day = Math.max(0, span.from); day <= Math.min(span.to, HISTORY_DAYS - 1); day++) demand.onRent[day]!++;
    }
  }
  return [...found.values()];
}

export function forecastRows(demands: Demand[], calendar: Calendar) {
  return demands.flatMap(({ dealer, site, type, onRent }) =>
    MADE_ON.flatMap((madeOn) => {
      const window = onRent.subarray(madeOn - 7 * WEEKS, madeOn);
      if (window.every((count) => count === 0)) return [];
      return Array.from({ length: HORIZON_DAYS }, (_, i) => {
        const day = madeOn + 1 + i;
        const { p10, p50, p90 } = quantilesFor(onRent, madeOn, day);
        return {
          orgOwnerId: dealer.id,
          dealerId: dealer.id,
          customerId: site.customer?.id ?? null,
          siteId: site.id,
          type,
          madeOn: calendar.day(madeOn),
          day: calendar.day(day),
          p10,
          p50,
          p90,
          model: "seasonal-naive",
          actual: day < HISTORY_DAYS ? onRent[day]! : null,
        };
      });
    }),
  );
}

/** Quantiles for `day` from its weekday in the weeks before `madeOn`, which itself is not known yet. */
export function quantilesFor(
  onRent: Uint16Array,
  madeOn: number,
  day: number,
): { p10: number; p50: number; p90: number } {
  const ahead = Math.ceil((day - madeOn + 1) / 7);
  const past = Array.from({ length: WEEKS }, (_, week) => onRent[day - 7 * (ahead + week)] ?? 0).sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (past.length - 1);
    const below = past[Math.floor(place)]!;
    return Math.round((below + (past[Math.ceil(place)]! - below) * (place % 1)) * 100) / 100;
  };
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}

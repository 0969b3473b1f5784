/** Puts the demo together in memory: everybody, every place, every machine and what each did. No database in here. */
import { makeCalendar, type Calendar } from "./calendar.ts";
import { plantAnomalies } from "./anomalies.ts";
import { buildFleet } from "./machines.ts";
import type { Machine, Network } from "./model.ts";
import { buildNetwork } from "./network.ts";
import { rentalsOf, type Rental } from "./rentals.ts";
import { maintenanceRows, type Service } from "./service.ts";
import { buildTimeline } from "./timeline.ts";
import { trackMachine, type Reading } from "./tracks.ts";
import { simulateUsage } from "./usage.ts";

const MACHINES_PER_DEALER = 100;
const FIRST_NUMBER = 1001;

export type Demo = {
  calendar: Calendar;
  network: Network;
  machines: Machine[];
  rentals: Rental[];
  services: { machine: Machine; service: Service }[];
  readingsOf: (machine: Machine) => Reading[];
  /** First days of the months that readings fall into. */
  readingMonths: string[];
};

/** Throws RangeError on a scale outside 0.1–100, on a `today` that is no day and on a `now` before it. */
export function buildDemo(options: { scale: number; today: string; now: Date }): Demo {
  const { scale } = options;
  if (!(scale >= 0.1 && scale <= 100)) throw new RangeError("The scale lies between 0.1 and 100.");
  const calendar = makeCalendar(options.today, options.now);
  const network = buildNetwork(calendar, Math.max(1, Math.floor(scale)));
  const perDealer = Math.round(MACHINES_PER_DEALER * scale);
  const machines = network.dealers.flatMap((dealer, i) =>
    buildFleet(dealer, perDealer, FIRST_NUMBER + i * perDealer, calendar),
  );
  const readings = new Map<Machine, Reading[]>();
  const months = new Set<string>();
  for (const machine of machines) {
    buildTimeline(machine, calendar);
    plantAnomalies(machine);
    simulateUsage(machine, calendar);
    const track = trackMachine(machine, calendar);
    readings.set(machine, track);
    for (const { at } of track) months.add(`${at.toISOString().slice(0, 7)}-01`);
  }
  return {
    calendar,
    network,
    machines,
    rentals: machines.flatMap((machine) => rentalsOf(machine, calendar)),
    services: machines.flatMap((machine) =>
      maintenanceRows(machine, calendar).map((service) => ({ machine, service })),
    ),
    readingsOf: (machine) => readings.get(machine) ?? [],
    readingMonths: [...months].sort(),
  };
}

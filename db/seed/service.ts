/** Services every 250 hours, done and due, and yearly inspections. */
import { serviceName } from "../../server/domain/maintenance/due.ts";
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Machine } from "./model.ts";
import { currentSpan, spanOn, yardOf } from "./model.ts";
import { dice, idSource } from "./random.ts";
import { SERVICE_INTERVAL, serviceIsDue } from "./usage.ts";

const LAST = HISTORY_DAYS - 1;

export type Service = ReturnType<typeof maintenanceRows>[number];

/** Done services at each 250 hours that the meter passed, and the next one; yearly inspections of machines on rent. */
export function maintenanceRows(machine: Machine, calendar: Calendar) {
  const chance = dice(`service of ${machine.humanId}`);
  const id = idSource(`service of ${machine.humanId}`);
  const end = machine.meter[LAST]!;
  const lastMark = end - (end % SERVICE_INTERVAL);
  const due = serviceIsDue(machine);
  const span = currentSpan(machine);
  const rows = [];
  const common = {
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    equipmentId: machine.id,
    intervalH: SERVICE_INTERVAL / 10,
    notes: null as string | null,
  };
  const open = {
    dueAtHours: null as number | null,
    dueAt: null as Date | null,
    plannedFor: null as Date | null,
    doneAt: null as Date | null,
    doneAtHours: null as number | null,
    doneBy: null as string | null,
    startedAt: null as Date | null,
    workshop: null as "WORKSHOP" | "ON_SITE" | null,
    technicianUserId: null as string | null,
    intervalDays: null as number | null,
  };

  for (let day = 0, before = machine.startMeter; day <= LAST; before = machine.meter[day]!, day++) {
    const mark = machine.meter[day]! - (machine.meter[day]! % SERVICE_INTERVAL);
    if (mark <= before || (due && mark === lastMark)) continue;
    const where = spanOn(machine, day);
    const site = where?.site ?? yardOf(machine.dealer);
    const doneAt = calendar.past(day, 1140, site.timeZone);
    rows.push({
      ...open,
      ...common,
      id: id(calendar.at(day - 12, 360, "UTC")),
      customerId: where?.customer.id ?? null,
      siteId: site.id,
      service: serviceName(mark / 10),
      state: "DONE",
      dueAtHours: mark / 10,
      plannedFor: calendar.at(day, 1080, site.timeZone),
      doneAt,
      doneAtHours: machine.meter[day]! / 10,
      doneBy: machine.dealer.dispatch.userId,
      startedAt: calendar.past(day, 1080, site.timeZone),
      workshop: where ? ("ON_SITE" as const) : ("WORKSHOP" as const),
      technicianUserId: machine.dealer.dispatch.userId,
      createdAt: calendar.at(day - 12, 360, "UTC"),
    });
  }
  const next = due ? lastMark : lastMark + SERVICE_INTERVAL;
  const here = { customerId: span?.customer.id ?? null, siteId: (span?.site ?? yardOf(machine.dealer)).id };
  const createdAt = calendar.past(LAST - chance.int(2, 9), 400, "UTC");
  const planned = machine.fate === "WORKSHOP" ? calendar.at(HISTORY_DAYS, 480, machine.dealer.timeZone) : null;
  rows.push({
    ...open,
    ...common,
    ...here,
    id: id(createdAt),
    service: serviceName(next / 10),
    state: machine.fate === "WORKSHOP" ? "IN_WORK" : "OPEN",
    dueAtHours: next / 10,
    plannedFor: planned,
    startedAt: machine.fate === "WORKSHOP" ? calendar.past(LAST, 560, machine.dealer.timeZone) : null,
    workshop: machine.fate === "WORKSHOP" ? "WORKSHOP" : null,
    technicianUserId: machine.fate === "WORKSHOP" ? machine.dealer.dispatch.userId : null,
    createdAt,
    notes: machine.fate === "WORKSHOP" ? "On the lift, waiting for filters." : null,
  });
  if (machine.fate === "OUT" && chance.chance(0.25)) {
    const inDays = chance.int(30, 220);
    const soon = inDays < 60;
    rows.push({
      ...open,
      ...common,
      ...here,
      id: id(createdAt),
      service: "Yearly safety inspection",
      state: soon ? "PLANNED" : "OPEN",
      intervalDays: 365,
      dueAt: calendar.at(HISTORY_DAYS + inDays, 960, machine.dealer.timeZone),
      plannedFor: soon ? calendar.at(HISTORY_DAYS + 3 + (inDays % 5), 600, machine.dealer.timeZone) : null,
      workshop: soon ? "ON_SITE" : null,
      technicianUserId: soon ? machine.dealer.dispatch.userId : null,
      createdAt,
    });
  }
  return rows;
}

/** Services every 250 hours, done and due, and the tasks of the next days and the last weeks. */
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Machine } from "./model.ts";
import { currentSpan, spanOn, yardOf } from "./model.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";
import { SERVICE_INTERVAL, serviceIsDue } from "./usage.ts";

const LAST = HISTORY_DAYS - 1;

/** What is done at a multiple of 250 hours. */
function serviceName(hours: number): string {
  if (hours % 2000 === 0) return "2,000 h service: hydraulic oil and valve clearances";
  if (hours % 1000 === 0) return "1,000 h service: transmission oil and air filters";
  if (hours % 500 === 0) return "500 h service: fuel and hydraulic filters";
  return "250 h service: engine oil and filter";
}

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
    createdAt,
    notes: machine.fate === "WORKSHOP" ? "On the lift, waiting for filters." : null,
  });
  if (machine.fate === "OUT" && chance.chance(0.25)) {
    rows.push({
      ...open,
      ...common,
      ...here,
      id: id(createdAt),
      service: "Yearly safety inspection",
      state: "PLANNED",
      dueAt: calendar.at(HISTORY_DAYS + chance.int(30, 220), 960, machine.dealer.timeZone),
      createdAt,
    });
  }
  return rows;
}

/** Pick-ups of what was called off, transports to reservations, inspections after a return, services; and pick-ups of late. */
export function taskRows(rentals: Rental[], calendar: Calendar) {
  const id = idSource("tasks");
  const made = calendar.past(LAST, 930, "UTC");
  const rows = [];
  const machines = new Set(rentals.map(({ machine }) => machine));
  const task = (
    machine: Machine,
    kind: string,
    state: string,
    title: string,
    more: { rental?: Rental; siteId: string; toSiteId?: string | null; dueAt: Date; doneAt?: Date; createdAt?: Date },
  ) => ({
    id: id(more.createdAt ?? made),
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: more.rental?.span.customer.id ?? null,
    siteId: more.siteId,
    toSiteId: more.toSiteId ?? null,
    equipmentId: machine.id,
    rentalId: more.rental?.span.id ?? null,
    kind,
    state,
    title,
    assigneeUserId: state === "OPEN" ? null : machine.dealer.dispatch.userId,
    dueAt: more.dueAt,
    doneAt: more.doneAt ?? null,
    answers: more.doneAt ? { loaded: "yes" } : null,
    createdAt: more.createdAt ?? made,
  });
  for (const rental of rentals) {
    const { machine, span, inAt } = rental;
    const yard = yardOf(machine.dealer);
    if (span.state === "PICK_UP_READY") {
      rows.push(
        task(machine, "PICK_UP", "ASSIGNED", `Pick up ${machine.humanId} from ${span.site.name}`, {
          rental,
          siteId: span.site.id,
          toSiteId: yard.id,
          dueAt: calendar.at(HISTORY_DAYS + 1, 900, span.site.timeZone),
        }),
      );
    } else if (span.state === "RESERVED" && machine.fate === "RESERVED") {
      rows.push(
        task(machine, "TRANSPORT", "OPEN", `Bring ${machine.humanId} to ${span.site.name}`, {
          rental,
          siteId: yard.id,
          toSiteId: span.site.id,
          dueAt: calendar.at(span.from, 420, span.site.timeZone),
        }),
      );
    } else if (inAt && span.to > LAST - 21) {
      const createdAt = new Date(inAt.getTime() - 26 * 3_600_000);
      rows.push(
        task(machine, "PICK_UP", "DONE", `Pick up ${machine.humanId} from ${span.site.name}`, {
          rental,
          siteId: span.site.id,
          toSiteId: yard.id,
          dueAt: inAt,
          doneAt: inAt,
          createdAt,
        }),
      );
    }
  }
  for (const machine of machines) {
    const siteId = (currentSpan(machine)?.site ?? yardOf(machine.dealer)).id;
    const dueAt = calendar.at(HISTORY_DAYS + 1, 840, machine.dealer.timeZone);
    const rental = rentals.find((each) => each.machine === machine && each.span === currentSpan(machine));
    if (machine.fate === "CHECKED_IN")
      rows.push(task(machine, "INSPECTION", "OPEN", `Inspect ${machine.humanId} after its return`, { siteId, dueAt }));
    if (machine.fate === "WORKSHOP")
      rows.push(task(machine, "SERVICE", "IN_WORK", `Service ${machine.humanId}`, { siteId, dueAt }));
    if (machine.story === "MAINTENANCE_DUE")
      rows.push(
        task(machine, "SERVICE", "OPEN", `Service ${machine.humanId} on site`, {
          siteId,
          dueAt,
          ...(rental ? { rental } : {}),
        }),
      );
  }
  return rows;
}

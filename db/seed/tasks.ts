/** Tasks of the last weeks, of today and of this week: for dispatchers, and for operators at their sites. */
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Machine, Person, Site } from "./model.ts";
import { currentSpan, yardOf } from "./model.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";
import type { Service } from "./service.ts";

const LAST = HISTORY_DAYS - 1;
const TRUCKS = ["Low loader 1", "Low loader 2", "Truck 7"];
/** Inspections that an operator has to do this week. */
const OF_OPERATOR = 3;

type Facts = {
  kind: "TRANSPORT" | "PICK_UP" | "SERVICE" | "INSPECTION";
  state: "OPEN" | "ASSIGNED" | "IN_WORK" | "DONE";
  cause: string;
  /** Where it is neither the rental nor the machine. */
  causeId?: string | undefined;
  site: Site;
  toSite?: Site;
  rental?: Rental | undefined;
  who?: Person;
  dueAt: Date;
  /** Local hour at which its window opens, and the day. */
  window?: [day: number, hour: number];
  doneAt?: Date;
  createdAt?: Date;
};

/** Pick-ups of what was called off, transports to reservations, inspections after a return, services; and pick-ups of late. */
export function taskRows(rentals: readonly Rental[], works: readonly Service[], calendar: Calendar) {
  const id = idSource("tasks");
  const next = new Map(
    works.flatMap((work) =>
      work.dueAtHours !== null && work.state !== "DONE" ? [[work.equipmentId, work.id] as const] : [],
    ),
  );
  const made = calendar.past(LAST, 930, "UTC");
  const rows: ReturnType<typeof row>[] = [];
  const row = (machine: Machine, facts: Facts) => {
    const { rental, who, window, doneAt, createdAt = made, site } = facts;
    const taskId = id(createdAt);
    const from = window ? calendar.at(window[0], window[1] * 60, site.timeZone) : null;
    const loads = facts.kind === "TRANSPORT" || facts.kind === "PICK_UP";
    return {
      id: taskId,
      orgOwnerId: machine.dealer.id,
      dealerId: machine.dealer.id,
      customerId: rental?.span.customer.id ?? null,
      siteId: site.id,
      toSiteId: facts.toSite?.id ?? null,
      equipmentId: machine.id,
      humanId: machine.humanId,
      rentalId: rental?.span.id ?? null,
      kind: facts.kind,
      state: facts.state,
      title: null,
      assigneeUserId: who?.userId ?? null,
      assigneeOrgId: who?.orgId ?? null,
      truck: loads && from ? dice(`truck of ${taskId}`).pick(TRUCKS) : null,
      dueAt: facts.dueAt,
      plannedFrom: from,
      plannedTo: from && new Date(from.getTime() + (loads ? 3 : 2) * 3_600_000),
      startedAt: facts.state === "IN_WORK" ? calendar.past(LAST, 560, site.timeZone) : (doneAt ?? null),
      startedBy: facts.state === "IN_WORK" || doneAt ? (who?.userId ?? null) : null,
      doneAt: doneAt ?? null,
      doneBy: doneAt ? (who?.userId ?? null) : null,
      answers: doneAt ? { clean: true, complete: true } : null,
      causeKind: facts.cause,
      causeId: facts.causeId ?? (rental ? rental.span.id : machine.id),
      createdAt,
    };
  };
  for (const rental of rentals) {
    const { machine, span, inAt } = rental;
    const yard = yardOf(machine.dealer);
    const chance = dice(`task of ${span.id}`);
    const who = machine.dealer.dispatch;
    const pickUp = { kind: "PICK_UP", cause: "RENTAL_CALL_OFF", rental, site: span.site, toSite: yard, who } as const;
    if (span.state === "PICK_UP_READY") {
      const day = HISTORY_DAYS + chance.int(0, 3);
      const window: [number, number] = [day, chance.int(7, 14)];
      const dueAt = calendar.at(day + 1, 900, span.site.timeZone);
      rows.push(row(machine, { ...pickUp, state: "ASSIGNED", dueAt, window }));
    } else if (span.state === "RESERVED" && machine.fate === "RESERVED") {
      const dueAt = calendar.at(span.from, 420, span.site.timeZone);
      const soon = span.from - HISTORY_DAYS < 6;
      rows.push(
        row(machine, {
          kind: "TRANSPORT",
          cause: "RESERVATION",
          state: soon ? "ASSIGNED" : "OPEN",
          rental,
          site: yard,
          toSite: span.site,
          ...(soon
            ? { who, window: [Math.max(HISTORY_DAYS, span.from - 1), chance.int(7, 14)] as [number, number] }
            : {}),
          dueAt,
        }),
      );
    } else if (inAt && span.to > LAST - 21) {
      const createdAt = new Date(inAt.getTime() - 26 * 3_600_000);
      rows.push(row(machine, { ...pickUp, state: "DONE", dueAt: inAt, doneAt: inAt, createdAt }));
    }
  }
  for (const machine of new Set(rentals.map((each) => each.machine))) {
    const span = currentSpan(machine);
    const site = span?.site ?? yardOf(machine.dealer);
    const who = machine.dealer.dispatch;
    const dueAt = calendar.at(HISTORY_DAYS + 1, 840, machine.dealer.timeZone);
    const rental = rentals.find((each) => each.machine === machine && each.span === span);
    if (machine.fate === "CHECKED_IN")
      rows.push(row(machine, { kind: "INSPECTION", cause: "RENTAL_RETURN", state: "OPEN", site, dueAt }));
    const service = { kind: "SERVICE", cause: "MAINTENANCE", causeId: next.get(machine.id) } as const;
    if (machine.fate === "WORKSHOP") rows.push(row(machine, { ...service, state: "IN_WORK", site, who, dueAt }));
    if (machine.story === "MAINTENANCE_DUE")
      rows.push(row(machine, { ...service, state: "OPEN", site, rental, dueAt }));
  }
  for (const [nth, rental] of ofOperators(rentals).entries()) {
    const { machine, span } = rental;
    const day = HISTORY_DAYS + dice(`week of ${span.id}`).int(0, 4);
    rows.push(
      row(machine, {
        kind: "INSPECTION",
        cause: "WEEKLY_CHECK",
        state: "ASSIGNED",
        rental,
        site: span.site,
        who: span.customer.operator,
        dueAt: calendar.at(day, 900, span.site.timeZone),
        window: [day, 7 + 3 * (nth % OF_OPERATOR)],
      }),
    );
  }
  return rows;
}

/** A few machines that are out at each operator's own sites. */
function ofOperators(rentals: readonly Rental[]): Rental[] {
  const out = rentals.filter(({ span }) => span.state === "ON_RENT" && span.customer.operatorSites.includes(span.site));
  return [...Map.groupBy(out, ({ span }) => span.customer).values()].flatMap((some) => some.slice(0, OF_OPERATOR));
}

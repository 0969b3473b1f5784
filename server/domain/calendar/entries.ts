/** What stands in a person's calendar, from the facts of their work. Pure: the words and the days are made here, the text of the file is not. */
import type { EquipmentType } from "../assets/schema.ts";
import { addDays, localDay } from "../rentals/zone-time.ts";
import type { TaskKind } from "../tasks/words.ts";
import { wordsIn, type CalendarWords } from "./words.ts";

export type CalendarEntry = {
  /** Stable for as long as the thing itself lasts. */
  uid: string;
  title: string;
  description: string;
  location: string | null;
  /** Where the app shows it. */
  path: string;
} & ({ allDay: true; from: string; to: string } | { allDay: false; from: Date; to: Date });

/** `to` of an entry of whole days is the day after its last (RFC 5545, 3.6.1). */
type Place = { siteName: string | null; timeZone: string };
export type TaskFact = Place & {
  id: string;
  kind: TaskKind;
  title: string | null;
  humanId: string | null;
  toSiteName: string | null;
  plannedFrom: Date | null;
  plannedTo: Date | null;
  dueAt: Date | null;
  notes: string | null;
};
export type RentalFact = Place & {
  id: string;
  humanId: string;
  make: string;
  model: string;
  dueAt: Date;
  customerName: string | null;
};
export type ReservationFact = Place & {
  id: string;
  type: EquipmentType;
  quantity: number;
  fromDay: string;
  toDay: string;
  confirmed: boolean;
  customerName: string | null;
};
export type ServiceFact = Place & {
  id: string;
  service: string;
  humanId: string;
  make: string;
  model: string;
  plannedFor: Date | null;
  dueAt: Date | null;
};
export type CalendarFacts = {
  tasks: readonly TaskFact[];
  rentals: readonly RentalFact[];
  reservations: readonly ReservationFact[];
  services: readonly ServiceFact[];
};

/** A task without a window of its own takes so long in the calendar. */
const HOUR_MS = 3_600_000;

/** In the words of `locale`. Ordered by their ids, so that the same facts make the same list. */
export function calendarEntries(facts: CalendarFacts, locale: string): CalendarEntry[] {
  const words = wordsIn(locale);
  const entries = [
    ...facts.tasks.flatMap((task) => taskEntry(task, words)),
    ...facts.rentals.map((rental) => rentalEntry(rental, words)),
    ...facts.reservations.map((reservation) => reservationEntry(reservation, words)),
    ...facts.services.flatMap((service) => serviceEntry(service, words)),
  ];
  return entries.sort((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
}

function taskEntry(task: TaskFact, words: CalendarWords): CalendarEntry[] {
  const common = {
    uid: `task-${task.id}`,
    title: [task.title ?? words.task[task.kind], task.humanId].filter(Boolean).join(": "),
    description: lines(task.toSiteName && words.to(task.toSiteName), task.notes),
    location: task.siteName,
    path: `/tasks/${task.id}`,
  };
  if (task.plannedFrom && task.plannedTo)
    return [{ ...common, allDay: false, from: task.plannedFrom, to: task.plannedTo }];
  return task.dueAt ? [{ ...common, ...wholeDay(task.dueAt, task.timeZone) }] : [];
}

/** A machine may come back until its due day ends at the site, so the day is what counts and no hour. */
function rentalEntry(rental: RentalFact, words: CalendarWords): CalendarEntry {
  return {
    uid: `rental-${rental.id}`,
    title: `${words.dueBack}: ${rental.humanId} ${rental.make} ${rental.model}`,
    description: lines(rental.customerName, words.timesAt(rental.timeZone)),
    location: rental.siteName,
    path: `/fleet/${rental.humanId}`,
    ...wholeDay(rental.dueAt, rental.timeZone),
  };
}

function reservationEntry(reservation: ReservationFact, words: CalendarWords): CalendarEntry {
  const what = `${reservation.quantity} × ${words.type[reservation.type]}`;
  return {
    uid: `reservation-${reservation.id}`,
    title: `${reservation.confirmed ? words.reserved : words.requested}: ${what}`,
    description: lines(reservation.customerName, words.timesAt(reservation.timeZone)),
    location: reservation.siteName,
    path: `/reservations/${reservation.id}`,
    allDay: true,
    from: reservation.fromDay,
    to: addDays(reservation.toDay, 1),
  };
}

function serviceEntry(service: ServiceFact, words: CalendarWords): CalendarEntry[] {
  const common = {
    uid: `service-${service.id}`,
    title: `${service.plannedFor ? words.servicePlanned : words.serviceDue}: ${service.humanId} ${service.service}`,
    description: `${service.make} ${service.model}`,
    location: service.siteName,
    path: `/fleet/${service.humanId}`,
  };
  if (service.plannedFor)
    return [
      { ...common, allDay: false, from: service.plannedFor, to: new Date(service.plannedFor.getTime() + HOUR_MS) },
    ];
  return service.dueAt ? [{ ...common, ...wholeDay(service.dueAt, service.timeZone) }] : [];
}

function wholeDay(at: Date, timeZone: string): { allDay: true; from: string; to: string } {
  const day = localDay(at, timeZone);
  return { allDay: true, from: day, to: addDays(day, 1) };
}

const lines = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join("\n");

/** What happens to a rental between its hand-overs: papers and price, extensions, call-offs, and what is asked and not answered. */
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import type { Person } from "./model.ts";
import { dice, idSource } from "./random.ts";
import type { Rental } from "./rentals.ts";
import type { RateBook } from "./rates.ts";

/** Extensions that wait for an answer, for each dealer; beside them one operator asks for a call-off. */
const ASKED = 4;
const REASONS = [
  "Rain has cost us a week.",
  "The next section starts earlier than planned.",
  "Concrete is late, we still need it.",
];

/** Gives each rental its papers, its rate, and what its state tells. */
export function completeRentals(rentals: readonly Rental[], book: RateBook, calendar: Calendar): void {
  for (const { machine, span, row, outAt, inAt } of rentals) {
    const chance = dice(`papers of ${span.id}`);
    row.contractNumber = `${machine.dealer.fleetPrefix}-${calendar.day(span.from).slice(2, 4)}-${String(chance.int(1000, 9999))}`;
    row.poNumber = chance.chance(0.8) ? `PO ${chance.int(45_000, 49_999)}` : null;
    row.deliveryContact = chance.chance(0.5) ? { name: span.customer.supervisor.name, phone: null } : null;
    row.rate = outAt ? book.rateFor(machine, span.customer) : null;
    row.agreedDueAt = span.dueDay === span.firstDueDay ? null : row.dueAt;
    if (inAt) row.lateDays = Math.max(0, span.to - span.dueDay);
    if (span.state !== "PICK_UP_READY") continue;
    const day = HISTORY_DAYS - span.calledOffDays;
    row.calledOffAt = calendar.past(day, 615, span.site.timeZone);
    row.offRentAt = row.calledOffAt;
    row.callOffDay = calendar.day(day);
    row.calledOffBy = span.customer.supervisor.userId;
  }
}

type Asked = ReturnType<typeof requestRow>;

/** Extensions and call-offs that wait for an answer. */
export function requestRows(rentals: readonly Rental[], calendar: Calendar): Asked[] {
  const id = idSource("rental requests");
  const dealers = new Set(rentals.map(({ machine }) => machine.dealer));
  return [...dealers].flatMap((dealer) => {
    const out = rentals.filter(
      ({ machine, span }) =>
        machine.dealer === dealer &&
        span.state === "ON_RENT" &&
        span.dueDay >= HISTORY_DAYS &&
        machine.spans.at(-1) === span,
    );
    const soon = out.toSorted((a, b) => a.span.dueDay - b.span.dueDay).slice(0, ASKED);
    const driven = out.find((rental) => !soon.includes(rental) && rental.row.operatorUserId !== null);
    return [
      ...soon.map((rental) => requestRow(id, rental, "EXTEND", calendar)),
      ...(driven ? [requestRow(id, driven, "CALL_OFF", calendar)] : []),
    ];
  });
}

function requestRow(id: ReturnType<typeof idSource>, rental: Rental, kind: "EXTEND" | "CALL_OFF", calendar: Calendar) {
  const { machine, span, row } = rental;
  const chance = dice(`request for ${span.id}`);
  const { supervisor, operator } = span.customer;
  const by = kind === "EXTEND" ? supervisor : operator;
  const at = calendar.past(HISTORY_DAYS - 1, chance.int(540, 1000), span.site.timeZone);
  return {
    id: id(at),
    orgOwnerId: machine.dealer.id,
    dealerId: machine.dealer.id,
    customerId: span.customer.id,
    siteId: span.site.id,
    rentalId: span.id,
    kind,
    state: "PENDING" as const,
    askedDueAt:
      kind === "EXTEND" ? calendar.at(span.dueDay + chance.pick([10, 14, 28]), 1020, span.site.timeZone) : null,
    dueAtThen: row.dueAt,
    askedDay: null as string | null,
    reason: kind === "EXTEND" ? chance.pick(REASONS) : "We are done with it here.",
    requestedBy: by.userId,
    requestedByOrg: span.customer.id,
    requestedAt: at,
    createdAt: at,
  };
}

export type LifeEvent = {
  rental: Rental;
  type: string;
  at: Date;
  by: Person;
  data: Record<string, unknown>;
  /** What stands outside the event, bound by its commitment. */
  personal?: Record<string, unknown>;
};

/** The steps of these rentals that stand in the chain beside the hand-overs. */
export function lifeEvents(rentals: readonly Rental[], asked: readonly Asked[], calendar: Calendar): LifeEvent[] {
  const requests = new Map(asked.map((request) => [request.rentalId, request]));
  return rentals.flatMap((rental): LifeEvent[] => {
    const { span, row, outAt, inAt, machine } = rental;
    if (!outAt) return [];
    const steps: LifeEvent[] = [];
    const step = (type: string, at: Date, by: Person, data: Record<string, unknown>) =>
      steps.push({ rental, type, at, by, data: { siteName: span.site.name, ...data } });
    const firstDueAt = row.firstDueAt.toISOString();
    if (span.dueDay !== span.firstDueDay) {
      const day = Math.max(span.from + 1, span.firstDueDay - 1);
      const at = calendar.past(day, 690, span.site.timeZone);
      if (at > outAt && (!inAt || at < inAt) && (!row.calledOffAt || at < row.calledOffAt))
        step("rental.extended", at, machine.dealer.dispatch, {
          from: firstDueAt,
          dueAt: row.dueAt.toISOString(),
          firstDueAt,
          automatic: false,
        });
    }
    const request = requests.get(span.id);
    if (request?.kind === "EXTEND")
      step("rental.extension_requested", request.requestedAt, span.customer.supervisor, {
        requestId: request.id,
        dueAt: row.dueAt.toISOString(),
        askedDueAt: request.askedDueAt!.toISOString(),
      });
    if (request?.kind === "CALL_OFF")
      step("rental.call_off_requested", request.requestedAt, span.customer.operator, {
        requestId: request.id,
        askedDay: null,
      });
    if (row.calledOffAt)
      step("rental.called_off", row.calledOffAt, span.customer.supervisor, {
        day: row.callOffDay,
        offRentAt: row.offRentAt!.toISOString(),
        ready: true,
        dueAt: row.dueAt.toISOString(),
      });
    return steps;
  });
}

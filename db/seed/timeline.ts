/** A machine's rentals over the year, built backwards from how it stands today, so that none overlap. */
import { HISTORY_DAYS, type Calendar } from "./calendar.ts";
import { CATALOGUE, seasonOf } from "./catalogue.ts";
import type { Machine, Site, Span } from "./model.ts";
import { dice, idSource, type Dice } from "./random.ts";

/** Usual lengths of rentals in days: a week, a fortnight, billing cycles of 28 days. */
const LENGTHS = [5, 7, 10, 14, 14, 21, 28, 28, 28, 56];
const MEAN_GAP_DAYS = 10;
const LAST = HISTORY_DAYS - 1;

/** Fills `machine.spans`. */
export function buildTimeline(machine: Machine, calendar: Calendar): void {
  const chance = dice(`timeline of ${machine.humanId}`);
  const id = idSource(`timeline of ${machine.humanId}`);
  const spans: Span[] = [];
  const add = (span: Omit<Span, "id" | "customer" | "calledOffDays"> & { calledOffDays?: number }) =>
    spans.unshift({
      calledOffDays: 0,
      ...span,
      customer: span.site.customer!,
      id: id(calendar.at(span.from, chance.int(1, 300), "UTC")),
    });

  const firstDay = chance.int(0, 9);
  let free = LAST;
  if (machine.fate === "OUT" || machine.fate === "CALLED_OFF") {
    const span = currentRental(machine, siteFor(machine, chance), chance);
    add(span);
    free = span.from - 1;
  } else {
    free = LAST - daysSinceReturn(machine, chance);
  }
  // The day of a return is the rental's; the next rental starts a day later at the earliest.
  let end =
    machine.fate === "OUT" || machine.fate === "CALLED_OFF" ? free - gap(machine, chance, calendar, free) : free;
  for (;;) {
    const site = siteFor(machine, chance);
    const length = Math.max(
      3,
      Math.round(chance.pick(LENGTHS) * chance.between(0.8, 1.2) * (site.work === "MINE" ? 1.5 : 1)),
    );
    // The first rental of the history starts with it.
    const from = Math.max(end - length + 1, firstDay);
    if (end - from < 2) break;
    const lateDays = chance.chance(0.12) ? chance.int(1, 4) : 0;
    const dueDay = lateDays ? Math.max(from + 1, end - lateDays) : end + (chance.chance(0.25) ? chance.int(1, 4) : 0);
    add({
      state: "RETURNED",
      site,
      from,
      to: end,
      dueDay,
      firstDueDay: chance.chance(0.15) ? Math.max(from + 1, dueDay - 7) : dueDay,
    });
    end = from - 1 - gap(machine, chance, calendar, from - 1);
  }
  const reserveAfterReturn = machine.fate === "OUT" && !machine.story && chance.chance(0.08);
  if (machine.fate === "RESERVED" || reserveAfterReturn) {
    const last = spans.at(-1);
    const from = reserveAfterReturn && last ? last.dueDay + chance.int(2, 9) : HISTORY_DAYS + chance.int(2, 12);
    const to = from + chance.pick([6, 13, 27]);
    const next = {
      id: id(calendar.at(LAST, chance.int(400, 700), "UTC")),
      state: "RESERVED" as const,
      site: siteFor(machine, chance),
      from,
      to,
      dueDay: to,
      firstDueDay: to,
      calledOffDays: 0,
    };
    spans.push({ ...next, customer: next.site.customer! });
  }
  machine.spans = spans;
}

function currentRental(machine: Machine, site: Site, chance: Dice): Omit<Span, "id" | "customer"> {
  const today = HISTORY_DAYS;
  const from = LAST - chance.int(9, 42);
  const due = () => {
    switch (machine.story) {
      case "OVERDUE":
        return today - chance.int(2, 9);
      case "DUE_TODAY":
        return today;
      case "DUE_TOMORROW":
        return today + 1;
      default:
        return machine.fate === "CALLED_OFF" ? today + chance.int(2, 12) : today + chance.int(3, 40);
    }
  };
  const dueDay = Math.max(due(), from + 1);
  const extended = chance.chance(0.18) && dueDay - from > 10;
  return {
    state: machine.fate === "CALLED_OFF" ? "PICK_UP_READY" : "ON_RENT",
    site,
    from,
    to: today,
    dueDay,
    firstDueDay: extended ? dueDay - 7 : dueDay,
    calledOffDays: machine.fate === "CALLED_OFF" ? chance.int(1, 3) : 0,
  };
}

/** Full days since the machine came back. */
function daysSinceReturn(machine: Machine, chance: Dice): number {
  switch (machine.fate) {
    case "CHECKED_IN":
      return machine.story ? 2 : chance.int(0, 2);
    case "WORKSHOP":
      return chance.int(2, 8);
    case "LOST":
      return 12;
    default:
      return chance.int(2, 45);
  }
}

/** Days in the yard between two rentals: longer where the season is bad. */
function gap(machine: Machine, chance: Dice, calendar: Calendar, day: number): number {
  const season =
    seasonOf(machine.dealer.yards[0]!.climate, calendar.yearPart(day)) ** CATALOGUE[machine.type].seasonality;
  return Math.max(1, Math.round((chance.between(0.15, 1.85) * MEAN_GAP_DAYS) / season / season));
}

/** A site of the dealer that wants such a machine. */
function siteFor(machine: Machine, chance: Dice): Site {
  const { wanted } = CATALOGUE[machine.type];
  return chance.weighted(
    machine.dealer.jobsites,
    (site) => (site.work === "YARD" ? 0 : wanted[site.work]) * (0.5 + site.criticality / 5),
  );
}

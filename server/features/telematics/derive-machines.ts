/**
 * Readings to truth: reckons the days, verdicts, gaps and latest state of machines anew from what is known of them, and writes what
 * came out different. Running it again changes nothing.
 */
import type { Tenant } from "../../../db/tenancy.ts";
import { localDay, startOfDay, addDays } from "../../domain/rentals/zone-time.ts";
import type { DayUsage } from "../../domain/usage/count-days.ts";
import { deriveUsage, type Derived } from "../../domain/usage/derive.ts";
import { judgePosition } from "../../domain/usage/drift.ts";
import { loadWindows, type MachineWindow, type Span, type StampedReading } from "./load-windows.ts";
import { writeDerived, type DerivedMachine } from "./write-derived.ts";

/** Machines at once: their windows are held in memory. */
const AT_ONCE = 200;

/** Returns how many readings are set aside in the windows. The machines must be locked or nobody else's. */
export async function deriveMachines(
  tenant: Pick<Tenant, "tx">,
  dealerId: string,
  spans: readonly Span[],
): Promise<{ quarantined: number }> {
  let quarantined = 0;
  for (let from = 0; from < spans.length; from += AT_ONCE) {
    const some = spans.slice(from, from + AT_ONCE);
    const windows = await loadWindows(tenant, dealerId, some);
    const bySpan = new Map(some.map((span) => [span.equipmentId, span]));
    const machines = windows.map((window) => derivedOf(window, bySpan.get(window.equipmentId)!));
    quarantined += machines.reduce(
      (sum, machine) => sum + machine.set.filter((each) => each.quarantine !== null).length,
      0,
    );
    await writeDerived(tenant, dealerId, machines);
  }
  return { quarantined };
}

function derivedOf(window: MachineWindow, span: Span): DerivedMachine {
  const { readings, meter, position } = window;
  const first = readings.find((reading) => !reading.certain)?.atMs ?? window.loMs;
  const isInside = meter !== null && meter.atMs >= window.loMs && meter.atMs <= window.hiMs;
  const derived = deriveUsage({
    readings,
    offsetH: window.offsetH,
    changes: window.changes,
    // What a hand-over read off is certain; what came from a reading of the window is judged with it.
    certain:
      meter && !(isInside && meter.isReading) && !(meter.isReading && meter.atMs < window.loMs)
        ? [{ atMs: meter.atMs, hourMeter: meter.hours }]
        : [],
    position: position && position.atMs < first ? position : null,
    cadenceS: window.cadenceS,
  });
  const set = readings.flatMap((reading, at) => {
    const quarantine = derived.quarantine[at] ?? null;
    return reading.certain || quarantine === reading.quarantine
      ? []
      : [{ atMs: reading.atMs, source: reading.source, quarantine }];
  });
  const affected = affectedTimes(readings, span, set);
  return {
    equipmentId: window.equipmentId,
    set,
    days: daysOf(window, derived, affected),
    operators: operatorsOf(readings, derived),
    gaps: derived.gaps,
    affected,
    window: { loMs: window.loMs, hiMs: window.hiMs },
    ...latestOf(window, derived, readings),
  };
}

/** Each with the stamps of the record in which a person said so. */
function operatorsOf(readings: readonly StampedReading[], { operators }: Derived): DerivedMachine["operators"] {
  return operators.flatMap((operator) => {
    const said = readings.findLast(
      ({ declared, operatorUserId }) => declared?.day === operator.day && operatorUserId === operator.operatorUserId,
    );
    return said ? [{ ...operator, customerId: said.customerId, siteId: said.siteId }] : [];
  });
}

/** From the reading before the first change to the one after the last: between them the days may have become others. */
function affectedTimes(
  readings: readonly StampedReading[],
  span: Span,
  set: readonly { atMs: number }[],
): { fromMs: number; toMs: number } {
  const from = Math.min(span.from.getTime(), ...set.map(({ atMs }) => atMs));
  const to = Math.max(span.to.getTime(), ...set.map(({ atMs }) => atMs));
  const before = readings.findLast((reading) => reading.atMs < from && reading.hourMeter !== null && !reading.certain);
  const after = readings.find((reading) => reading.atMs > to);
  return {
    fromMs: Math.min(
      before?.atMs ?? from,
      readings.findLast((reading) => reading.atMs < from && !reading.certain)?.atMs ?? from,
    ),
    toMs: after?.atMs ?? to,
  };
}

type StampedDay = DayUsage & { customerId: string | null; siteId: string | null; operatorUserId: string | null };

/** Days that lie in the window whole, by counters or the engine's times, with the stamps of what was heard on them. */
function daysOf(window: MachineWindow, derived: Derived, affected: { fromMs: number; toMs: number }): StampedDay[] {
  return derived.days.flatMap((day) => {
    if (day.source === "DECLARED") return [];
    const own = window.readings.filter(
      (reading) => !reading.certain && localDay(new Date(reading.atMs), reading.timeZone) === day.day,
    );
    const stamp =
      own.at(-1) ??
      window.readings.find(
        (reading) => !reading.certain && localDay(new Date(reading.atMs), reading.timeZone) > day.day,
      );
    if (!stamp) return [];
    const [begins, ends] = [
      startOfDay(day.day, stamp.timeZone).getTime(),
      startOfDay(addDays(day.day, 1), stamp.timeZone).getTime(),
    ];
    if (begins < window.loMs || begins > affected.toMs || ends <= affected.fromMs) return [];
    const operatorUserId =
      own.findLast((reading) => reading.operatorUserId !== null && !reading.declared)?.operatorUserId ?? null;
    return [{ ...day, customerId: stamp.customerId, siteId: stamp.siteId, operatorUserId }];
  });
}

/** What is newer than what the machine's own record says. A machine that stands keeps its place, to which only the time is new. */
function latestOf(
  window: MachineWindow,
  derived: Derived,
  readings: readonly StampedReading[],
): Pick<DerivedMachine, "meter" | "position" | "lastSeenMs"> {
  const heard = readings.filter((reading) => !reading.certain);
  const newest = heard.at(-1)?.atMs ?? null;
  const isNewer = derived.meter && (!window.meter || derived.meter.atMs > window.meter.atMs);
  // What was believed and is not any more must not stay the machine's meter.
  const wasBelieved =
    window.meter?.isReading === true &&
    readings.some(
      (reading, at) =>
        reading.atMs === window.meter!.atMs &&
        reading.hourMeter === window.meter!.hours &&
        derived.quarantine[at] !== null,
    );
  const placed = heard.findLast(
    (reading, at) =>
      reading.lat !== null && derived.quarantine[at + (readings.length - heard.length)] !== "position_jump",
  );
  const isLater = placed && derived.position && (!window.position || placed.atMs > window.position.atMs);
  const stands =
    isLater &&
    window.position &&
    judgePosition(window.position, derived.position!) === "parked" &&
    (derived.position!.accuracyM ?? 5) >= (window.position.accuracyM ?? 5);
  return {
    meter: derived.meter && (isNewer || wasBelieved) ? derived.meter : null,
    position: isLater ? { ...(stands ? window.position! : derived.position!), atMs: placed.atMs } : null,
    lastSeenMs: newest,
  };
}

/** One machine's element of an ISO 15143-3 or AEMP 1.2 document as a record. What can not be used is left out and said. */
import { childOf, said, textOf, type Element } from "./element.ts";
import { problem, type RecordProblem, type RecordProblemCode } from "./problems.ts";
import { readBoolean, readHours, readNumber, readUnit, type Read } from "./values.ts";
import { FAULTS, faultListTime, readFaults } from "./read-faults.ts";
import { isEmpty, rawTime, rawValue, timeOf } from "./parts.ts";
import type { Fault, MachineIdentity, MachineRecord, Measures, Point } from "./record.ts";

/** No machine has run longer; at 24 hours a day it is 23 years. */
const MAX_METER_H = 200_000;

type Reader = (element: Element) => Read<Measures>;
type Limits = { most: number };

/** How each element is read, by its name in lower case. */
const READERS: Record<string, Reader> = {
  location: readLocation,
  cumulativeoperatinghours: hours("hourMeter"),
  cumulativeidlehours: hours("idleHours"),
  fuelused: litres("fuelUsedL", "FuelConsumed", "FuelUnits"),
  fuelremaining: number("fuelRemainingPercent", "Percent", { most: 100 }),
  defremaining: number("defRemainingPercent", "Percent", { most: 100 }),
  distance: distance,
  enginestatus: (element) => map(value(element, "Running", readBoolean), (engineRunning) => ({ engineRunning })),
  averageloadfactorlast24: number("loadFactorPercent", "Percent", { most: 100 }),
  cumulativeidlenonoperatinghours: extra("idleNonOperatingHours", "Hour"),
  cumulativepowertakeoffhours: extra("powerTakeOffHours", "Hour"),
  cumulativeactiveregenerationhours: extra("activeRegenerationHours", "Hour"),
  cumulativeloadcount: extra("loadCount", "Count"),
  fuelusedlast24: extraLitres("fuelUsedLast24L"),
  maximumspeedlast24: extra("maximumSpeedLast24Kmh", "Speed"),
  cumulativepayloadtotals: payload,
  peakdailyspeedlast24: extra("maximumSpeedLast24Kmh", "Speed"),
};

/**
 * Reads a machine. `known` is who it is where the document does not say, as in a series that was asked for by machine; `documentAt` when
 * the snapshot was taken that it stands in.
 */
export function readEquipment(
  equipment: Element,
  index: number,
  now: Date,
  known?: MachineIdentity,
  documentAt: Date | null = null,
): MachineRecord {
  const header = childOf(equipment, "EquipmentHeader") ?? childOf(equipment, "Header") ?? equipment;
  const machine = readHeader(header, known);
  const problems: RecordProblem[] = [];
  const points = new Map<number, Point>();
  const faults: Fault[] = [];
  if (!machine.pin && !machine.serial && !machine.equipmentId) problems.push(problem("no_identity", "EquipmentHeader"));
  for (const element of equipment.children) {
    const key = element.name.toLowerCase();
    if (FAULTS.has(key)) readFaults(element, now, faults, problems);
    const read = READERS[key];
    if (!read || isEmpty(element)) continue;
    const at = timeOf(element, now);
    if (!at.ok) problems.push(problem(at.code, element.name, rawTime(element)));
    const measures = read(element);
    if (!measures.ok) problems.push(problem(measures.code, element.name, rawValue(element)));
    if (!at.ok || !measures.ok) continue;
    const ms = at.value.getTime();
    const point = points.get(ms) ?? { at: at.value };
    const extra = { ...point.extra, ...measures.value.extra };
    points.set(ms, { ...point, ...measures.value, ...(Object.keys(extra).length > 0 ? { extra } : {}) });
  }
  const latest = faults.reduce(
    (ms, { at }) => Math.max(ms, at.getTime()),
    [...points.keys()].reduce((a, b) => Math.max(a, b), -Infinity),
  );
  return {
    index,
    machine,
    points: [...points.values()].sort((a, b) => a.at.getTime() - b.at.getTime()),
    faults,
    faultsAt: faultListTime(equipment, now, documentAt, latest),
    problems,
  };
}

export function readHeader(header: Element, known?: MachineIdentity): MachineIdentity {
  const text = (name: string) => textOf(header, name)?.slice(0, 100) ?? null;
  return {
    make: text("OEMName") ?? text("Make") ?? known?.make ?? null,
    model: text("Model") ?? known?.model ?? null,
    serial: text("SerialNumber") ?? known?.serial ?? null,
    pin: text("PIN") ?? known?.pin ?? null,
    equipmentId: text("EquipmentID") ?? known?.equipmentId ?? null,
  };
}

function map<T, R>(read: Read<T>, to: (value: T) => R): Read<R> {
  return read.ok ? { ok: true, value: to(read.value) } : read;
}

function value<T>(element: Element, name: string, read: (text: string) => Read<T>): Read<T> {
  const text =
    textOf(element, name) ?? (element.children.every((child) => child.text === "") ? said(element.text) : null);
  return text === null ? { ok: false, code: "missing_value" } : read(text);
}

/** A number from 0 to `most`. */
function bounded(read: Read<number>, most: number): Read<number> {
  if (!read.ok) return read;
  const code: RecordProblemCode | null =
    read.value < 0 ? "negative_value" : read.value > most ? "impossible_value" : null;
  return code ? { ok: false, code } : read;
}

function hours(name: "hourMeter" | "idleHours"): Reader {
  return (element) => map(bounded(value(element, "Hour", readHours), MAX_METER_H), (hours) => ({ [name]: hours }));
}

function number(
  name: "fuelRemainingPercent" | "defRemainingPercent" | "loadFactorPercent",
  child: string,
  { most }: Limits,
): Reader {
  return (element) => map(bounded(value(element, child, readNumber), most), (number) => ({ [name]: number }));
}

function litres(name: "fuelUsedL", child: string, units: string): Reader {
  return (element) => map(converted(element, child, units, "LITRES", 100_000_000), (amount) => ({ [name]: amount }));
}

function distance(element: Element): Read<Measures> {
  return map(converted(element, "Odometer", "OdometerUnits", "KILOMETRES", 10_000_000), (odometerKm) => ({
    odometerKm,
  }));
}

function extra(name: string, child: string): Reader {
  return (element) => map(bounded(value(element, child, readHours), 1e9), (number) => ({ extra: { [name]: number } }));
}

function extraLitres(name: string): Reader {
  return (element) =>
    map(converted(element, "FuelConsumed", "FuelUnits", "LITRES", 100_000), (number) => ({
      extra: { [name]: number },
    }));
}

function payload(element: Element): Read<Measures> {
  return map(converted(element, "Payload", "PayloadUnits", "KILOGRAMS", 1e12), (payloadKg) => ({
    extra: { payloadKg },
  }));
}

function converted(
  element: Element,
  child: string,
  units: string,
  kind: Parameters<typeof readUnit>[0],
  most: number,
): Read<number> {
  const factor = readUnit(kind, textOf(element, units));
  if (!factor.ok) return factor;
  return bounded(
    map(value(element, child, readNumber), (amount) => Math.round(amount * factor.value * 1000) / 1000),
    most,
  );
}

/** No machine works at 0° N 0° E, in the sea: it is what receivers say that have no fix. */
function readLocation(element: Element): Read<Measures> {
  const [lat, lon] = [value(element, "Latitude", readNumber), value(element, "Longitude", readNumber)];
  if (!lat.ok) return lat;
  if (!lon.ok) return lon;
  if (Math.abs(lat.value) > 90 || Math.abs(lon.value) > 180 || (lat.value === 0 && lon.value === 0))
    return { ok: false, code: "impossible_position" };
  const measures: Measures = { lat: lat.value, lon: lon.value };
  const height = textOf(element, "Altitude");
  const factor = readUnit("METRES", textOf(element, "AltitudeUnits"));
  const altitude = height === null ? null : readNumber(height);
  // Exactly 0 is what receivers say that know no height.
  if (altitude?.ok && factor.ok && altitude.value !== 0)
    measures.altitudeM = Math.round(altitude.value * factor.value * 100) / 100;
  const accuracy = readNumber(textOf(element, "Accuracy") ?? textOf(element, "HorizontalAccuracy") ?? "");
  if (accuracy.ok && accuracy.value >= 0) measures.accuracyM = accuracy.value;
  return { ok: true, value: measures };
}

/** Links of a page, `rel/href` or `Rel/Href`. */
export function linkOf(element: Element): { rel: string; href: string } | null {
  const [rel, href] = [textOf(element, "rel"), textOf(element, "href")];
  return rel && href ? { rel: rel.toLowerCase(), href } : null;
}

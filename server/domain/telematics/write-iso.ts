/** ISO 15143-3 documents from machines, and XML from documents. */
import type { LatestMeasures } from "./latest.ts";
import { ISO_NAMESPACE, type IsoDocument } from "./served.ts";

export type ServedMachine = {
  humanId: string;
  make: string;
  model: string;
  serialNumber: string;
  pin: string | null;
  hourMeter: number;
  hourMeterAt: string | null;
  lat: number | null;
  lon: number | null;
  positionAt: string | null;
  latest: LatestMeasures;
};

/** The standard's times have no fractions. */
export const isoTime = (text: string | Date): string => `${new Date(text).toISOString().slice(0, 19)}Z`;

export const headerOf = ({
  humanId,
  make,
  model,
  serialNumber,
  pin,
}: Pick<ServedMachine, "humanId" | "make" | "model" | "serialNumber" | "pin">) => ({
  OEMName: make,
  Model: model,
  EquipmentID: humanId,
  SerialNumber: serialNumber,
  ...(pin ? { PIN: pin } : {}),
});

/** A machine with the last word of each measure; what was never said is left out. */
export function equipmentOf(machine: ServedMachine): Record<string, unknown> {
  const { latest } = machine;
  const parts: Record<string, unknown> = { EquipmentHeader: headerOf(machine) };
  if (machine.lat !== null && machine.lon !== null && machine.positionAt) {
    const height = latest.altitudeM ? { Altitude: latest.altitudeM.value, AltitudeUnits: "metre" } : {};
    parts.Location = {
      datetime: isoTime(machine.positionAt),
      Latitude: machine.lat,
      Longitude: machine.lon,
      ...height,
    };
  }
  if (machine.hourMeterAt)
    parts.CumulativeOperatingHours = { datetime: isoTime(machine.hourMeterAt), Hour: machine.hourMeter };
  const add = (element: string, name: keyof LatestMeasures, of: (value: number | boolean) => object) => {
    const said = latest[name];
    if (said) parts[element] = { datetime: isoTime(said.at), ...of(said.value) };
  };
  add("CumulativeIdleHours", "idleHours", (value) => ({ Hour: value }));
  add("FuelUsed", "fuelUsedL", (value) => ({ FuelUnits: "litre", FuelConsumed: value }));
  add("FuelRemaining", "fuelRemainingPercent", (value) => ({ Percent: value }));
  add("DEFRemaining", "defRemainingPercent", (value) => ({ Percent: value }));
  add("Distance", "odometerKm", (value) => ({ OdometerUnits: "kilometre", Odometer: value }));
  add("EngineStatus", "engineRunning", (value) => ({ Running: value }));
  add("AverageLoadFactorLast24", "loadFactorPercent", (value) => ({ Percent: value }));
  return parts;
}

const ATTRIBUTES = new Set(["datetime", "version", "snapshotTime"]);

/** XML 1.0 in the standard's namespace. Lists are their name repeated. */
export function isoXml({ root, document }: IsoDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, document, ` xmlns="${ISO_NAMESPACE}"`)}\n`;
}

function elementText(name: string, value: unknown, more = ""): string {
  if (Array.isArray(value)) return value.map((each) => elementText(name, each)).join("");
  if (typeof value !== "object" || value === null) return `<${name}>${escaped(String(value))}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .filter(([key]) => ATTRIBUTES.has(key))
    .map(([key, text]) => ` ${key}="${escaped(String(text))}"`);
  const children = entries.filter(([key]) => !ATTRIBUTES.has(key)).map(([key, inner]) => elementText(key, inner));
  return `<${name}${more}${attributes.join("")}>${children.join("")}</${name}>`;
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
/** Signs of the markup are written out, and those that XML can not hold (XML 1.0, 2.2) left out. */
function escaped(text: string): string {
  let written = "";
  for (const sign of text.toWellFormed()) {
    const code = sign.codePointAt(0)!;
    const holds = code >= 0x20 ? code < 0xfffe || code > 0xffff : code === 9 || code === 10 || code === 13;
    if (holds) written += SIGNS[sign] ?? sign;
  }
  return written;
}

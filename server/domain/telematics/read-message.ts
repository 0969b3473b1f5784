/**
 * A broker's message as a record: a tracker's own flat JSON, or a machine in the standard's JSON. The machine is who the message says, or
 * else the last part of the topic, or the client's id.
 */
import { assembleJson } from "./assemble.ts";
import type { Element } from "./element.ts";
import { readEquipment } from "./read-equipment.ts";
import type { MachineRecord } from "./record.ts";

export type Message = {
  topic: string | null;
  clientId: string | null;
  payload: string;
  /** When the broker took it, for payloads that say no time. */
  receivedAt: Date | null;
};

/** The flat names, each with the standard's element and child. */
const FLAT: Record<string, readonly [element: string, child: string]> = {
  hourmeter: ["CumulativeOperatingHours", "Hour"],
  hours: ["CumulativeOperatingHours", "Hour"],
  idlehours: ["CumulativeIdleHours", "Hour"],
  fuelusedl: ["FuelUsed", "FuelConsumed"],
  fuelpercent: ["FuelRemaining", "Percent"],
  fuelremainingpercent: ["FuelRemaining", "Percent"],
  defpercent: ["DEFRemaining", "Percent"],
  odometerkm: ["Distance", "Odometer"],
  enginerunning: ["EngineStatus", "Running"],
  ignition: ["EngineStatus", "Running"],
  lat: ["Location", "Latitude"],
  latitude: ["Location", "Latitude"],
  lon: ["Location", "Longitude"],
  lng: ["Location", "Longitude"],
  longitude: ["Location", "Longitude"],
  altitudem: ["Location", "Altitude"],
  accuracym: ["Location", "Accuracy"],
};
const NAMES: Record<string, string> = {
  pin: "PIN",
  serial: "SerialNumber",
  serialnumber: "SerialNumber",
  make: "OEMName",
  trackerid: "EquipmentID",
  deviceid: "EquipmentID",
  equipmentid: "EquipmentID",
  humanid: "EquipmentID",
  id: "EquipmentID",
};
const TIMES = new Set(["at", "ts", "time", "timestamp", "datetime"]);

/** Records of one message; null where its payload is no JSON object of either kind. A message may hold a list. */
export function readMessage(message: Message, now: Date): MachineRecord[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(message.payload);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const list: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const records = list.flatMap((each) =>
    isFlat(each) ? [readFlat(each, message, now)] : (assembleJson(each, now)?.records ?? []),
  );
  return records.length === 0 ? null : records.map((record, at) => ({ ...record, index: at + 1 }));
}

const isFlat = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).some((key) => FLAT[key.toLowerCase()] !== undefined);

function readFlat(value: Record<string, unknown>, message: Message, now: Date): MachineRecord {
  const leaf = (name: string, text: string): Element => ({ name, attributes: {}, children: [], text });
  const header: Element = { name: "EquipmentHeader", attributes: {}, children: [], text: "" };
  const parts = new Map<string, Element>();
  let time: string | null = null;
  for (const [key, inner] of Object.entries(value)) {
    const name = key.toLowerCase().replaceAll("_", "");
    if (typeof inner !== "string" && typeof inner !== "number" && typeof inner !== "boolean") continue;
    if (TIMES.has(name)) time = typeof inner === "number" ? timeOfNumber(inner) : String(inner);
    else if (NAMES[name]) header.children.push(leaf(NAMES[name], String(inner)));
    else if (FLAT[name]) {
      const [element, child] = FLAT[name];
      const part = parts.get(element) ?? leaf(element, "");
      part.children.push(leaf(child, String(inner)));
      parts.set(element, part);
    }
  }
  const at = time ?? message.receivedAt?.toISOString() ?? "";
  for (const part of parts.values()) if (at) part.attributes["datetime"] = at;
  if (header.children.length === 0) {
    const named = message.topic?.split("/").findLast((each) => each !== "") ?? message.clientId;
    if (named) header.children.push(leaf("EquipmentID", named));
  }
  return readEquipment({ name: "Equipment", attributes: {}, children: [header, ...parts.values()], text: "" }, 1, now);
}

/** Seconds or milliseconds since 1970: no tracker of ours is older than 2001 in milliseconds. */
function timeOfNumber(number: number): string {
  const at = new Date(number < 100_000_000_000 ? number * 1000 : number);
  return Number.isNaN(at.getTime()) ? String(number) : at.toISOString();
}

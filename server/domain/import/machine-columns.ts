/** The columns of a file of machines. */
import { z } from "zod";
import { machineFields } from "../assets/machine.ts";
import { EQUIPMENT_TYPES, type EquipmentType } from "../assets/schema.ts";
import { parseHumanId } from "../assets/label.ts";
import { readDay, readFigure, readList, readText, type Read, type ReadCell } from "./cells.ts";
import { normaliseHeader, type Synonyms } from "./headers.ts";

export const MACHINE_COLUMNS = {
  humanId: ["machine number", "asset id", "asset number", "maschinennummer", "eqx", "number"],
  fleetNumber: [
    "fleet no",
    "fleet #",
    "unit",
    "unit number",
    "inventory number",
    "flottennummer",
    "flotten nr",
    "inventarnummer",
    "inventar nr",
    "geräte nr",
    "gerätenummer",
    "interne nummer",
  ],
  type: [
    "category",
    "class",
    "family",
    "equipment type",
    "machine type",
    "art",
    "typ",
    "maschinentyp",
    "maschinenart",
    "geräteart",
    "kategorie",
    "gattung",
  ],
  make: ["manufacturer", "brand", "oem", "hersteller", "marke", "fabrikat"],
  model: ["modell", "bezeichnung", "typenbezeichnung"],
  serialNumber: [
    "serial",
    "serial no",
    "serial #",
    "s/n",
    "sn",
    "seriennummer",
    "serien nr",
    "fabriknummer",
    "fabrik nr",
  ],
  pin: ["vin", "product identification number", "fahrgestellnummer", "fin", "fahrzeug identnummer"],
  modelYear: ["year", "year of manufacture", "yom", "baujahr", "modelljahr", "bj"],
  oec: [
    "original equipment cost",
    "cost",
    "purchase price",
    "acquisition cost",
    "anschaffungskosten",
    "anschaffungswert",
    "kaufpreis",
    "neupreis",
  ],
  dayRate: [
    "daily rate",
    "rate",
    "rate per day",
    "price per day",
    "tagessatz",
    "tagesmiete",
    "mietpreis",
    "mietpreis pro tag",
    "preis pro tag",
  ],
  purchasedOn: [
    "purchase date",
    "bought on",
    "purchased",
    "acquisition date",
    "kaufdatum",
    "anschaffungsdatum",
    "gekauft am",
  ],
  yard: ["yard name", "depot", "branch", "location", "standort", "hof", "lager", "niederlassung", "mietstation"],
  hourMeter: [
    "hours",
    "smh",
    "service meter hours",
    "meter",
    "hour meter reading",
    "engine hours",
    "betriebsstunden",
    "betriebsstundenzähler",
    "bh",
    "stunden",
    "zählerstand",
  ],
  hourMeterOffset: ["meter offset", "offset", "zählerversatz", "stundenversatz"],
  attachments: ["attachment", "accessories", "equipment", "anbaugeräte", "anbauteile", "zubehör", "ausstattung"],
  trackerId: ["tracker", "telematics id", "device id", "device", "telematik id", "geräte id", "sender"],
} as const satisfies Synonyms;
export type MachineColumn = keyof typeof MACHINE_COLUMNS;

/** What a row says: fields that are absent are left as they are. */
export const machineRowSchema = z
  .object({ ...machineFields, hourMeter: z.number().min(0).max(200_000) })
  .omit({ yardId: true })
  .extend({ humanId: z.string().max(40), yard: z.string().max(120) })
  .partial();
export type MachineRow = z.infer<typeof machineRowSchema>;

export const readMachineCell: Record<MachineColumn, ReadCell> = {
  humanId: (cell) => {
    const text = readText(cell);
    if (!text.ok) return text;
    return { ok: true, value: parseHumanId(text.value) ?? text.value.toUpperCase() };
  },
  fleetNumber: readText,
  type: readType,
  make: readText,
  model: readText,
  serialNumber: readText,
  pin: readText,
  modelYear: (cell) =>
    /^\s*\d{4}\s*$/.test(cell) ? { ok: true, value: Number(cell) } : { ok: false, code: "not_a_number" },
  oec: readFigure,
  dayRate: readFigure,
  purchasedOn: readDay,
  yard: readText,
  hourMeter: readFigure,
  hourMeterOffset: readFigure,
  attachments: readList,
  trackerId: readText,
};

/** Without these a machine can not be made. */
export const MACHINE_REQUIRED = ["type", "make", "model", "serialNumber"] as const satisfies readonly MachineColumn[];

const TYPE_WORDS: Record<EquipmentType, readonly string[]> = {
  EXCAVATOR: [
    "excavators",
    "digger",
    "mini excavator",
    "crawler excavator",
    "bagger",
    "minibagger",
    "kettenbagger",
    "mobilbagger",
    "raupenbagger",
  ],
  WHEEL_LOADER: ["wheel loaders", "loader", "radlader"],
  BACKHOE_LOADER: ["backhoe", "backhoes", "baggerlader"],
  DOZER: ["dozers", "bulldozer", "crawler dozer", "planierraupe", "raupe"],
  GRADER: ["graders", "motor grader"],
  DUMPER: ["dumpers", "dump truck", "articulated truck", "adt", "mulde", "muldenkipper", "kipper"],
  ROLLER: ["rollers", "compactor", "walze", "walzenzug", "tandemwalze"],
  SKID_STEER_LOADER: ["skid steer", "skidsteer", "kompaktlader"],
  TELEHANDLER: ["telehandlers", "telescopic handler", "teleskoplader", "teleskopstapler"],
  TRENCHER: ["trenchers", "grabenfräse"],
};
const TYPES = new Map(
  EQUIPMENT_TYPES.flatMap((type) =>
    [type, ...TYPE_WORDS[type]].map((word): [string, EquipmentType] => [normaliseHeader(word), type]),
  ),
);

function readType(cell: string): Read<EquipmentType> {
  const text = readText(cell);
  if (!text.ok) return text;
  const type = TYPES.get(normaliseHeader(text.value));
  return type ? { ok: true, value: type } : { ok: false, code: "unknown_type" };
}

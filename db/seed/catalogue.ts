/** Machines that makers really sell, with plausible costs and consumption, and how their telematics report. */
import type { EquipmentType } from "../../server/domain/assets/schema.ts";
import type { Climate, Model, Work } from "./model.ts";

type TypeProfile = {
  /** Of a hundred machines of a dealer. */
  share: number;
  /** Part of the running time that is idle in ordinary work. */
  idle: number;
  /** How strongly the season moves the work: 1 is ordinary. */
  seasonality: number;
  /** Kilometres driven in an hour of work; 0 where nobody counts them. */
  kmPerHour: number;
  /** How much each kind of site wants the type. */
  wanted: Record<Exclude<Work, "YARD">, number>;
  cat: Model[];
  others: Model[];
};

const model = (make: string, name: string, costUsd: number, workLph: number): Model => ({
  make,
  model: name,
  costUsd,
  workLph,
  idleLph: Math.round(workLph * 1.6) / 10 + 0.6,
});
const cat = (name: string, costUsd: number, workLph: number): Model => model("Caterpillar", name, costUsd, workLph);

export const CATALOGUE: Record<EquipmentType, TypeProfile> = {
  EXCAVATOR: {
    share: 24,
    idle: 0.28,
    seasonality: 1,
    kmPerHour: 0,
    wanted: { MINE: 3, ROAD: 3, URBAN: 4, ENERGY: 3 },
    cat: [
      cat("320", 238_000, 14.2),
      cat("336", 402_000, 26.5),
      cat("308 CR", 132_000, 6.8),
      cat("349", 535_000, 34),
      cat("313 GC", 176_000, 10.4),
    ],
    others: [
      model("Komatsu", "PC210LC-11", 229_000, 14.8),
      model("Volvo", "EC220E", 224_000, 14.5),
      model("Hitachi", "ZX210LC-6", 221_000, 14.6),
      model("Liebherr", "R 926", 262_000, 16.1),
      model("Kobelco", "SK210LC-11", 215_000, 13.9),
      model("Takeuchi", "TB290", 118_000, 6.5),
    ],
  },
  WHEEL_LOADER: {
    share: 14,
    idle: 0.3,
    seasonality: 0.9,
    kmPerHour: 5.5,
    wanted: { MINE: 4, ROAD: 2, URBAN: 2, ENERGY: 2 },
    cat: [cat("938", 232_000, 11.5), cat("950 GC", 268_000, 13.4), cat("966", 412_000, 18.6)],
    others: [
      model("Volvo", "L90H", 251_000, 12.2),
      model("Komatsu", "WA320-8", 243_000, 12.6),
      model("Liebherr", "L 550", 298_000, 13.1),
    ],
  },
  BACKHOE_LOADER: {
    share: 8,
    idle: 0.36,
    seasonality: 1,
    kmPerHour: 2,
    wanted: { MINE: 0.3, ROAD: 2, URBAN: 4, ENERGY: 2 },
    cat: [cat("420", 118_000, 7.4), cat("432", 126_000, 7.9), cat("444", 139_000, 8.3)],
    others: [model("JCB", "3CX", 112_000, 7.1), model("Case", "580SN", 115_000, 7.3)],
  },
  DOZER: {
    share: 12,
    idle: 0.18,
    seasonality: 1.2,
    kmPerHour: 3.2,
    wanted: { MINE: 4, ROAD: 3, URBAN: 0.6, ENERGY: 3 },
    cat: [cat("D4", 214_000, 13.5), cat("D6", 418_000, 22.8), cat("D8", 828_000, 38.4)],
    others: [model("Komatsu", "D61PX-24", 362_000, 20.9), model("John Deere", "850L", 371_000, 21.6)],
  },
  GRADER: {
    share: 6,
    idle: 0.22,
    seasonality: 1.2,
    kmPerHour: 7,
    wanted: { MINE: 3, ROAD: 4, URBAN: 0.3, ENERGY: 2 },
    cat: [cat("120", 338_000, 14.9), cat("140", 412_000, 17.8)],
    others: [model("Komatsu", "GD655-7", 371_000, 16.8), model("John Deere", "672G", 365_000, 16.5)],
  },
  DUMPER: {
    share: 12,
    idle: 0.32,
    seasonality: 1.1,
    kmPerHour: 14,
    wanted: { MINE: 5, ROAD: 3, URBAN: 0.8, ENERGY: 2 },
    cat: [cat("725", 438_000, 18.5), cat("730", 512_000, 21.3), cat("745", 748_000, 30.2)],
    others: [model("Volvo", "A40G", 668_000, 27.4), model("Komatsu", "HM400-5", 655_000, 27.9)],
  },
  ROLLER: {
    share: 8,
    idle: 0.25,
    seasonality: 1.5,
    kmPerHour: 3.6,
    wanted: { MINE: 0.6, ROAD: 5, URBAN: 2, ENERGY: 2 },
    cat: [cat("CS11 GC", 148_000, 10.6), cat("CB10", 162_000, 9.8), cat("CP56B", 171_000, 11.8)],
    others: [model("BOMAG", "BW 213 D-5", 152_000, 10.9), model("HAMM", "H 13i", 156_000, 11)],
  },
  SKID_STEER_LOADER: {
    share: 6,
    idle: 0.38,
    seasonality: 0.8,
    kmPerHour: 3,
    wanted: { MINE: 0.3, ROAD: 1, URBAN: 4, ENERGY: 2 },
    cat: [cat("262D3", 62_000, 6.2), cat("272D3", 74_000, 7.8)],
    others: [model("Bobcat", "S650", 58_000, 6), model("Kubota", "SSV75", 55_000, 5.8)],
  },
  TELEHANDLER: {
    share: 7,
    idle: 0.4,
    seasonality: 0.6,
    kmPerHour: 2.4,
    wanted: { MINE: 0.3, ROAD: 0.6, URBAN: 4, ENERGY: 3 },
    cat: [cat("TH357D", 121_000, 6.4), cat("TH3510D", 136_000, 6.9)],
    others: [
      model("JCB", "540-170", 141_000, 6.8),
      model("Manitou", "MT 1840", 138_000, 6.6),
      model("JLG", "1055", 146_000, 7),
    ],
  },
  TRENCHER: {
    share: 3,
    idle: 0.25,
    seasonality: 1.3,
    kmPerHour: 0,
    wanted: { MINE: 0.1, ROAD: 2, URBAN: 2, ENERGY: 4 },
    cat: [],
    others: [model("Vermeer", "RTX750", 164_000, 12.8), model("Ditch Witch", "RT80", 158_000, 12.1)],
  },
};

const FEEDS: Record<string, { feed: string; cadenceS: number }> = {
  Caterpillar: { feed: "VisionLink", cadenceS: 86_400 },
  Hitachi: { feed: "ConSite", cadenceS: 86_400 },
  Kobelco: { feed: "KOMEXS", cadenceS: 86_400 },
  Liebherr: { feed: "LiDAT", cadenceS: 86_400 },
  Komatsu: { feed: "Komtrax", cadenceS: 43_200 },
  Volvo: { feed: "CareTrack", cadenceS: 43_200 },
  Case: { feed: "SiteWatch", cadenceS: 1_800 },
  Takeuchi: { feed: "TFM", cadenceS: 1_800 },
  Bobcat: { feed: "Machine IQ", cadenceS: 900 },
  "John Deere": { feed: "JDLink", cadenceS: 900 },
  JCB: { feed: "LiveLink", cadenceS: 900 },
  JLG: { feed: "ClearSky", cadenceS: 900 },
  Kubota: { feed: "KubotaNOW", cadenceS: 900 },
  Manitou: { feed: "Connected Machines", cadenceS: 300 },
};

/** A maker's own feed and how often it reports; our tracker on the CAN bus for makers without one. */
export function feedOf(make: string): { feed: string; cadenceS: number; source: "iso15143" | "mqtt" } {
  const known = FEEDS[make];
  return known ? { ...known, source: "iso15143" } : { feed: "mqtt", cadenceS: 900, source: "mqtt" };
}

/** How much of the ordinary work a climate allows at a time of the year, 0 to 1. */
export function seasonOf(climate: Climate, yearPart: number): number {
  const wave = (peak: number) => Math.cos(2 * Math.PI * (yearPart - peak));
  switch (climate) {
    case "TEMPERATE_NORTH":
      return 0.79 + 0.19 * wave(0.52);
    case "CONTINENTAL_NORTH":
      return 0.74 + 0.24 * wave(0.55);
    case "DESERT":
      return 0.9 - 0.08 * wave(0.54);
    case "TROPICAL_SOUTH":
      return 0.78 + 0.2 * wave(0.58);
    case "TEMPERATE_SOUTH":
      return 0.9 + 0.08 * wave(0.05);
  }
}

/** Likelihood that a machine works on a weekday (0 is Sunday), and the hours it then runs. */
export const SHIFTS: Record<
  Exclude<Work, "YARD">,
  { week: number[]; hours: number; spread: number; startMin: number }
> = {
  MINE: { week: [0.86, 0.95, 0.96, 0.96, 0.96, 0.95, 0.9], hours: 12.5, spread: 2.6, startMin: 330 },
  ROAD: { week: [0.05, 0.93, 0.95, 0.95, 0.94, 0.9, 0.4], hours: 8, spread: 1.7, startMin: 390 },
  URBAN: { week: [0.02, 0.9, 0.92, 0.92, 0.92, 0.86, 0.18], hours: 6.8, spread: 1.6, startMin: 420 },
  ENERGY: { week: [0.1, 0.92, 0.94, 0.94, 0.93, 0.9, 0.5], hours: 8.6, spread: 1.8, startMin: 390 },
};

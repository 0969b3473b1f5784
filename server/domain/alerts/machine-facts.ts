/** What the rules about a machine's telemetry and service look at. */
import type { EquipmentStatus } from "../assets/schema.ts";
import type { MaintenanceState } from "../maintenance/words.ts";
import type { AlertLimits } from "../policies/schema.ts";
import { addDays } from "../rentals/zone-time.ts";
import type { AlertRule } from "./rule.ts";

/** A position that was heard, stamped with the site where the machine ought to be. */
export type Fix = {
  at: Date;
  lat: number;
  lon: number;
  accuracyM: number | null;
  /** Metres from the fence, 0 inside. */
  outsideM: number;
  hourMeter: number | null;
  running: boolean | null;
};

/** A local day's use; `ours` while the machine was with whom it is now. */
export type UsedDay = { day: string; runtimeH: number; idleH: number; fuelL: number | null; ours: boolean };

export type OpenService = {
  service: string;
  state: MaintenanceState;
  dueAtHours: number | null;
  dueAt: Date | null;
  deferredUntil: Date | null;
};

export type MachineFacts = {
  humanId: string;
  siteName: string | null;
  timeZone: string;
  /** The time that the decision is for, and its day at the site. */
  now: Date;
  today: string;
  status: EquipmentStatus;
  hourMeter: number | null;
  lastSeenAt: Date | null;
  /** Whether it reports by itself, how often in seconds, and whether everything that reports the same way is silent with it. */
  reports: boolean;
  cadenceS: number | null;
  feedSilent: boolean;
  /** How long it is silent now and again and then reports by itself, in hours: a tracker may sleep with the engine. Null: not known. */
  usualSilenceH: number | null;
  /** Oldest first: days of the last two months, and the last positions of a week, those that can not be true left out. */
  days: readonly UsedDay[];
  fixes: readonly Fix[];
  /** Somebody is to fetch or bring it, or has just done so. */
  inTransport: boolean;
  services: readonly OpenService[];
  limits: AlertLimits;
};

/** A rule about a machine: it also gives the figures that screens make their sentences of. */
export type MachineRule = AlertRule<MachineFacts> & { figures: (facts: MachineFacts) => Record<string, unknown> };

/** Half a shift: from then on an unfinished day is worth judging. */
const TELLING_HOURS = 4;

/** Days that are over, and today once it says enough. */
export const judgedDays = ({ days, today }: MachineFacts): readonly UsedDay[] =>
  days.filter(({ day, runtimeH }) => day < today || (day === today && runtimeH >= TELLING_HOURS));

/** Whether a day lies within the last `count` days before today. */
export const isRecent = (day: string, today: string, count: number): boolean => day >= addDays(today, -count);

/** `EQX1004 at Harbour`, or only the number where the site is not known. */
export const machineName = ({ humanId, siteName }: MachineFacts): string =>
  siteName ? `${humanId} at ${siteName}` : humanId;

export const rounded = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** A rule opens an alert where its cause is there and none is live. */
export const becomes =
  (is: (facts: MachineFacts) => boolean): MachineRule["hasBecome"] =>
  (facts, live) =>
    !live && is(facts);

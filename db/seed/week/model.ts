/** Parts of a machine's course, and the clock that they go by. */
import type { LatLon } from "../../../server/domain/sites/geofence.ts";
import { DAY_MS, HOUR_MS, WEEK_STARTS_MS, type WeekSite } from "./fleet.ts";

/** The engine is on at times between two moments, for so many hours in all. */
export type Run = { fromMs: number; toMs: number; runtimeH: number };
/** Where it is from then on; at work it moves about by so much. */
export type Stay = { fromMs: number; at: LatLon; roamM: number };
/** Not heard; `kept` reports are sent when it is heard again. */
export type Silence = { fromMs: number; toMs: number; kept: boolean };
/** What people enter about it. */
export type Entry =
  | { atMs: number; what: "SENT_OUT"; site: WeekSite; dueMs: number }
  | { atMs: number; what: "EXTENDED"; dueMs: number }
  | { atMs: number; what: "CALLED_OFF" | "TAKEN_BACK" | "INSPECTED" }
  | { atMs: number; what: "TRANSPORT"; toMs: number };
export type Course = {
  begins: { status: "ON_RENT" | "AVAILABLE" | "MAINTENANCE"; site: WeekSite; dueMs: number | null; sinceDay: number };
  runs: Run[];
  stays: Stay[];
  silences: Silence[];
  entries: Entry[];
};

/** A moment of a day of the week, whose first is 0; days before it are negative. */
export const dayMs = (day: number, hour = 0): number => WEEK_STARTS_MS + day * DAY_MS + hour * HOUR_MS;
export const weekdayOf = (day: number): number => new Date(dayMs(day)).getUTCDay();

/** The calendar's state as it stands in the address, so that a view can be linked, kept and shared. Pure. */
import { EQUIPMENT_TYPES, type EquipmentType } from "../../../server/domain/assets/schema.ts";
import { isDay, VIEWS, type View } from "./calendar-days.ts";

export interface CalendarSearch {
  view: View;
  /** Null for the present day. */
  day: string | null;
  rows: "machines" | "types";
  type: EquipmentType | null;
  q: string;
}

type Params = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() || undefined;

/** Reads the address; what is unknown or mistyped there counts as not said. */
export function readCalendarSearch(params: Params): CalendarSearch {
  const day = one(params["day"]);
  return {
    view: VIEWS.find((view) => view === one(params["view"])) ?? "week",
    day: isDay(day) ? day : null,
    rows: one(params["rows"]) === "types" ? "types" : "machines",
    type: EQUIPMENT_TYPES.find((type) => type === one(params["type"])) ?? null,
    q: one(params["q"])?.slice(0, 100) ?? "",
  };
}

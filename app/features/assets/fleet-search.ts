/** The fleet screen's state as it stands in the address, so that a view can be linked, kept and shared. Pure. */
import {
  ASSET_SORTS,
  EQUIPMENT_STATUSES,
  EQUIPMENT_TYPES,
  type EquipmentStatus,
  type EquipmentType,
} from "../../../server/domain/assets/schema.ts";

export interface FleetFilter {
  q?: string;
  status?: EquipmentStatus;
  type?: EquipmentType;
  due?: "OVERDUE" | "DUE_SOON";
  siteId?: string;
  customerId?: string;
  dealerId?: string;
}
export type FleetSort = { sort: (typeof ASSET_SORTS)[number]; direction: "asc" | "desc" };
export type FleetView = "split" | "list" | "map";
export interface FleetSearch {
  filter: FleetFilter;
  sort: FleetSort;
  view: FleetView;
  selected: string | null;
}

type Params = Record<string, string | string[] | undefined>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
const among = <T extends string>(values: readonly T[], value: string | undefined) =>
  values.find((candidate) => candidate === value);

/** Reads the address; what is unknown or mistyped there counts as not said. */
export function readFleetSearch(params: Params): FleetSearch {
  const id = (value: string | string[] | undefined) => {
    const text = one(value);
    return text && uuid.test(text) ? text : undefined;
  };
  const all = {
    q: one(params["q"])?.slice(0, 100),
    status: among(EQUIPMENT_STATUSES, one(params["status"])),
    type: among(EQUIPMENT_TYPES, one(params["type"])),
    due: among(["OVERDUE", "DUE_SOON"] as const, one(params["due"])),
    siteId: id(params["siteId"]),
    customerId: id(params["customerId"]),
    dealerId: id(params["dealerId"]),
  };
  return {
    filter: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    sort: {
      sort: among(ASSET_SORTS, one(params["sort"])) ?? "humanId",
      direction: one(params["direction"]) === "desc" ? "desc" : "asc",
    },
    view: among(["split", "list", "map"] as const, one(params["view"])) ?? "split",
    selected: one(params["selected"])?.toUpperCase() ?? null,
  };
}

/** How many filters beside the search text are on. */
export const activeFilters = (filter: FleetFilter) => Object.keys(filter).filter((key) => key !== "q").length;

/** A link into the fleet with these filters. */
export function fleetHref(filter: FleetFilter): string {
  const query = new URLSearchParams(filter as Record<string, string>).toString();
  return query ? `/fleet?${query}` : "/fleet";
}

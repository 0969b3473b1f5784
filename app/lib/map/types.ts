/** What a map is given to show. Positions in degrees (WGS 84). */
import type { EquipmentStatus } from "../../../server/domain/assets/schema.ts";
import type { Geofence } from "../../../server/domain/sites/geofence.ts";

export interface MapMachine {
  humanId: string;
  lat: number;
  lon: number;
  status: EquipmentStatus;
  overdue: boolean;
}
export interface MapFence {
  id: string;
  name: string;
  kind: "JOBSITE" | "YARD";
  geofence: Geofence;
}
export interface HeatPoint {
  lat: number;
  lon: number;
  /** A whole number: iOS accumulates in 8 bits. */
  weight: number;
}
/** A fence while it is drawn: open outline as `[lon, lat]`. */
export interface FenceDraft {
  points: readonly (readonly [number, number])[];
  onChange: (points: [number, number][]) => void;
}

export interface MapViewProps {
  /** Names the map for screen readers. */
  label: string;
  machines?: readonly MapMachine[];
  fences?: readonly MapFence[];
  heat?: readonly HeatPoint[];
  selected?: string | null;
  highlighted?: string | null;
  onSelect?: (humanId: string | null) => void;
  onHighlight?: (humanId: string | null) => void;
  onSelectFence?: (id: string) => void;
  draft?: FenceDraft;
  /** The phone's place. */
  here?: { lat: number; lon: number; accuracyM?: number } | null;
  /** Shows everything anew when this changes, e.g. the filter; moves by live updates leave the view alone. */
  fitKey?: string;
  /** Names of sites; off for small maps of one site. */
  legend?: boolean;
  class?: string;
}

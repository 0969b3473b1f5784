/** The gate's verdict in words: which sentence, with what in it, and whether it stops the hand-over. Pure. */
import type { GateVerdict } from "../../../server/domain/sites/gate.ts";
import type { PositionState } from "./position-watch.ts";

export type GateWord =
  "inside" | "withinAccuracy" | "noPosition" | "notRequired" | "outside" | "nowhere" | "positionRequired" | "locating";

export type GateText = {
  word: GateWord;
  blocked: boolean;
  /** The place that is meant, where there is one. */
  site: string;
  /** Metres to that place's fence. */
  distanceM: number;
};

/** `names` are the fences judged, by site id. While the device still looks for itself the hand-over waits. */
export function gateText(
  verdict: GateVerdict,
  position: PositionState["kind"],
  names: ReadonlyMap<string, string>,
): GateText {
  if (position === "locating") return { word: "locating", blocked: true, site: "", distanceM: 0 };
  if (!verdict.ok) {
    const { nearest } = verdict;
    const word = verdict.code === "site.position_required" ? "positionRequired" : nearest ? "outside" : "nowhere";
    return { word, blocked: true, site: nearest?.name ?? "", distanceM: nearest?.distanceM ?? 0 };
  }
  const distanceM = verdict.distanceM ?? 0;
  if (verdict.siteId === null)
    return { word: verdict.distanceM === null ? "noPosition" : "notRequired", blocked: false, site: "", distanceM };
  const site = names.get(verdict.siteId) ?? "";
  return { word: distanceM === 0 ? "inside" : "withinAccuracy", blocked: false, site, distanceM };
}

import type { MapMachine } from "~/lib/map/types.ts";
import type { AssetRow } from "./assets.queries.ts";

export type Due = Pick<AssetRow, "dueAt" | "overdueFrom">;

/** What a due date means now: overdue is what the server says, with the dealer's grace; due soon within 24 hours. Nobody waits for what is called off. */
export function dueWord(asset: Due, now = new Date()): "OVERDUE" | "DUE_SOON" | null {
  if (!asset.dueAt || !asset.overdueFrom) return null;
  if (now.getTime() >= Date.parse(asset.overdueFrom)) return "OVERDUE";
  return Date.parse(asset.dueAt) - now.getTime() <= 24 * 3_600_000 ? "DUE_SOON" : null;
}

/** The machines that have a position, as the map wants them. */
export function toMapMachines(assets: readonly AssetRow[]): MapMachine[] {
  return assets.flatMap((asset) =>
    asset.lastPosition
      ? [
          {
            humanId: asset.humanId,
            lat: asset.lastPosition.lat,
            lon: asset.lastPosition.lon,
            status: asset.status,
            overdue: dueWord(asset) === "OVERDUE",
          },
        ]
      : [],
  );
}

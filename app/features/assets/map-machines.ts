import { overdueFrom } from "../../../server/domain/rentals/due.ts";
import type { MapMachine } from "~/lib/map/types.ts";
import type { AssetRow } from "./assets.queries.ts";

type Due = { dueAt: string | null; siteTimeZone: string | null };

/** What a due date means now: overdue from the end of the due day at the site, due soon within 24 hours. */
export function dueWord(asset: Due, now = new Date()): "OVERDUE" | "DUE_SOON" | null {
  if (!asset.dueAt) return null;
  const dueAt = new Date(asset.dueAt);
  const overdue = overdueFrom({ dueAt, timeZone: asset.siteTimeZone ?? "UTC", graceMinutes: 0 });
  if (now >= overdue) return "OVERDUE";
  return dueAt.getTime() - now.getTime() <= 24 * 3_600_000 ? "DUE_SOON" : null;
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

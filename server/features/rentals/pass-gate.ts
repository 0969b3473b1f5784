import type { Tenant } from "../../../db/tenancy.ts";
import { AppError } from "../../domain/errors.ts";
import type { CheckOutInput } from "../../domain/rentals/schema.ts";
import { judgeGate } from "../../domain/sites/gate.ts";
import type { Presented } from "../assets/presented.ts";
import { thresholdsOf } from "../policies/thresholds-of.ts";
import type { Destination } from "./hand-over-parties.ts";

/** The geofence gate. Only a dealer's administrator and HQ may pass it with a reason. */
export async function passGate(tenant: Tenant, machine: Presented, site: Destination, input: CheckOutInput) {
  const policy = await thresholdsOf(tenant, machine.dealer_id);
  const fences = [
    {
      siteId: site.id,
      name: site.name,
      kind: "JOBSITE" as const,
      geofence: site.geofence,
      place: "DESTINATION" as const,
    },
  ];
  const { site_id: yardId, site_name: yard, site_kind: kind, site_geofence: geofence } = machine;
  const stands =
    yardId && yard && kind === "YARD" && geofence
      ? [{ siteId: yardId, name: yard, kind, geofence, place: "YARD" as const }]
      : [];
  const verdict = judgeGate({ position: input.position ?? null, fences: [...fences, ...stands], policy });
  if (verdict.ok)
    return { place: verdict.place, distanceM: verdict.distanceM, creditM: verdict.creditM, overridden: false };
  const mayOverride = tenant.actor.role === "DEALER_ADMIN" || tenant.actor.role === "CAT_ADMIN";
  if (!input.override || !mayOverride)
    throw new AppError(verdict.code, { details: { nearest: verdict.nearest, accuracyM: verdict.accuracyM } });
  return { place: null, distanceM: verdict.nearest?.distanceM ?? null, creditM: 0, overridden: true };
}

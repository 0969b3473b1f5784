/** A machine that this device knows nothing of, or nothing true: what the form needs to be filled in all the same. Pure. */
import type { HandOverAction, Machine, Presented } from "./draft.ts";

export type Destination = Presented["destinations"][number];

/**
 * Stands in for the machine until the server is asked. It claims nothing: no reading, no fence; what is entered is judged on arrival.
 * `seen` is what this device has kept of it.
 */
export function standIn(
  humanId: string,
  action: HandOverAction,
  destinations: readonly Destination[],
  seen?: Machine | null,
): Machine {
  const isOut = action === "SEND_OUT";
  return {
    make: seen?.make ?? "",
    model: seen?.model ?? "",
    humanId,
    status: isOut ? "AVAILABLE" : "ON_RENT",
    hourMeter: 0,
    standsAt: null,
    rental: null,
    canSendOut: isOut,
    canTakeBack: !isOut,
    blockedBy: null,
    destinations: [...destinations],
    gate: { gateRequired: false, positionRequired: false, maxAccuracyCreditM: 50 },
  };
}

/** Jobsites from everything that this device has kept of them, each once, by name. */
export function knownDestinations(
  machines: readonly Pick<Presented, "destinations">[],
  sites: readonly {
    id: string;
    name: string;
    kind: string;
    timeZone: string;
    customerName: string | null;
    geofence: Destination["geofence"];
  }[],
): Destination[] {
  const found = new Map<string, Destination>();
  for (const site of sites) {
    const { id, name, kind, timeZone, customerName, geofence } = site;
    if (kind === "JOBSITE") found.set(id, { siteId: id, name, kind, timeZone, customerName, geofence });
  }
  for (const { destinations } of machines) for (const site of destinations) found.set(site.siteId, site);
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

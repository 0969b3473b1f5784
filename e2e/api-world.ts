/** Machines and sites of the demo as tests use them, and how they are left for the next one. */
import type { Asset } from "../server/domain/assets/schema.ts";
import type { Rental } from "../server/domain/rentals/schema.ts";
import type { Geofence } from "../server/domain/sites/geofence.ts";
import type { Site } from "../server/domain/sites/schema.ts";
import { newId, type Api, type Body } from "./api-client.ts";

export type LedgerEvent = { id: string; seq: number; type: string; at: string; humanId: string | null; record: string };

export const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** The mean of a fence's vertices, which lies inside every fence of the demo. */
export function inside({ coordinates }: Geofence) {
  const ring = coordinates[0]!.slice(1);
  const mean = (axis: 0 | 1) => ring.reduce((sum, place) => sum + place[axis], 0) / ring.length;
  return { lat: mean(1), lon: mean(0), accuracyM: 8 };
}

/** Machines of a dealer that are free and not reserved, the last of the fleet first: journeys take the first. */
export async function freeMachines(api: Api, dealer: string): Promise<Asset[]> {
  const reserved = new Set((await api.all<Rental>(dealer, "/rentals?state=RESERVED")).map(({ humanId }) => humanId));
  const free = await api.all<Asset>(dealer, "/assets?status=AVAILABLE");
  return free.filter(({ humanId }) => !reserved.has(humanId)).reverse();
}

export const jobsites = async (api: Api, who: string) =>
  (await api.all<Site>(who, "/sites?kind=JOBSITE")).filter(({ customerId }) => customerId !== null);

/** A check-out that is right in everything; `changes` make it wrong. */
export const checkOutOf = (machine: Asset, site: Site, changes: Body = {}) => ({
  operationId: newId(),
  humanId: machine.humanId,
  siteId: site.id,
  engineStart: machine.hourMeter,
  dueAt: later(48),
  position: inside(site.geofence),
  ...changes,
});

/** Takes a machine back into the yard, if it is out, and makes it free again for the next test. */
export async function giveBack(api: Api, dealer: string, humanId: string): Promise<void> {
  const { status, hourMeter } = await api.get<Asset>(dealer, `/assets/${humanId}`);
  if (status === "ON_RENT") {
    const position = inside((await yardOf(api, dealer)).geofence);
    await api.post(dealer, "/rentals/checkin", { operationId: newId(), humanId, engineEnd: hourMeter, position });
  }
  if (status !== "AVAILABLE")
    await api.post(dealer, `/assets/${humanId}/status`, { operationId: newId(), status: "AVAILABLE" });
}

export const yardOf = async (api: Api, dealer: string) => (await api.all<Site>(dealer, "/sites?kind=YARD"))[0]!;

/** Everything that a refused mutation of a machine could have left behind, and the kinds of its events, newest first. */
export async function tracesOf(api: Api, dealer: string, humanId: string) {
  const [asset, rentals, events] = await Promise.all([
    api.get<Asset>(dealer, `/assets/${humanId}`),
    api.all<Rental>(dealer, `/rentals?humanId=${humanId}`),
    api.all<LedgerEvent>(dealer, `/events?humanId=${humanId}`),
  ]);
  const refusals = events.filter(({ type }) => type === "rental.check_out_refused");
  return {
    left: { asset, rentals, events: events.filter((event) => !refusals.includes(event)) },
    refusals: refusals.length,
  };
}

/** How a sweep begins: each dealer is looked at in a run of its own, so that one that fails holds up nobody else. */
import type { EventPayload, GetStepTools } from "inngest";
import type { Database } from "../db/tenancy.ts";
import { findDealers } from "./alerts/find-dealers.ts";
import type { JobsClient } from "./client.ts";

const EVENTS_AT_ONCE = 500;

type Sweep = { dealerId: string; at: string };
type Run = {
  event: { ts?: number; data: object };
  runId: string;
  step: Pick<GetStepTools<JobsClient>, "run" | "sendEvent">;
};

/**
 * Asks for a run for every dealer, or for the one that the event names, as of the event's time or what `timeOf` makes of it.
 * `each` is the event of one dealer; its id, from `name`, keeps a repeated step from asking twice.
 */
export async function askDealers(
  deps: { db: Database },
  { event, runId, step }: Run,
  options: {
    name: string;
    each: { create: (sweep: Sweep, options: { id: string }) => EventPayload };
    timeOf?: () => Date;
  },
): Promise<{ at: string; dealers: number }> {
  const { name, each, timeOf = () => new Date(event.ts ?? Date.now()) } = options;
  const { at, dealerIds } = await step.run("find-dealers", async () => ({
    at: timeOf().toISOString(),
    dealerIds: await findDealers(deps, "dealerId" in event.data ? { dealerId: String(event.data.dealerId) } : {}),
  }));
  for (let from = 0; from < dealerIds.length; from += EVENTS_AT_ONCE)
    await step.sendEvent(
      `fan-out-${from}`,
      dealerIds
        .slice(from, from + EVENTS_AT_ONCE)
        .map((dealerId) => each.create({ dealerId, at }, { id: `${name}:${runId}:${dealerId}` })),
    );
  return { at, dealers: dealerIds.length };
}

/** Every five minutes, when a rental has changed, and on request: looks at the due times of every dealer, each in a run of its own. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import type { JobsClient } from "../client.ts";
import { alertsSweepRequested, dealerSweepRequested, rentalsChanged } from "../events.ts";
import { findDealers } from "./find-dealers.ts";
import { sweepDealer } from "./sweep-dealer.ts";

const EVENTS_AT_ONCE = 500;
const MINUTE_MS = 60_000;

export function dueSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    {
      id: "alerts-due-sweep",
      triggers: [cron("*/5 * * * *"), { event: alertsSweepRequested }, { event: rentalsChanged }],
    },
    async ({ event, runId, step }) => {
      const { at, dealerIds } = await step.run("find-dealers", async () => ({
        at: decisionTime(event),
        dealerIds: await findDealers(deps, "dealerId" in event.data ? { dealerId: event.data.dealerId } : {}),
      }));
      for (let from = 0; from < dealerIds.length; from += EVENTS_AT_ONCE) {
        const some = dealerIds.slice(from, from + EVENTS_AT_ONCE);
        // The id keeps a repeated step from asking twice.
        await step.sendEvent(
          `fan-out-${from}`,
          some.map((dealerId) =>
            dealerSweepRequested.create({ dealerId, at }, { id: `due-sweep:${runId}:${dealerId}` }),
          ),
        );
      }
      return { at, dealers: dealerIds.length };
    },
  );
}

export function dealerDueSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "alerts-dealer-due-sweep", concurrency: 2, triggers: [{ event: dealerSweepRequested }] },
    ({ event, step }) => step.run("sweep", () => sweepDealer(deps, event.data)),
  );
}

/** A cron's event carries its scheduled time to within seconds; a request's, the time it was made. */
function decisionTime(event: { name: string; ts?: number }): string {
  const ts = event.ts ?? Date.now();
  const asked = event.name === alertsSweepRequested.name || event.name === rentalsChanged.name;
  return new Date(asked ? ts : ts - (ts % MINUTE_MS)).toISOString();
}

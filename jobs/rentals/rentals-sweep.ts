/**
 * Every five minutes, when a rental has changed, and on request: what has come due in the life of every dealer's rentals, each dealer in
 * a run of its own.
 */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { findDealers } from "../alerts/find-dealers.ts";
import type { JobsClient } from "../client.ts";
import { dealerRentalsSweepRequested, rentalsChanged, rentalsSweepRequested } from "../events.ts";
import { endFetched } from "./end-fetched.ts";
import { followUsage } from "./follow-usage.ts";
import { markReadyDue } from "./mark-ready-due.ts";

const EVENTS_AT_ONCE = 500;

export function rentalsSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    {
      id: "rentals-sweep",
      triggers: [cron("*/5 * * * *"), { event: rentalsSweepRequested }, { event: rentalsChanged }],
    },
    async ({ event, runId, step }) => {
      const { at, dealerIds } = await step.run("find-dealers", async () => ({
        at: new Date(event.ts ?? Date.now()).toISOString(),
        dealerIds: await findDealers(deps, "dealerId" in event.data ? { dealerId: event.data.dealerId } : {}),
      }));
      for (let from = 0; from < dealerIds.length; from += EVENTS_AT_ONCE) {
        const some = dealerIds.slice(from, from + EVENTS_AT_ONCE);
        // The id keeps a repeated step from asking twice.
        await step.sendEvent(
          `fan-out-${from}`,
          some.map((dealerId) =>
            dealerRentalsSweepRequested.create({ dealerId, at }, { id: `rentals-sweep:${runId}:${dealerId}` }),
          ),
        );
      }
      return { at, dealers: dealerIds.length };
    },
  );
}

export function dealerRentalsSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "rentals-dealer-sweep", concurrency: 2, triggers: [{ event: dealerRentalsSweepRequested }] },
    async ({ event, step }) => ({
      ready: await step.run("mark-ready", () => markReadyDue(deps, event.data)),
      fetched: await step.run("end-fetched", () => endFetched(deps, event.data)),
      followed: await step.run("follow-usage", () => followUsage(deps, event.data)),
    }),
  );
}

/**
 * Every five minutes, when a rental has changed, and on request: what has come due in the life of every dealer's rentals, each dealer in
 * a run of its own.
 */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { askDealers } from "../ask-dealers.ts";
import type { JobsClient } from "../client.ts";
import { dealerRentalsSweepRequested, rentalsChanged, rentalsSweepRequested } from "../events.ts";
import { endFetched } from "./end-fetched.ts";
import { followUsage } from "./follow-usage.ts";
import { markReadyDue } from "./mark-ready-due.ts";

export function rentalsSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    {
      id: "rentals-sweep",
      triggers: [cron("*/5 * * * *"), { event: rentalsSweepRequested }, { event: rentalsChanged }],
    },
    (run) => askDealers(deps, run, { name: "rentals-sweep", each: dealerRentalsSweepRequested }),
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

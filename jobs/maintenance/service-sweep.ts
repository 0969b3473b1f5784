/** Every hour and on request: every dealer's machines get their next service, and services that have fallen due their task. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { askDealers } from "../ask-dealers.ts";
import type { JobsClient } from "../client.ts";
import { dealerServiceSweepRequested, serviceSweepRequested } from "../events.ts";
import { planServices } from "./plan-services.ts";
import { taskDue } from "./task-due.ts";

export function serviceSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "maintenance-service-sweep", triggers: [cron("7 * * * *"), { event: serviceSweepRequested }] },
    (run) => askDealers(deps, run, { name: "service-sweep", each: dealerServiceSweepRequested }),
  );
}

export function dealerServiceSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "maintenance-dealer-service-sweep", concurrency: 2, triggers: [{ event: dealerServiceSweepRequested }] },
    async ({ event, step }) => ({
      planned: await step.run("plan-services", () => planServices(deps, event.data)),
      tasks: await step.run("task-due", () => taskDue(deps, event.data)),
    }),
  );
}

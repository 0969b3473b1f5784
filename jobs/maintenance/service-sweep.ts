/** Every hour and on request: every dealer's machines get their next service, and services that have fallen due their task. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { findDealers } from "../alerts/find-dealers.ts";
import type { JobsClient } from "../client.ts";
import { dealerServiceSweepRequested, serviceSweepRequested } from "../events.ts";
import { planServices } from "./plan-services.ts";
import { taskDue } from "./task-due.ts";

const EVENTS_AT_ONCE = 500;

export function serviceSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "maintenance-service-sweep", triggers: [cron("7 * * * *"), { event: serviceSweepRequested }] },
    async ({ event, runId, step }) => {
      const { at, dealerIds } = await step.run("find-dealers", async () => ({
        at: new Date((event as { ts?: number }).ts ?? Date.now()).toISOString(),
        dealerIds: await findDealers(deps, "dealerId" in event.data ? { dealerId: event.data.dealerId } : {}),
      }));
      for (let from = 0; from < dealerIds.length; from += EVENTS_AT_ONCE) {
        const some = dealerIds.slice(from, from + EVENTS_AT_ONCE);
        // The id keeps a repeated step from asking twice.
        await step.sendEvent(
          `fan-out-${from}`,
          some.map((dealerId) =>
            dealerServiceSweepRequested.create({ dealerId, at }, { id: `service-sweep:${runId}:${dealerId}` }),
          ),
        );
      }
      return { at, dealers: dealerIds.length };
    },
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

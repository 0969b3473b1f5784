/** Every five minutes, when a rental has changed, and on request: looks at the due times of every dealer, each in a run of its own. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { askDealers } from "../ask-dealers.ts";
import type { JobsClient } from "../client.ts";
import { alertsSweepRequested, dealerSweepRequested, rentalsChanged } from "../events.ts";
import { sweepDealer } from "./sweep-dealer.ts";

const MINUTE_MS = 60_000;

export function dueSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    {
      id: "alerts-due-sweep",
      triggers: [cron("*/5 * * * *"), { event: alertsSweepRequested }, { event: rentalsChanged }],
    },
    (run) =>
      askDealers(deps, run, {
        name: "due-sweep",
        each: dealerSweepRequested,
        timeOf: () => decisionTime(run.event),
      }),
  );
}

export function dealerDueSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "alerts-dealer-due-sweep", concurrency: 2, triggers: [{ event: dealerSweepRequested }] },
    ({ event, step }) => step.run("sweep", () => sweepDealer(deps, event.data)),
  );
}

/** A cron's event carries its scheduled time to within seconds; a request's, the time it was made. */
function decisionTime(event: { name: string; ts?: number }): Date {
  const ts = event.ts ?? Date.now();
  const asked = event.name === alertsSweepRequested.name || event.name === rentalsChanged.name;
  return new Date(asked ? ts : ts - (ts % MINUTE_MS));
}

/** As soon as something becomes of an alert, and on a schedule for what was missed: tells people, pushes, mails. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import type { JobsClient } from "../client.ts";
import { findDealers } from "../alerts/find-dealers.ts";
import { alertsChanged, digestsRequested, pushesRequested } from "../events.ts";
import { fanOut } from "./fan-out.ts";
import { dropOld, sendDigests, type DigestDeps } from "./send-digests.ts";
import { sendPushes, type PushDeps } from "./send-pushes.ts";

const EVENTS_AT_ONCE = 500;
const timeOf = ({ ts }: { ts?: number }) => new Date(ts ?? Date.now()).toISOString();

export function notificationsSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "notifications-sweep", triggers: [cron("*/5 * * * *")] },
    async ({ runId, step }) => {
      const dealerIds = await step.run("find-dealers", () => findDealers(deps, {}));
      for (let from = 0; from < dealerIds.length; from += EVENTS_AT_ONCE) {
        const some = dealerIds.slice(from, from + EVENTS_AT_ONCE);
        await step.sendEvent(
          `fan-out-${from}`,
          some.map((dealerId) => alertsChanged.create({ dealerId }, { id: `notifications:${runId}:${dealerId}` })),
        );
      }
      return { dealers: dealerIds.length };
    },
  );
}

export function notificationsFanOut(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "notifications-fan-out", concurrency: 2, triggers: [{ event: alertsChanged }] },
    async ({ event, runId, step }) => {
      const told = await step.run("tell", () => fanOut(deps, { dealerId: event.data.dealerId, at: timeOf(event) }));
      // The rest goes within a minute, so that several at once come together.
      if (told.urgent) await step.sendEvent("push", pushesRequested.create({}, { id: `pushes:${runId}` }));
      return told;
    },
  );
}

export function notificationsPush(client: JobsClient, deps: PushDeps) {
  return client.createFunction(
    { id: "notifications-push", concurrency: 1, triggers: [cron("* * * * *"), { event: pushesRequested }] },
    ({ event, step }) => step.run("send", () => sendPushes(deps, { at: timeOf(event) })),
  );
}

export function notificationsDigest(client: JobsClient, deps: DigestDeps) {
  return client.createFunction(
    { id: "notifications-digest", concurrency: 1, triggers: [cron("*/15 * * * *"), { event: digestsRequested }] },
    async ({ event, step }) => {
      const at = timeOf(event);
      const sent = await step.run("send", () => sendDigests(deps, { at }));
      const old = await step.run("forget", () => dropOld(deps.db, { at }));
      return { ...sent, ...old };
    },
  );
}

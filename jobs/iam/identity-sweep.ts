/** Every hour: clears what signing in leaves behind. Every day: lets signing keys that are old enough sign nothing more. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { retireSigningKeys } from "../../server/iam/retire-signing-keys.ts";
import type { JobsClient } from "../client.ts";
import { identitySweepRequested } from "../events.ts";
import { sweepIdentity } from "./sweep-identity.ts";

const KEY_DAYS = 30;
const DAY_MS = 86_400_000;

export function identitySweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    { id: "iam-identity-sweep", triggers: [cron("17 * * * *"), { event: identitySweepRequested }] },
    ({ event, step }) => step.run("sweep", () => sweepIdentity(deps, { at: timeOf(event) })),
  );
}

export function signingKeyRotation(client: JobsClient, deps: { db: Database }) {
  return client.createFunction({ id: "iam-signing-key-rotation", triggers: [cron("41 3 * * *")] }, ({ event, step }) =>
    step.run("retire", async () => {
      const at = new Date(timeOf(event));
      return { retired: await retireSigningKeys(deps.db, at, new Date(at.getTime() - KEY_DAYS * DAY_MS)) };
    }),
  );
}

const timeOf = ({ ts }: { ts?: number }) => new Date(ts ?? Date.now()).toISOString();

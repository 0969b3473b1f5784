/** Every five minutes: fetches the makers' feeds that are due, each in a run of its own. */
import { cron } from "inngest";
import type { Database } from "../../db/tenancy.ts";
import { AppError } from "../../server/domain/errors.ts";
import { sourceOf } from "../../server/features/telematics/dealer-source.ts";
import { pullSource } from "../../server/features/telematics/pull-source.ts";
import type { Sealer } from "../../server/sealing.ts";
import type { JobsClient } from "../client.ts";
import { dealerActor } from "../dealer-actor.ts";
import { sourcePullRequested, telematicsSweepRequested } from "../events.ts";
import { findDue } from "./find-due.ts";

export type TelematicsDeps = { db: Database; telematics: { sealer: Sealer; allowPrivate: boolean } };

/** 100,000 machines; what is left goes on with the next sweep. */
const MAX_PAGES = 1_000;

export function telematicsPullSweep(client: JobsClient, deps: TelematicsDeps) {
  return client.createFunction(
    { id: "telematics-pull-sweep", triggers: [cron("*/5 * * * *"), { event: telematicsSweepRequested }] },
    async ({ event, runId, step }) => {
      const { at, due } = await step.run("find-due", async () => {
        const at = new Date((event as { ts?: number }).ts ?? Date.now()).toISOString();
        return { at, due: await findDue(deps, { at }) };
      });
      if (due.length > 0)
        await step.sendEvent(
          "fan-out",
          due.map(({ sourceId, dealerId }) =>
            sourcePullRequested.create({ sourceId, dealerId, at }, { id: `pull:${runId}:${sourceId}` }),
          ),
        );
      return { at, sources: due.length };
    },
  );
}

export function telematicsSourcePull(client: JobsClient, deps: TelematicsDeps) {
  return client.createFunction(
    { id: "telematics-source-pull", concurrency: 4, triggers: [{ event: sourcePullRequested }] },
    ({ event, step }) => step.run("pull", () => pullDue(deps, event.data)),
  );
}

/** Fetches one source as of `at`. One that was switched off or taken away meanwhile is passed over. */
export async function pullDue(
  { db, telematics }: TelematicsDeps,
  { sourceId, dealerId, at }: { sourceId: string; dealerId: string; at: string },
) {
  const actor = await dealerActor(db, dealerId);
  const source = await db
    .withTenant(actor, (tenant) => sourceOf(tenant, sourceId))
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return null;
      throw error;
    });
  if (!source?.active) return null;
  return pullSource({ db, ...telematics }, { actor, source, now: new Date(at), maxPages: MAX_PAGES });
}

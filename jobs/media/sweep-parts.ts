/** Every night: clears uploads that were begun and given up. */
import { cron } from "inngest";
import type { FileStore } from "../../server/files/store.ts";
import type { JobsClient } from "../client.ts";
import { partsSweepRequested } from "../events.ts";

/** A phone may be without signal over a long weekend, and then goes on where it was. */
export const PART_DAYS = 7;
const DAY_MS = 86_400_000;

export function partsSweep(client: JobsClient, deps: { files: Pick<FileStore, "sweepParts"> }) {
  return client.createFunction(
    { id: "media-parts-sweep", triggers: [cron("23 2 * * *"), { event: partsSweepRequested }] },
    ({ event, step }) =>
      step.run("sweep", async () => {
        const at = (event as { ts?: number }).ts ?? Date.now();
        return { removed: await deps.files.sweepParts(new Date(at - PART_DAYS * DAY_MS)) };
      }),
  );
}

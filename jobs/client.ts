/**
 * The Inngest client that all job functions are made with. Without `INNGEST_*` it is bound to the embedded driver: what it sends
 * never leaves the process, and its functions are never served. With `INNGEST_*` an Inngest server calls the served functions.
 */
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/hono";
import { bindWire, openWire, wireOf } from "./runner/wire.ts";

export const JOBS_APP_ID = "smart-rental";
export const JOBS_PATH = "/api/inngest";

type Logger = NonNullable<ConstructorParameters<typeof Inngest>[0]["logger"]>;
export type JobsClient = Inngest;

export type JobsConfig = {
  production: boolean;
  /** Keys of an Inngest server; null for the embedded driver. */
  inngest: { eventKey: string; signingKey: string; baseUrl?: string | undefined } | null;
  /** `INNGEST_DEV` as given. The SDK reads that variable too, so it has to be judged here and not only ignored. */
  inngestDev: string | null;
  logger?: Logger;
};

/** Makes the client. Throws where `INNGEST_DEV` would switch signature checks off in production. */
export function createJobsClient(config: JobsConfig): JobsClient {
  const dev = config.inngestDev !== null && !["", "0", "false"].includes(config.inngestDev.toLowerCase());
  if (dev && config.production)
    throw new Error(
      "INNGEST_DEV is set in production. It switches the signature checks of /api/inngest off, so that anyone could run jobs. Remove it.",
    );
  const common = { id: JOBS_APP_ID, aiMetadata: false, ...(config.logger ? { logger: config.logger } : {}) };
  if (dev || config.inngest)
    return new Inngest({
      ...common,
      isDev: dev,
      ...(config.inngest ? { eventKey: config.inngest.eventKey, signingKey: config.inngest.signingKey } : {}),
      ...(config.inngest?.baseUrl ? { baseUrl: config.inngest.baseUrl } : {}),
    });
  const wire = openWire();
  const client = new Inngest({
    ...common,
    isDev: false,
    baseUrl: wire.origin,
    eventKey: "embedded",
    signingKey: wire.signingKey,
    fetch: wire.fetch,
  });
  bindWire(client, wire);
  return client;
}

/** Whether the client belongs to the embedded driver (start it with `startRunner`) rather than to an Inngest server (`serveJobs`). */
export const isEmbedded = (client: JobsClient): boolean => wireOf(client) !== undefined;

/**
 * Inngest's own handler for {@link JOBS_PATH} (GET, POST, PUT). `publicUrl` is where Inngest reaches this server; a request can not
 * talk it into another address. Throws for a client of the embedded driver, which must not be reachable from outside.
 */
export function serveJobs(
  client: JobsClient,
  functions: InngestFunction.Any[],
  options: { publicUrl?: string } = {},
): ReturnType<typeof serve> {
  if (isEmbedded(client))
    throw new Error("The embedded job driver's functions are not served: they run inside this process.");
  return serve({
    client,
    functions,
    servePath: JOBS_PATH,
    ...(options.publicUrl ? { serveOrigin: options.publicUrl } : {}),
  });
}

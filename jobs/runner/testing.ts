/** A driver on the test database, with its own function and event names, quick enough for tests. */
import type { InngestFunction } from "inngest";
import { testDatabase } from "../../db/testing.ts";
import { createJobsClient, type JobsClient } from "../client.ts";
import { type Runner, type RunnerOptions, startRunner } from "./runner.ts";

/** What a suite may take to open the database, which is made anew when the migrations have changed. */
export const OPENING_MS = 60_000;

const silent = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

export const testClient = (): JobsClient =>
  createJobsClient({ production: false, inngest: null, inngestDev: null, logger: silent });

/** A name that no other test uses. */
export const unique = (name: string): string => `${name}-${crypto.randomUUID().slice(0, 8)}`;

export type TestRunner = Runner & { client: JobsClient; reports: unknown[] };

/** Starts a driver of the functions that `define` makes; failures are retried after 5 ms. */
export async function testRunner(
  define: (client: JobsClient) => InngestFunction.Any[],
  options: Partial<RunnerOptions> & { client?: JobsClient } = {},
): Promise<TestRunner> {
  const { db } = await testDatabase();
  const client = options.client ?? testClient();
  const reports: unknown[] = [];
  const runner = await startRunner({
    db,
    pollMs: 50,
    backoff: () => 5,
    report: (error) => reports.push(error),
    ...options,
    client,
    functions: define(client),
  });
  return { ...runner, client, reports };
}

/** Waits until `is` holds, at most 10 s. */
export async function eventually(is: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await is())) {
    if (Date.now() > end) throw new Error("it did not happen within 10 s");
    await Bun.sleep(10);
  }
}

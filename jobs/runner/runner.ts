/**
 * The embedded job driver: runs Inngest functions in this process through the SDK's own handler, with all state in Postgres, so
 * that a kill loses nothing. A step whose result was committed never runs again; one that was cut off runs again.
 * Every transaction here is short and none is open while a step runs.
 */
import type { Inngest, InngestFunction } from "inngest";
import { caller } from "./call.ts";
import { voidLeases } from "./claim.ts";
import { Driver, type DriverOptions } from "./driver.ts";
import { listRuns, type Run, type RunFilter } from "./list-runs.ts";
import { planFunctions } from "./plan.ts";
import { type IncomingEvent, named, wireOf } from "./wire.ts";

export type RunnerOptions = DriverOptions & {
  /** Made by `createJobsClient` without `INNGEST_*`. */
  client: Inngest.Any;
  functions: InngestFunction.Any[];
  /** This process is the database's only user (the embedded one): what a killed predecessor had leased is free at once. */
  exclusive?: boolean;
  /** A step that takes longer has failed. */
  maxStepMs?: number;
};

export type Runner = {
  /** Takes events in; resolved when they are committed. Not inside a transaction. */
  send: (events: IncomingEvent | IncomingEvent[]) => Promise<void>;
  /** Takes no more steps and waits for the running ones, `limitMs` at most (10 s). */
  stop: (limitMs?: number) => Promise<void>;
  /** Resolves when nothing runs and nothing is due now; waits that end later do not count. */
  idle: () => Promise<void>;
  runs: (filter?: RunFilter) => Promise<Run[]>;
};

/** Starts the driver. Throws where a function asks for what only an Inngest server does. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const wire = wireOf(options.client);
  if (!wire)
    throw new Error(
      "The embedded job driver needs a client of createJobsClient that is not configured for an Inngest server.",
    );
  const plan = planFunctions(options.client, options.functions);
  const call = caller(options.client, options.functions, plan, wire, options.maxStepMs ?? 900_000);
  if (options.exclusive) await options.db.withService(voidLeases);
  const driver = new Driver(options, plan, call);
  wire.deliver = (events) => driver.deliver(events);
  driver.start();
  return {
    send: (events) => driver.deliver(named([events].flat())),
    stop: (limitMs) => driver.stop(limitMs),
    idle: () => driver.idle(),
    runs: (filter) => options.db.withService((tx) => listRuns(tx, filter ?? {})),
  };
}

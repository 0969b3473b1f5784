/** A process that runs a driver on the database of `TEST_DATABASE_*` until it is killed or `KILL_UNTIL` runs have ended. */
import { appendFileSync, existsSync } from "node:fs";
import { testDatabase } from "../../db/testing.ts";
import { jobFunctions } from "../functions.ts";
import { testClient } from "./testing.ts";
import { startRunner } from "./runner.ts";

const { KILL_NAME = "", KILL_EFFECTS = "", KILL_GATE = "" } = process.env;
const { db } = await testDatabase();
const client = testClient();
const effect = (line: string) => appendFileSync(KILL_EFFECTS, `${line}\n`);

const steps = client.createFunction(
  { id: KILL_NAME, retries: 0, triggers: [{ event: KILL_NAME }] },
  async ({ step }) => {
    await step.run("one", () => effect("one"));
    await Promise.all(["two-a", "two-b"].map((id) => step.run(id, () => effect(id))));
    await step.sleep("between", "1s");
    await step.run("three", async () => {
      effect("three");
      while (!existsSync(KILL_GATE)) await Bun.sleep(20);
    });
    await step.run("four", () => effect("four"));
    return "finished";
  },
);

const functions = KILL_NAME ? [steps] : jobFunctions(client, { db });
await startRunner({ db, client, functions, pollMs: 50, leaseMs: 900, report: console.error });
console.log("running");

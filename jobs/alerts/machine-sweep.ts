/** With every sweep of a dealer's due times, and as soon as something was heard of its machines: holds them against the rules. */
import type { Database } from "../../db/tenancy.ts";
import type { JobsClient } from "../client.ts";
import { dealerSweepRequested, machinesHeard } from "../events.ts";
import { sweepMachines } from "./sweep-machines.ts";

export function dealerMachineSweep(client: JobsClient, deps: { db: Database }) {
  return client.createFunction(
    {
      id: "alerts-dealer-machine-sweep",
      concurrency: 2,
      triggers: [{ event: dealerSweepRequested }, { event: machinesHeard }],
    },
    ({ event, step }) =>
      step.run("sweep", () => {
        const { data } = event;
        return "at" in data
          ? sweepMachines(deps, { dealerId: data.dealerId, at: data.at })
          : sweepMachines(deps, {
              dealerId: data.dealerId,
              at: new Date(event.ts ?? Date.now()).toISOString(),
              answers: false,
            });
      }),
  );
}

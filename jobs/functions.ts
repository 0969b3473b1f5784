/** All job functions, made with one client. */
import type { InngestFunction } from "inngest";
import type { Database } from "../db/tenancy.ts";
import type { FileStore } from "../server/files/store.ts";
import { dealerDueSweep, dueSweep } from "./alerts/due-sweep.ts";
import { dealerMachineSweep } from "./alerts/machine-sweep.ts";
import type { JobsClient } from "./client.ts";
import { identitySweep, signingKeyRotation } from "./iam/identity-sweep.ts";
import { partsSweep } from "./media/sweep-parts.ts";
import { telematicsPullSweep, telematicsSourcePull, type TelematicsDeps } from "./telematics/pull-sweep.ts";
import { readingsRetention } from "./telematics/retention.ts";
import { dealerRentalsSweep, rentalsSweep } from "./rentals/rentals-sweep.ts";

/** Without `files` and `telematics` those that look after them are left out. */
export const jobFunctions = (
  client: JobsClient,
  deps: { db: Database; files?: Pick<FileStore, "sweepParts">; telematics?: TelematicsDeps["telematics"] },
): InngestFunction.Any[] => [
  dueSweep(client, deps),
  dealerDueSweep(client, deps),
  dealerMachineSweep(client, deps),
  rentalsSweep(client, deps),
  dealerRentalsSweep(client, deps),
  readingsRetention(client, deps),
  identitySweep(client, deps),
  signingKeyRotation(client, deps),
  ...(deps.telematics
    ? [telematicsPullSweep, telematicsSourcePull].map((make) =>
        make(client, { db: deps.db, telematics: deps.telematics! }),
      )
    : []),
  ...(deps.files ? [partsSweep(client, { files: deps.files })] : []),
];

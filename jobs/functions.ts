/** All job functions, made with one client. */
import type { InngestFunction } from "inngest";
import type { Database } from "../db/tenancy.ts";
import { dealerDueSweep, dueSweep } from "./alerts/due-sweep.ts";
import type { JobsClient } from "./client.ts";
import { identitySweep, signingKeyRotation } from "./iam/identity-sweep.ts";

export const jobFunctions = (client: JobsClient, deps: { db: Database }): InngestFunction.Any[] => [
  dueSweep(client, deps),
  dealerDueSweep(client, deps),
  identitySweep(client, deps),
  signingKeyRotation(client, deps),
];

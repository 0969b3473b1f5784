/** All job functions, made with one client. */
import type { InngestFunction } from "inngest";
import type { Database } from "../db/tenancy.ts";
import type { FileStore } from "../server/files/store.ts";
import { dealerDueSweep, dueSweep } from "./alerts/due-sweep.ts";
import type { JobsClient } from "./client.ts";
import { identitySweep, signingKeyRotation } from "./iam/identity-sweep.ts";
import { partsSweep } from "./media/sweep-parts.ts";

/** Without `files` those that look after them are left out. */
export const jobFunctions = (
  client: JobsClient,
  deps: { db: Database; files?: Pick<FileStore, "sweepParts"> },
): InngestFunction.Any[] => [
  dueSweep(client, deps),
  dealerDueSweep(client, deps),
  identitySweep(client, deps),
  signingKeyRotation(client, deps),
  ...(deps.files ? [partsSweep(client, { files: deps.files })] : []),
];

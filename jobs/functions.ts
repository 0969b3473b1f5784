/** All job functions, made with one client. */
import type { InngestFunction } from "inngest";
import type { Database } from "../db/tenancy.ts";
import type { FileStore } from "../server/files/store.ts";
import { dealerDueSweep, dueSweep } from "./alerts/due-sweep.ts";
import { dealerMachineSweep } from "./alerts/machine-sweep.ts";
import type { JobsClient } from "./client.ts";
import { identitySweep, signingKeyRotation } from "./iam/identity-sweep.ts";
import { dealerServiceSweep, serviceSweep } from "./maintenance/service-sweep.ts";
import { partsSweep } from "./media/sweep-parts.ts";
import {
  notificationsDigest,
  notificationsFanOut,
  notificationsPush,
  notificationsSweep,
} from "./notifications/functions.ts";
import type { DigestDeps } from "./notifications/send-digests.ts";
import type { PushDeps } from "./notifications/send-pushes.ts";
import { telematicsPullSweep, telematicsSourcePull, type TelematicsDeps } from "./telematics/pull-sweep.ts";
import { readingsRetention } from "./telematics/retention.ts";
import { dealerRentalsSweep, rentalsSweep } from "./rentals/rentals-sweep.ts";

/** Without `files`, `telematics`, `push` and `mail` those that need them are left out. */
export const jobFunctions = (
  client: JobsClient,
  deps: {
    db: Database;
    files?: Pick<FileStore, "sweepParts">;
    telematics?: TelematicsDeps["telematics"];
    push?: PushDeps["push"] | undefined;
    mail?: Omit<DigestDeps, "db">;
  },
): InngestFunction.Any[] => [
  dueSweep(client, deps),
  dealerDueSweep(client, deps),
  dealerMachineSweep(client, deps),
  rentalsSweep(client, deps),
  dealerRentalsSweep(client, deps),
  serviceSweep(client, deps),
  dealerServiceSweep(client, deps),
  readingsRetention(client, deps),
  identitySweep(client, deps),
  signingKeyRotation(client, deps),
  notificationsSweep(client, deps),
  notificationsFanOut(client, deps),
  ...(deps.push ? [notificationsPush(client, { db: deps.db, push: deps.push })] : []),
  ...(deps.mail ? [notificationsDigest(client, { db: deps.db, ...deps.mail })] : []),
  ...(deps.telematics
    ? [telematicsPullSweep, telematicsSourcePull].map((make) =>
        make(client, { db: deps.db, telematics: deps.telematics! }),
      )
    : []),
  ...(deps.files ? [partsSweep(client, { files: deps.files })] : []),
];

import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type GuardedProcedure = RouterOutputs["iam"]["permissions"]["procedures"][number];

/** The policy is fixed for the life of the server, so it is asked for once. */
export const permissionsQuery = () =>
  trpc.iam.permissions.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY });

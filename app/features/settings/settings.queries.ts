/** Passkeys and sessions of the signed-in person. Adding a passkey is a ceremony of the browser's, through a client that is loaded for it. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Passkey = RouterOutputs["credentials"]["passkeys"]["items"][number];
export type OwnSession = RouterOutputs["credentials"]["sessions"]["items"][number];

export const passkeysQuery = () => trpc.credentials.passkeys.queryOptions();
export const ownBadgeQuery = () => trpc.credentials.ownBadge.queryOptions(undefined, { staleTime: 5 * 60_000 });
export const sessionsQuery = () => trpc.credentials.sessions.queryOptions();

/** Asks the device for a new passkey. False when the person cancelled. */
export async function addPasskey(name: string): Promise<boolean> {
  const { authClient } = await import("~/lib/auth.ts");
  const answer = await authClient.passkey.addPasskey(name ? { name } : {});
  const error = answer?.error;
  if (!error) return true;
  const code = "code" in error ? error.code : "";
  if (code === "AUTH_CANCELLED" || code.startsWith("ERROR_CEREMONY_ABORTED")) return false;
  // Without a status nothing was answered: that is a lost connection.
  const status = "status" in error ? error.status : 0;
  throw Object.assign(new Error(error.message), status > 0 ? { data: { httpStatus: status } } : {});
}

/** Passkeys and sessions of the signed-in person, through better-auth's client, which is loaded only here. */
import { queryOptions } from "@tanstack/solid-query";

const auth = async () => (await import("~/lib/auth.ts")).authClient;

export interface Passkey {
  id: string;
  name: string | null;
  createdAt: string;
  /** Kept by the platform's account and so on its other devices too. */
  synced: boolean;
}

/** What better-auth answers with: an error is a value there and an exception here, in the shape that `errorSentence` knows. */
function dataOf<T>(answer: { data: T | null; error: { status?: number; message?: string } | null }): T {
  const { data, error } = answer;
  if (!error && data !== null) return data;
  const status = error?.status ?? 0;
  const code = { 401: "UNAUTHORIZED", 403: "FORBIDDEN", 429: "TOO_MANY_REQUESTS" }[status];
  // Without a status nothing was answered: that is a lost connection.
  throw Object.assign(new Error(error?.message), status > 0 ? { data: { code, httpStatus: status } } : {});
}

export const passkeysQuery = () =>
  queryOptions({
    queryKey: [["iam", "passkeys"]],
    queryFn: async (): Promise<Passkey[]> => {
      const client = await auth();
      const found = dataOf(await client.$fetch<Record<string, unknown>[]>("/passkey/list-user-passkeys"));
      return found.map((each) => ({
        id: String(each["id"]),
        name: typeof each["name"] === "string" && each["name"] !== "" ? each["name"] : null,
        createdAt: new Date(String(each["createdAt"])).toISOString(),
        synced: each["backedUp"] === true,
      }));
    },
  });

/** Asks the device for a new passkey. False when the person cancelled. */
export async function addPasskey(name: string): Promise<boolean> {
  const client = await auth();
  const answer = await client.passkey.addPasskey(name ? { name } : {});
  const code = answer?.error && "code" in answer.error ? answer.error.code : "";
  if (code === "AUTH_CANCELLED" || code.startsWith("ERROR_CEREMONY_ABORTED")) return false;
  dataOf({ data: answer?.data ?? null, error: answer?.error ?? null });
  return true;
}

export async function removePasskey(id: string): Promise<void> {
  const client = await auth();
  dataOf(await client.$fetch("/passkey/delete-passkey", { method: "POST", body: { id } }));
}

/** Ends every session but this one. */
export async function signOutOthers(): Promise<void> {
  const client = await auth();
  dataOf(await client.revokeOtherSessions());
}

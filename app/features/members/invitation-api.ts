/** What the page behind an invitation's link asks the server, before its reader is anybody. Refusals are thrown with `data.appCode`. */
import type { AcceptedInvitation, OpenInvitation } from "../../../server/domain/iam/members.ts";

async function post<T>(step: "open" | "code" | "accept", body: Record<string, string>): Promise<T> {
  const response = await fetch(`/api/invitations/${step}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as unknown;
  if (response.ok) return answer as T;
  const { code, detail } = answer as { code?: string; detail?: string };
  throw Object.assign(new Error(detail), { data: { appCode: code, httpStatus: response.status } });
}

export const openInvitation = (token: string) => post<OpenInvitation>("open", { token });
export const sendInvitationCode = (token: string) => post<{ sent: true }>("code", { token });
export const acceptInvitation = (token: string, name: string | null) =>
  post<AcceptedInvitation>("accept", { token, ...(name ? { name } : {}) });

/** The address that this browser is signed in with; null where it is not. */
export async function signedInAs(): Promise<string | null> {
  const { authClient } = await import("~/lib/auth.ts");
  const { data } = await authClient.getSession();
  return data?.user.email?.toLowerCase() ?? null;
}

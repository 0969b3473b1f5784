/** Signing in by badge: the server's answer, or why there is none. */
import type { BadgeSignInAnswer } from "../../../server/domain/credentials/sign-in.ts";
import type { Me } from "~/lib/session.tsx";
import type { MessageKey } from "~/lib/i18n.ts";

export type BadgeAnswer =
  { kind: "in"; answer: BadgeSignInAnswer; me: Me | null } | { kind: "refused"; code: string } | { kind: "offline" };

export async function askServer(badge: string, pin: string): Promise<BadgeAnswer> {
  let response: Response;
  try {
    response = await fetch("/api/auth/badge/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ badge, pin }),
    });
  } catch {
    return { kind: "offline" };
  }
  const body = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) {
    const code = (body as { code?: string } | null)?.code;
    return code && response.status < 500 ? { kind: "refused", code } : { kind: "offline" };
  }
  return { kind: "in", answer: body as BadgeSignInAnswer, me: await whoAmI() };
}

/** Who the session is now; null where that could not be asked any more. */
async function whoAmI(): Promise<Me | null> {
  try {
    const response = await fetch("/api/trpc/iam.me");
    const body = (await response.json()) as { result?: { data?: Me } };
    return body.result?.data ?? null;
  } catch {
    return null;
  }
}

/** The sentence for a refusal. */
export function refusalMessage(code: string): MessageKey {
  switch (code) {
    case "auth.badge_locked":
      return "auth.badge.locked";
    case "auth.no_membership":
      return "auth.badge.notMember";
    case "auth.too_many_attempts":
    case "rate.limited":
      return "auth.slowDown";
    default:
      return "auth.badge.wrong";
  }
}

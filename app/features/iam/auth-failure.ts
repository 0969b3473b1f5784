import type { MessageKey } from "~/lib/i18n.ts";

/** What better-auth's client hands back when a call fails. */
export interface AuthFailure {
  code?: string | undefined;
  status?: number | undefined;
}

/** The sentence for a failed step of signing in. */
export function authFailureMessage(failure: AuthFailure | null | undefined): MessageKey {
  switch (failure?.code) {
    case "INVALID_OTP":
    case "auth.invalid_code":
      return "auth.code.wrong";
    case "OTP_EXPIRED":
      return "auth.code.expired";
    case "TOO_MANY_ATTEMPTS":
    case "auth.too_many_attempts":
      return "auth.code.tooMany";
    case "INVALID_EMAIL":
    case "VALIDATION_ERROR":
      return "auth.email.invalid";
    default:
      if (failure?.status === 429) return "auth.slowDown";
      return navigator.onLine ? "auth.failed" : "auth.offline";
  }
}

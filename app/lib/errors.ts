/**
 * Turns what a call threw into a sentence for a person. The server's errors carry `data.appCode` ("rental.already_out");
 * an unknown code keeps the server's own sentence, and a failure without one gets a general sentence.
 */
import type { MessageKey, Translate } from "./i18n.ts";

interface WireError {
  message?: unknown;
  data?: { appCode?: unknown; code?: unknown; httpStatus?: unknown } | null;
}

/** Failures that tRPC itself makes, before any rule of ours could name them. */
const byStatus: Record<string, MessageKey> = {
  BAD_REQUEST: "errors.input.unparsable",
  UNAUTHORIZED: "errors.auth.required",
  FORBIDDEN: "errors.auth.forbidden",
  NOT_FOUND: "errors.not_found",
  PAYLOAD_TOO_LARGE: "errors.input.too_large",
  TOO_MANY_REQUESTS: "errors.rate.limited",
  TIMEOUT: "errors.timeout",
  INTERNAL_SERVER_ERROR: "errors.internal",
  SERVICE_UNAVAILABLE: "errors.unavailable",
};

function wire(error: unknown): WireError {
  return typeof error === "object" && error !== null ? error : {};
}

/** The application's code of a failed call, e.g. "rental.already_out"; null for network failures and foreign errors. */
export function errorCode(error: unknown): string | null {
  const code = wire(error).data?.appCode;
  return typeof code === "string" && code !== "" ? code : null;
}

/** True when the session is missing or over. */
export function isUnauthorized(error: unknown): boolean {
  const data = wire(error).data;
  return data?.code === "UNAUTHORIZED" || data?.httpStatus === 401;
}

/**
 * True when the call was refused because the person's membership is no longer what it was when the call set out. A session outlives
 * that, unless the membership is gone: the same call again tells which.
 */
export const isAccessChanged = (error: unknown): boolean => errorCode(error) === "auth.membership_changed";

/** True when no answer came at all (offline, server gone): worth keeping the entry and trying again. */
export function isNetworkError(error: unknown): boolean {
  return typeof error === "object" && error !== null && !wire(error).data;
}

/** One sentence that says what happened and what to do next. */
export function errorSentence(error: unknown, t: Translate): string {
  const code = errorCode(error);
  const own = code === null ? undefined : (t(`errors.${code}` as "errors.unknown") as unknown);
  if (typeof own === "string") return own;
  const { data, message } = wire(error);
  if (code !== null && typeof message === "string" && message !== "") return message;
  const general = typeof data?.code === "string" ? byStatus[data.code] : undefined;
  if (general) {
    const sentence: string = t(general);
    return sentence;
  }
  return t(isNetworkError(error) ? "errors.network" : "errors.unknown");
}

/** What became of a try, in the three ways that matter to a queue: it is done, it was refused, or nobody knows yet. */
import type { Refusal } from "./entry.ts";

export type Answer =
  | { kind: "accepted"; result: unknown }
  /** `settled`: the server had looked for an earlier effect of this operation and found none. */
  | { kind: "refused"; refusal: Omit<Refusal, "at">; settled: boolean }
  /**
   * Sent again word for word later: the server may have taken it all the same. `saving`: a large file waits for Wi-Fi; `full` and
   * `unreadable` tell of this device's disk.
   */
  | { kind: "open"; why: "network" | "busy" | "fault" | "saving" | "full" | "unreadable"; retryAfterMs?: number }
  /** Nobody, or somebody else, is signed in: the whole queue waits for its owner. */
  | { kind: "signed_out" };

type Wire = {
  result?: { data?: unknown };
  error?: {
    message?: string;
    data?: {
      appCode?: string;
      httpStatus?: number;
      fields?: Record<string, string>;
      details?: unknown;
      settled?: boolean;
    };
  };
};

/** Answers of a server, or of what stands before it, that has too much to do or is just starting. */
export const BUSY: readonly number[] = [408, 425, 429, 502, 503, 504];

/**
 * Reads the answer to a mutation. Only an answer in the server's own form counts: a hotel's sign-in page that says 200 is no answer.
 * `body` is the parsed JSON, or undefined where there was none.
 */
export function readAnswer(status: number, body: unknown, retryAfter: string | null): Answer {
  const { result, error } = (typeof body === "object" && body !== null ? body : {}) as Wire;
  if (status >= 200 && status < 300 && result !== undefined) return { kind: "accepted", result: result.data ?? null };
  const seconds = Number(retryAfter);
  const wait = retryAfter !== null && Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
  if (BUSY.includes(status)) return { kind: "open", why: "busy", ...wait };
  const code = error?.data?.appCode;
  if (!error || !code) return status >= 500 ? { kind: "open", why: "fault" } : { kind: "open", why: "network" };
  if (status === 401) return { kind: "signed_out" };
  if (status >= 500) return { kind: "open", why: "fault" };
  const { fields, details, settled = false } = error.data ?? {};
  return {
    kind: "refused",
    settled,
    refusal: {
      code,
      status,
      message: error.message ?? code,
      ...(fields ? { fields } : {}),
      ...(details === undefined ? {} : { details }),
    },
  };
}

/** A state that has moved on is a conflict: the person sees what is true now. Everything else is the entry's own fault. */
export const stateOfRefusal = ({ status, code }: Omit<Refusal, "at">): "conflict" | "rejected" =>
  status === 409 && code !== "operation.reused" ? "conflict" : "rejected";

/** Refusals and faults as RFC 9457 problem documents, the one error shape of everything that is not tRPC. */
import type { Logger } from "pino";
import { z } from "zod";
import { AppError, ERRORS, type ErrorCode } from "./domain/errors.ts";
import { refusalOf, trpcErrorOf } from "./trpc.ts";

export const PROBLEM_TYPE = "application/problem+json";

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** `code` is the contract; `type` is the code as a URN, `instance` names the request for questions to support. */
export const problemSchema = z
  .object({
    type: z.string().describe("urn:smart-rental:error:<code>"),
    title: z.string(),
    status: z.int(),
    code: z
      .enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
      .describe("Stable name of the error: branch on this."),
    detail: z.string().describe("A sentence for a person."),
    instance: z.string().optional().describe("The request's id, as in the X-Request-Id header."),
    fields: z
      .record(z.string(), z.string())
      .optional()
      .describe("Dotted paths of the fields at fault, with the reason for each."),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** The refusal to answer with, whatever was thrown. A fault of ours becomes `internal` or `unavailable`, without its text. */
export function answerable(error: unknown): AppError {
  return refusalOf(error) ?? new AppError("internal", { cause: error });
}

export function problemOf(refusal: AppError, requestId?: string): Problem {
  return {
    type: `urn:smart-rental:error:${refusal.code}`,
    title: TITLES[refusal.status] ?? "Error",
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    ...(requestId ? { instance: `urn:smart-rental:request:${requestId}` } : {}),
    ...(refusal.fields ? { fields: refusal.fields } : {}),
    ...(refusal.details ? { details: refusal.details } : {}),
  };
}

/** How long to wait where a refusal does not say so itself: the window that was used up, or the life of a code. */
const RETRY_AFTER_S: Partial<Record<ErrorCode, number>> = {
  "rate.limited": 60,
  "auth.too_many_attempts": 600,
  unavailable: 2,
};

/**
 * Answers with a problem document. Faults are written to the log here unless `logged` says that somebody has. With `trpc` the
 * document holds tRPC's own `error` too, so that its client knows a refusal of the edge from a lost connection.
 */
export function problemResponse(
  error: unknown,
  context: { requestId: string; log: Logger; logged?: boolean; trpc?: boolean },
): Response {
  const refusal = answerable(error);
  if (refusal.status >= 500 && error !== refusal && !context.logged) {
    context.log.error({ err: refusal.cause, requestId: context.requestId, code: refusal.code }, "request failed");
  }
  const headers: Record<string, string> = { "content-type": PROBLEM_TYPE, "cache-control": "no-store" };
  if (refusal.status === 401) headers["www-authenticate"] = "Bearer";
  const retryAfterS = refusal.details?.["retryAfterS"] ?? RETRY_AFTER_S[refusal.code];
  if (typeof retryAfterS === "number") headers["retry-after"] = String(retryAfterS);
  const problem = problemOf(refusal, context.requestId);
  const body = context.trpc ? { ...problem, error: trpcErrorOf(refusal) } : problem;
  return new Response(JSON.stringify(body), { status: refusal.status, headers });
}

/**
 * Procedures. Every one runs `caller → Casbin → input → verb`; there is no unguarded base procedure to build on.
 * A procedure without a line in `iam/policy.csv` is denied, and a test proves that each has one.
 */
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ZodError } from "zod";
import { isConnectionFault } from "./connection-faults.ts";
import type { CallContext } from "./context.ts";
import { AppError, type ErrorCode, type FieldErrors } from "./domain/errors.ts";
import { scopesAllow } from "./domain/credentials/scopes.ts";
import { unstorableTextAt } from "./domain/storable-text.ts";

/** How a procedure is served under /api/v1. Path parameters are written `{name}` and join the input. */
export type RestMeta = {
  method: "GET" | "POST";
  path: string;
  summary: string;
  /** The body may also be a table (text/csv), which becomes the input's `csv`; other fields then come in the query. */
  csv?: boolean;
  /** The body is a document of its own, XML or JSON, which becomes the input's `document`; other fields then come in the query. */
  document?: boolean;
};
export type ProcedureMeta = { rest?: RestMeta };

/** The refusal behind an error, whatever threw it; null for a fault of ours. */
export function refusalOf(error: unknown): AppError | null {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause);
  const refusal = causes.find((cause) => cause instanceof AppError);
  if (refusal) return refusal;
  const wire = causes.find((cause) => cause instanceof TRPCError);
  // Only what a caller sent is the caller's fault: a ZodError elsewhere means that we misread our own data.
  if (wire?.code === "BAD_REQUEST" && wire.cause instanceof ZodError)
    return new AppError("input.invalid", { fields: fieldErrors(wire.cause) });
  const code = TRPC_REFUSALS[wire?.code ?? ""] ?? (isConnectionFault(error) ? "unavailable" : undefined);
  return code ? new AppError(code, { cause: error }) : null;
}

/** What tRPC itself refuses before a procedure runs. */
const TRPC_REFUSALS: Record<string, ErrorCode> = {
  NOT_FOUND: "not_found",
  PARSE_ERROR: "input.unparsable",
  BAD_REQUEST: "input.unparsable",
  UNSUPPORTED_MEDIA_TYPE: "input.unsupported_type",
  METHOD_NOT_SUPPORTED: "input.unparsable",
  PAYLOAD_TOO_LARGE: "input.too_large",
};

function fieldErrors(error: ZodError): FieldErrors {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message]));
}

const TRPC_CODES: Record<number, TRPCError["code"]> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  408: "TIMEOUT",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  503: "SERVICE_UNAVAILABLE",
};

const t = initTRPC
  .context<CallContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: { enabled: false },
    errorFormatter: ({ shape, error }) =>
      errorShape(refusalOf(error) ?? new AppError("internal"), shape.code, shape.data.path),
  });

function errorShape(refusal: AppError, code: number, path: string | undefined) {
  const { message, status, fields, details, settled } = refusal;
  return { code, message, data: { appCode: refusal.code, httpStatus: status, path, fields, details, settled } };
}

/** A refusal as tRPC's clients read it, for those that no procedure made. */
export const trpcErrorOf = (refusal: AppError) =>
  errorShape(refusal, TRPC_ERROR_CODES_BY_KEY[TRPC_CODES[refusal.status] ?? "INTERNAL_SERVER_ERROR"], undefined);

/** Gives refusals their status on the wire and writes faults to the log, once. */
const refusals = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalOf(result.error);
  if (!refusal || refusal.status >= 500) {
    ctx.services.log.error(
      { err: result.error.cause ?? result.error, path, requestId: ctx.requestId },
      "procedure failed",
    );
  }
  if (!refusal) return result;
  throw new TRPCError({
    code: TRPC_CODES[refusal.status] ?? "INTERNAL_SERVER_ERROR",
    message: refusal.message,
    cause: refusal,
  });
});

const guard = t.middleware(({ next, ctx, path, type }) => {
  if (!ctx.caller) throw new AppError("auth.required");
  const actor = ctx.caller.claims;
  if (!actor) throw new AppError("auth.no_membership");
  if (!ctx.services.authorizer.allows(actor, path, type)) throw new AppError("auth.forbidden");
  if (ctx.caller.scopes && !scopesAllow(ctx.caller.scopes, path, type)) throw new AppError("auth.scope_missing");
  return next({ ctx: { caller: ctx.caller, actor } });
});

/** Text that no column can hold is the caller's fault, and is told with its field before anything is read or written. */
const storable = t.middleware(async ({ next, getRawInput }) => {
  const field = unstorableTextAt(await getRawInput());
  if (field !== null)
    throw new AppError("input.invalid", { fields: { [field]: "holds a character that can not be stored" } });
  return next();
});

/** The base of every procedure: signed in, a member, and allowed by policy. */
export const procedure = t.procedure.use(refusals).use(guard).use(storable);
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

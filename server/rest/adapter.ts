/**
 * Serves procedures under REST. A request passes the same guard, input schema and verb as a tRPC call, and the body is read
 * only when the input is asked for: so 401 and 403 come before 400, and that before 422.
 */
import { callTRPCProcedure, type AnyRouter } from "@trpc/server";
import { Hono, type Context } from "hono";
import type { Caller, CallContext, Services } from "../context.ts";
import { AppError } from "../domain/errors.ts";
import type { EdgeEnv } from "../http/edge-env.ts";
import { isPrototypeName } from "../http/strict-json.ts";
import { problemResponse } from "../problem.ts";
import { coerce } from "./coerce.ts";
import { restOperations, type RestOperation } from "./operations.ts";
import { readJson } from "./read-json.ts";
import { readDocumentBody } from "./read-document-body.ts";
import { readTableBody } from "./read-table-body.ts";

/** A Hono app with one route for each operation; mount it at /api/v1. Unknown routes and wrong methods are 404 problems. */
export function restApp(
  services: Services,
  appRouter: AnyRouter,
  callerOf: (request: Request) => Promise<Caller | null>,
): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>();
  const { log } = services;
  for (const operation of restOperations(appRouter)) {
    app.on(operation.method, operation.path.replace(/\{([^}]+)\}/g, ":$1"), async (c) => {
      const { requestId, ip } = c.env;
      const ctx: CallContext = { services, caller: await callerOf(c.req.raw), requestId, ip };
      let read: Promise<unknown> | undefined;
      // A body can be read once, and its procedure asks for it more than once.
      const getRawInput = () => (read ??= rawInput(c, operation));
      try {
        const { procedure: path, type } = operation;
        const result: unknown = await callTRPCProcedure({
          router: appRouter,
          path,
          type,
          ctx,
          getRawInput,
          signal: c.req.raw.signal,
          batchIndex: 0,
        });
        return c.json(result ?? null, 200, { "cache-control": "no-store" });
      } catch (error) {
        // Faults inside a procedure are logged by its own middleware.
        return problemResponse(error, { requestId, log, logged: true });
      }
    });
  }
  app.onError((error, c) => problemResponse(error, { requestId: c.env.requestId, log }));
  app.notFound((c) => problemResponse(new AppError("not_found"), { requestId: c.env.requestId, log }));
  return app;
}

async function rawInput(c: Context<EdgeEnv>, operation: RestOperation): Promise<unknown> {
  const named: Record<string, unknown> = {};
  const query = new Map<string, string[]>();
  for (const [name, text] of new URL(c.req.url).searchParams) {
    // `a[__proto__]=` and `constructor.prototype=` are names for parsers that build objects of them; this one builds none.
    if (name.split(/[.[\]]/).some(isPrototypeName))
      throw new AppError("input.invalid", { fields: { [name]: "is no name of a field" } });
    query.set(name, [...(query.get(name) ?? []), text]);
  }
  for (const name of operation.pathParams) {
    const field = operation.fields.get(name);
    const text = c.req.param(name);
    if (field && text !== undefined) named[name] = coerce([text], field);
  }
  if (operation.method === "POST") {
    if (operation.document)
      return { ...fromQuery(query, operation), document: await readDocumentBody(c.req.raw), ...named };
    if (!operation.csv) {
      const body = await readJson(c.req.raw);
      return isPlainObject(body) ? { ...body, ...named } : body;
    }
    const body = await readTableBody(c.req.raw);
    return isPlainObject(body) ? { ...body, ...fromQuery(query, operation), ...named } : body;
  }
  return { ...fromQuery(query, operation), ...named };
}

function fromQuery(query: ReadonlyMap<string, string[]>, operation: RestOperation): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const [name, given] of query) {
    // `?siteId=` asks for nothing in particular, the same as leaving it out.
    const texts = given.filter((text) => text !== "");
    const field = operation.fields.get(name);
    if (texts.length === 0 || operation.pathParams.includes(name)) continue;
    named[name] = field ? coerce(texts, field) : texts.length === 1 ? texts[0] : texts;
  }
  return named;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

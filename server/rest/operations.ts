/** The procedures that are served under /api/v1, read from their `meta.rest`. What can not be served stops the start. */
import type { AnyRouter } from "@trpc/server";
import type { ProcedureMeta, RestMeta } from "../trpc.ts";
import { fieldsOf, jsonSchemaOf, type Field, type JsonSchema } from "./json-schema.ts";

export type RestOperation = RestMeta & {
  /** Path of the procedure, such as `rentals.checkOut`; its first part is the feature. */
  procedure: string;
  type: "query" | "mutation";
  /** One schema for each `.input()`; all of them apply. */
  inputs: JsonSchema[];
  fields: Map<string, Field>;
  pathParams: string[];
  output: JsonSchema | null;
};

type ProcedureDef = { type: string; meta?: ProcedureMeta; inputs: unknown[]; output?: unknown };

/** All operations of a router. Throws when two share a route, a GET changes something, or a path parameter is no input field. */
export function restOperations(appRouter: AnyRouter): RestOperation[] {
  const procedures = appRouter._def.procedures as Record<string, { _def: ProcedureDef }>;
  const operations: RestOperation[] = [];
  for (const [procedure, { _def }] of Object.entries(procedures)) {
    if (_def.meta?.rest) operations.push(operationOf(procedure, _def, _def.meta.rest));
  }
  const routes = new Map<string, string>();
  for (const { method, path, procedure } of operations) {
    const route = `${method} ${path.replace(/\{[^}]+\}/g, "{}")}`;
    const other = routes.get(route);
    if (other) throw new Error(`${procedure} and ${other} have the same route: ${route}`);
    routes.set(route, procedure);
  }
  return operations;
}

function operationOf(procedure: string, def: ProcedureDef, rest: RestMeta): RestOperation {
  if (def.type !== "query" && def.type !== "mutation")
    throw new Error(`${procedure}: a ${def.type} can not be served under REST`);
  if (rest.method === "GET" && def.type !== "query") throw new Error(`${procedure}: GET may not change anything`);
  const inputs = def.inputs.map((input) => jsonSchemaOf(input, "input"));
  const fields = new Map(inputs.flatMap((input) => [...fieldsOf(input)]));
  const pathParams = [...rest.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
  for (const name of pathParams)
    if (!fields.has(name)) throw new Error(`${procedure}: {${name}} of its path is no field of its input`);
  return {
    ...rest,
    procedure,
    type: def.type,
    inputs,
    fields,
    pathParams,
    output: def.output ? jsonSchemaOf(def.output, "output") : null,
  };
}
